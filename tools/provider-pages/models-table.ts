// The models of a provider as a table: what they can do and what they cost.
import { markdownTable, type Row } from "../markdown-table.ts";
import type { PageModel, PageProvider } from "./read-plugin.ts";

/** More than this are left to the command that lists all: catalogs of hundreds are read by nobody. */
const SHOWN = 60;

export function modelsTable({ id, models }: PageProvider): string {
  if (models.length === 0) return "It has the models that its server says it has.";
  const shown = models.slice(0, SHOWN);
  const rows: Row[] = [
    ["model", "context", "answer", "takes", "reasons", "input $", "output $", "cached $"],
    ...shown.map((model) => modelRow(id, model)),
  ];
  const rest = models.length - shown.length;
  const more =
    rest === 0
      ? ""
      : `\n\n${rest} more: \`mayros models list --all --provider ${id}\` shows all ${models.length}.`;
  return `${markdownTable(rows)}${more}`;
}

function modelRow(provider: string, model: PageModel): Row {
  const { cost, priced } = model;
  const isTiered = (cost.tiers ?? []).length > 0;
  const price = (dollars: number): string =>
    priced ? `${isTiered ? "from " : ""}${trimmed(dollars)}` : "-";
  return [
    `\`${provider}/${model.id}\``,
    tokens(model.contextWindow),
    tokens(model.maxTokens),
    model.input.join(", "),
    model.reasoning ? "yes" : "no",
    price(cost.input),
    price(cost.output),
    priced && cost.cacheRead > 0 ? trimmed(cost.cacheRead) : "-",
  ];
}

const tokens = (count: number): string => count.toLocaleString("en-US");

/** Six digits behind the point, and none of them a zero at the end. */
const trimmed = (dollars: number): string => String(Number(dollars.toFixed(6)));
