// One line of `mayros models list`: what a model is, in columns of fixed width, the ref last. Because no
// column depends on other lines, an index stores the lines of a provider and a list prints them as they
// are: 10,000 models cost no more than copying their text.
import type { ModelColumns } from "./model-columns.ts";

const cell = (input: string, context: string, price: string): string =>
  `${input.padEnd(10)}  ${context.padStart(7)}  ${price.padEnd(14)}  `;

export const modelLineTitle: string = `${cell("INPUT", "CONTEXT", "$ IN / OUT")}MODEL`;

/** Where columns begin, for who has no room for all of them. */
export const modelLineStarts: {
  readonly context: number;
  readonly price: number;
  readonly model: number;
} = { context: 12, price: 21, model: 37 };

type Shown = Pick<ModelColumns, "input" | "contextWindow" | "inputCost" | "outputCost">;

/** Without a line break. Prices are US dollars per million tokens. */
export function formatModelLine(ref: string, model: Shown): string {
  const { input, contextWindow, inputCost, outputCost } = model;
  const price = inputCost === 0 && outputCost === 0 ? "-" : `${inputCost} / ${outputCost}`;
  return `${cell(input, shortCount(contextWindow), price)}${ref}`;
}

function shortCount(tokens: number): string {
  if (tokens >= 1_000_000) return `${+(tokens / 1_000_000).toFixed(1)}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}
