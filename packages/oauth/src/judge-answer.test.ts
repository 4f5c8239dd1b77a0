// Whatever a stranger sends, only the state of this login makes it an answer.
import { MayrosError } from "@mayros/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { codeOf, problemOf } from "./judge-answer.ts";

const expected = {
  state: "expected-state",
  issuer: undefined,
  authorizationUrl: new URL("https://login.example/authorize"),
};
const name = fc.oneof(
  fc.constantFrom("state", "code", "error", "iss", "State", "state[]"),
  fc.string(),
);
const value = fc.oneof(
  fc.constantFrom("expected-state", "EXPECTED-STATE", "expected-state ", "", "access_denied"),
  fc.constantFrom("https://login.example", "https://login.example.evil.example"),
  fc.string({ unit: "binary" }),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 6 });

it("takes nothing for an answer without this state, once", () => {
  fc.assert(
    fc.property(pairs, (made) => {
      const parameters = new URLSearchParams(made);
      if (problemOf(parameters, expected) !== undefined) return;
      expect(parameters.getAll("state")).toEqual(["expected-state"]);
      expect(parameters.getAll("code").length).toBeLessThan(2);
    }),
    { numRuns: 2000 },
  );
});

it("gives a code, or one of our errors", () => {
  const answers = fc.record({ code: value, error: value, iss: value }, { requiredKeys: [] });
  fc.assert(
    fc.property(answers, (made) => {
      const parameters = new URLSearchParams({ ...made, state: "expected-state" });
      if (problemOf(parameters, expected) !== undefined) return;
      try {
        expect(codeOf(parameters, expected)).toBe(made.code);
        expect(made.error ?? "").toBe("");
        expect([undefined, "https://login.example"]).toContain(made.iss);
      } catch (error) {
        if (!MayrosError.isInstance(error)) throw error;
        expect(error.message).not.toMatch(/\p{Cc}/u);
      }
    }),
    { numRuns: 2000 },
  );
});
