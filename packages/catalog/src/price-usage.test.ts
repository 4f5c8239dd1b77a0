import { expect, it } from "vitest";
import { priceUsage } from "./price-usage.ts";

const cost = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };
const usage = (input: number | undefined, output: number | undefined, cacheRead = 0) => ({
  inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite: 0 },
  outputTokens: { total: output, text: undefined, reasoning: undefined },
});

it("prices per million tokens, cached ones at their own price", () => {
  expect(priceUsage(usage(1_000_000, 100_000), cost)).toBeCloseTo(4.5);
  expect(priceUsage(usage(1_000_000, 0, 500_000), cost)).toBeCloseTo(1.65);
});

it("takes the highest tier that the request is above", () => {
  const tiers = [
    { inputTokensAbove: 200, input: 6, output: 22, cacheRead: 0, cacheWrite: 0 },
    { inputTokensAbove: 500, input: 12, output: 30, cacheRead: 0, cacheWrite: 0 },
  ];
  expect(priceUsage(usage(200, 0), { ...cost, tiers })).toBeCloseTo(0.0006);
  expect(priceUsage(usage(1000, 0), { ...cost, tiers })).toBeCloseTo(0.012);
});

it("says nothing where the vendor reported nothing", () => {
  expect(priceUsage(usage(undefined, undefined), cost)).toBeUndefined();
});
