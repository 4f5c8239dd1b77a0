// The failure table, line by line as the design has it.
import { expect, it } from "vitest";
import { type FailureKind, failureOf, failureRules } from "./failure-rules.ts";

/** Next candidate; the same where it came as 429; next model; cooldown. */
const design: Readonly<Record<FailureKind, readonly [boolean, boolean, boolean, string]>> = {
  rate_limit: [true, true, true, "ladder"],
  billing: [false, true, true, "billing-ladder"],
  auth: [false, false, true, "none"],
  overloaded: [false, false, true, "none"],
  timeout: [false, false, true, "none"],
  network: [false, false, true, "none"],
  server: [false, false, true, "none"],
  not_found: [false, false, true, "none"],
  context_overflow: [false, false, false, "none"],
  format: [false, false, false, "none"],
  aborted: [false, false, false, "none"],
};

it.each(Object.entries(design))("%s", (name, [rotate, rotateAs429, failover, cooldown]) => {
  const kind = name as FailureKind;
  expect(failureOf(kind, 402)).toEqual({ kind, rotate, failover, cooldown });
  expect(failureOf(kind)).toEqual({ kind, rotate, failover, cooldown });
  expect(failureOf(kind, 429, 7)).toEqual({
    kind,
    rotate: rotateAs429,
    failover,
    cooldown,
    resetAt: 7,
  });
});

it("has a line for every kind", () => {
  expect(Object.keys(failureRules)).toEqual(Object.keys(design));
});
