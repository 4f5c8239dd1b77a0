import { expect, it } from "vitest";
import { failureOf, failureRules } from "./failure.ts";

it("rotates on rate limits and on nothing else, except credit that ran out as 429", () => {
  const rotating = Object.entries(failureRules).filter(([, rule]) => rule.rotate);
  expect(rotating.map(([kind]) => kind)).toEqual(["rate_limit"]);
  expect(failureOf("billing", 429).rotate).toBe(true);
  expect(failureOf("billing", 402).rotate).toBe(false);
});
