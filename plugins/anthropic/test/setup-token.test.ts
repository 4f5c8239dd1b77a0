// What counts as a setup-token, and what becomes of what people paste.
import fc from "fast-check";
import { expect, it } from "vitest";
import { classifyRefusal } from "../src/classify-refusal.ts";
import { readSetupToken } from "../src/read-setup-token.ts";

const token = `sk-ant-oat01-${"aB3-_".repeat(19)}`;

it.each([
  [token],
  [`  ${token}\n`],
  [`"${token}"`],
  [`export CLAUDE_CODE_OAUTH_TOKEN=${token}`],
  [`CLAUDE_CODE_OAUTH_TOKEN="${token}"`],
])("takes %j", (pasted) => {
  expect(readSetupToken(pasted)).toEqual({ token });
});

it("joins a token that the terminal broke, wherever", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: token.length }), { maxLength: 5 }),
      fc.constantFrom("\n", "\r\n", " ", "\n  "),
      (places, gap) => {
        let pasted = token;
        for (const place of places) pasted = pasted.slice(0, place) + gap + pasted.slice(place);
        expect(readSetupToken(pasted)).toEqual({ token });
      },
    ),
  );
});

it.each([
  ["", /nothing/],
  ["sk-ant-api03-abc", /API key/],
  ["hello", /no setup-token/],
  [token.slice(0, 79), /part/],
  [`${token}$`, /part/],
])("refuses %j", (pasted, problem) => {
  expect(readSetupToken(pasted)).toEqual({ problem: expect.stringMatching(problem) });
});

it.each([
  [400, "This credential is only authorized for use with Claude Code and cannot be used.", "auth"],
  [400, "Third-party apps now draw from your extra usage, not your plan limits.", "billing"],
  [401, "Invalid bearer token", "auth"],
])("%i %s", (status, message, kind) => {
  const body = JSON.stringify({ type: "error", error: { type: "invalid_request_error", message } });
  const found = classifyRefusal({ status, headers: {}, body, receivedAt: 0 });
  expect(found).toMatchObject({ kind, rotate: false });
  expect(found?.message).not.toContain(message);
});

it("leaves everything else to the wire format", () => {
  const of = (status: number, body: string) =>
    classifyRefusal({ status, headers: {}, body, receivedAt: 0 });
  expect(of(400, "max_tokens: too many")).toBeUndefined();
  expect(of(529, "Invalid bearer token")).toBeUndefined();
});
