// `mayros models list`: what can be used now, or everything.
import type { ModelRow } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

function shortCount(tokens: number): string {
  if (tokens >= 1_000_000) return `${+(tokens / 1_000_000).toFixed(1)}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

const price = ({ inputCost, outputCost }: ModelRow): string =>
  inputCost === 0 && outputCost === 0 ? "-" : `$${inputCost} / $${outputCost}`;

const columns: readonly Column<ModelRow>[] = [
  { title: "MODEL", shrink: true, value: (row) => row.key },
  { title: "INPUT", value: (row) => row.input },
  { title: "CONTEXT", align: "right", value: (row) => shortCount(row.contextWindow) },
  { title: "PRICE IN / OUT", value: price },
  { title: "READY", value: (row) => (row.available ? "yes" : "no key") },
  { title: "TAGS", value: (row) => row.tags.join(", ") },
];

export const command = defineCommand({
  options: {
    all: { type: "boolean", help: "Every model of every enabled provider" },
    provider: { type: "string", value: "<id>", help: "Only this provider's" },
    local: { type: "boolean", help: "Only models served on this machine" },
    plain: { type: "boolean", help: "One provider/model per line" },
  },
  details: "Prices are US dollars per million tokens. Asks no network.",
  examples: [
    "mayros models list",
    "mayros models list --all --provider groq",
    "mayros models list --all --plain | fzf",
  ],
  async run({ mayros, options, json }) {
    const found = await mayros.models.list({
      all: options.all,
      provider: options.provider,
    });
    const rows = options.local ? found.filter((row) => row.local) : found;
    if (json) writeJson({ count: rows.length, models: rows });
    else if (options.plain) writeOutput(rows.map((row) => `${row.key}\n`).join(""));
    else if (rows.length > 0) writeOutput(formatTable(rows, columns, terminalWidth()));
    else writeError(nothingListed(options));
    return 0;
  },
});

interface Filter {
  readonly all?: boolean;
  readonly provider?: string;
  readonly local?: boolean;
}

/** Names the filter that left nothing. */
function nothingListed({ all, provider, local }: Filter): string {
  const of = provider === undefined ? "" : ` of ${provider}`;
  if (local) return `no model${of} is served on this machine\n`;
  if (all) return `there is no model${of}\n`;
  if (provider === undefined) {
    return "no provider has a key yet\n  next: mayros onboard, or mayros models list --all to see what there is\n";
  }
  return `${provider} has no key yet\n  next: mayros models auth paste-api-key --provider ${provider}\n`;
}
