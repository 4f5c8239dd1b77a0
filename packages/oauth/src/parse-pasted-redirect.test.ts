// What people paste, by example and by property.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePastedRedirect } from "./parse-pasted-redirect.ts";

const read = (text: string) => {
  const pasted = parsePastedRedirect(text);
  return pasted.kind === "answer" ? Object.fromEntries(pasted.parameters) : pasted.kind;
};

describe("parsePastedRedirect", () => {
  it.each([
    ["http://localhost:1455/auth/callback?code=a&state=b", { code: "a", state: "b" }],
    ["  <http://localhost:1455/auth/callback?code=a&state=b>\n", { code: "a", state: "b" }],
    ['"https://x.example/cb?code=a&state=b"', { code: "a", state: "b" }],
    ["https://x.example/cb?code=a&sta\n te=b#_=_", { code: "a", state: "b" }],
    ["https://x.example/cb#code=a&state=b", { code: "a", state: "b" }],
    ["localhost:1455/auth/callback?code=a&state=b", { code: "a", state: "b" }],
    ["?code=a&state=b", { code: "a", state: "b" }],
    ["code=a&state=b", { code: "a", state: "b" }],
    ["state=b&code=a%2Fb", { code: "a/b", state: "b" }],
    ["a#b", { code: "a", state: "b" }],
    ["4/0Ade-x_y==#b", { code: "4/0Ade-x_y==", state: "b" }],
    ["?error=access_denied&state=b", { error: "access_denied", state: "b" }],
    ["4/0Ade-x_y==", "bare-code"],
    ["https://login.example/authorize?client_id=x&state=b&code_challenge=c", "login-page"],
    ["https://x.example/cb?state=b", "unreadable"],
    ["https://x.example/cb", "unreadable"],
    ["https://x.example/cb#b", "unreadable"],
    ["a#b#c", "unreadable"],
    ["#b", "unreadable"],
    ["", "unreadable"],
    [" \n", "unreadable"],
  ])("reads %j as %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  const word = fc.stringMatching(/^[\w.~/+-]{1,60}$/);

  it("reads every code and state in every form, wherever a terminal wrapped it", () => {
    fc.assert(
      fc.property(word, word, fc.nat(), fc.constantFrom("\n", "\r\n", " ", "\n  "), (...made) => {
        const [code, state, at, wrap] = made;
        const query = new URLSearchParams({ code, state }).toString();
        for (const text of [
          `http://localhost:1/cb?${query}`,
          `?${query}`,
          query,
          `${code}#${state}`,
        ]) {
          const place = at % (text.length + 1);
          const wrapped = text.slice(0, place) + wrap + text.slice(place);
          expect(read(wrapped)).toEqual({ code, state });
        }
        expect(read(code)).toBe("bare-code");
      }),
    );
  });

  it("throws for no text, and never makes an answer without code or error", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("?", "#", "&", "=", "code", "state", "error", "%", "://", "a"), {
          maxLength: 12,
        })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (made) => {
        const pasted = parsePastedRedirect(made);
        if (pasted.kind !== "answer") return;
        expect(pasted.parameters.has("code") || pasted.parameters.has("error")).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
