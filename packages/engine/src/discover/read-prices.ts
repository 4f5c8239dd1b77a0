// What a list says that a model costs. Vendors write it per token or per million tokens, as numbers or as texts, and
// under a dozen names. Pure.
// https://openrouter.ai/docs/models, https://vercel.com/docs/ai-gateway/sdks-and-apis/rest-api,
// https://docs.together.ai/reference/models-1, https://docs.venice.ai/api-reference/endpoint/models/list,
// https://huggingface.co/docs/inference-providers/hub-api (accessed 2026-11-28)
import type { ModelDeclaration } from "@mayros/core";
import { type Fields, readPrice, readRecord, withoutMissing } from "./discovered-model.ts";

type Cost = NonNullable<ModelDeclaration["cost"]>;

const names = {
  input: ["prompt", "input", "input_tokens"],
  output: ["completion", "output", "output_tokens"],
  cacheRead: ["input_cache_read", "input_cache_reads", "cache_read_tokens", "cache_input"],
  cacheWrite: ["input_cache_write", "input_cache_writes"],
} as const;

/** A list that names one price and not the other says nothing that can be counted with. */
export function readPrices(pricing: Fields | undefined): Cost | undefined {
  if (!pricing) return undefined;
  const price = (of: readonly string[]): number | undefined => {
    const value = of.map((name) => pricing[name]).find((each) => each !== undefined);
    return perMillion(readRecord(value)?.usd ?? value);
  };
  const [input, output] = [price(names.input), price(names.output)];
  if (input === undefined || output === undefined) return undefined;
  const [cacheRead, cacheWrite] = [price(names.cacheRead), price(names.cacheWrite)];
  return withoutMissing<Cost>({ input, output, cacheRead, cacheWrite });
}

/** Of these the highest: a router takes one of them, and what is shown should not turn out too low. */
export function highestPrices(costs: readonly (Cost | undefined)[]): Cost | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  const [first] = known.toSorted((a, b) => (b.output ?? 0) - (a.output ?? 0));
  return first;
}

/** Below a tenth of a cent per million nothing is sold, and above it per token nothing either. */
const PER_TOKEN = 0.001;

function perMillion(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.replace(/^\$/, "") : value;
  const number = typeof text === "string" && text.trim() !== "" ? Number(text) : text;
  if (typeof number !== "number" || !(number >= 0)) return undefined;
  const price = number > 0 && number < PER_TOKEN ? number * 1_000_000 : number;
  // 0.0000003 a token is 0.3 a million, and not 0.30000000000000004.
  return readPrice(Number(price.toPrecision(10)));
}
