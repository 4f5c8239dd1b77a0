// What an answer cost, from the prices of the catalog. Pure.
import type { ModelCost, Usage } from "@mayros/core";

/** US dollars; undefined when the vendor reported no token counts. */
export function priceUsage(usage: Usage, cost: ModelCost): number | undefined {
  const { total: input, cacheRead = 0, cacheWrite = 0 } = usage.inputTokens;
  const output = usage.outputTokens.total;
  if (input === undefined && output === undefined) return undefined;
  const prices = pricesFor(input ?? 0, cost);
  const fresh = usage.inputTokens.noCache ?? Math.max(0, (input ?? 0) - cacheRead - cacheWrite);
  const millionths =
    fresh * prices.input +
    cacheRead * prices.cacheRead +
    cacheWrite * prices.cacheWrite +
    (output ?? 0) * prices.output;
  return millionths / 1_000_000;
}

/** The highest tier that the request is above. */
function pricesFor(inputTokens: number, cost: ModelCost): Omit<ModelCost, "tiers"> {
  const tiers = (cost.tiers ?? []).filter((tier) => inputTokens > tier.inputTokensAbove);
  return tiers.sort((a, b) => b.inputTokensAbove - a.inputTokensAbove)[0] ?? cost;
}
