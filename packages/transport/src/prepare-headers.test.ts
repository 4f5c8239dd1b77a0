import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prepareHeaders } from "./prepare-headers.ts";

const ours = { userAgent: "mayros/0", bodyLength: 2 };

describe("prepareHeaders", () => {
  test("names become lower-case; ours are set, and cannot be talked over", () => {
    const headers = { "X-A": "1", "Content-Length": "99", "Accept-Encoding": "gzip" };
    expect(prepareHeaders(headers, ours)).toEqual({
      "user-agent": "mayros/0",
      "x-a": "1",
      "content-length": "2",
      "accept-encoding": "identity",
    });
    expect(prepareHeaders(headers, { ...ours, bodyLength: undefined })).not.toHaveProperty(
      "content-length",
    );
  });

  test.each(["connection", "Host", "Transfer-Encoding", "te", "upgrade", "proxy-authorization"])(
    "%s is the transport's own",
    (name) => {
      expect(() => prepareHeaders({ [name]: "x" }, ours)).toThrow(
        expect.objectContaining({ code: "MAYROS_USAGE" }),
      );
    },
  );

  test("CR, LF and NUL are refused wherever they stand, and the value is not quoted", () => {
    const part = fc.string({ maxLength: 8 });
    const breaker = fc.constantFrom("\r", "\n", "\0", "\r\n");
    fc.assert(
      fc.property(part, breaker, part, (before, middle, after) => {
        const bad = before + middle + after;
        expect(() => prepareHeaders({ [`x${bad}`]: "v" }, ours)).toThrow(/is not a header name/);
        expect(() => prepareHeaders({ "x-a": bad }, ours)).toThrow(
          "the value of header x-a holds characters it may not",
        );
      }),
    );
  });

  test("whatever passes goes out as one line", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: "binary" }), (name, value) => {
        let prepared: Record<string, string>;
        try {
          prepared = prepareHeaders({ [name]: value }, ours);
        } catch {
          return;
        }
        const lines = Object.entries(prepared).flat().join("");
        expect(lines).not.toMatch(/[\r\n\0]/);
      }),
    );
  });
});
