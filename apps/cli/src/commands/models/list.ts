// `mayros models list`: what can be used now, or everything.
import type { Mayros, ModelRow, SeenSummary } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { refuseJsonAndPlain } from "../../fallback-commands.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { seenNote } from "../../ui/seen-note.ts";
import { isTerminal, terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

function shortCount(tokens: number): string {
  if (tokens >= 1_000_000) return `${+(tokens / 1_000_000).toFixed(1)}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

const price = ({ inputCost, outputCost }: ModelRow): string =>
  inputCost === 0 && outputCost === 0 ? "-" : `$${inputCost} / $${outputCost}`;

function ready({ available, lacks, local }: ModelRow): string {
  if (lacks) return lacks === "login" ? "no login yet" : "later";
  if (available) return "yes";
  // A server on this machine needs no key; it has to be there.
  return local ? "not seen" : "no key";
}

const columns: readonly Column<ModelRow>[] = [
  { title: "MODEL", shrink: true, value: (row) => row.key },
  { title: "INPUT", value: (row) => row.input },
  { title: "CONTEXT", align: "right", value: (row) => shortCount(row.contextWindow) },
  { title: "PRICE IN / OUT", value: price },
  { title: "READY", value: ready },
  { title: "TAGS", shrink: true, value: (row) => row.tags.join(", ") },
];

export const command = defineCommand({
  options: {
    all: { type: "boolean", help: "Every model of every enabled provider" },
    provider: { type: "string", value: "<id>", help: "Only this provider's", complete: "provider" },
    local: { type: "boolean", help: "Only models served on this machine or its network" },
    plain: { type: "boolean", help: "One provider/model per line" },
  },
  details: "Prices are US dollars per million tokens. Asks no network.",
  examples: [
    "mayros models list",
    "mayros models list --all --provider groq",
    "mayros models list --all --plain | fzf",
  ],
  async run({ mayros, options, json }) {
    const { all, provider, local, plain } = options;
    refuseJsonAndPlain("models list", json, plain);
    const rows = await mayros.models.list({ all, provider, local });
    const servers = await listedServers(mayros, rows);
    if (json) writeJson({ count: rows.length, models: rows, seen: servers });
    else if (options.plain) writeOutput(rows.map((row) => `${row.key}\n`).join(""));
    else if (rows.length > 0) writeOutput(formatTable(rows, columns, terminalWidth()));
    else writeError(nothingListed(options, await allOf(mayros, options.provider)));
    if (!json && isTerminal()) {
      for (const server of servers) writeError(seenNote(server, Date.now()));
    }
    return 0;
  },
});

/** Servers whose models are listed: what they said may be old. */
async function listedServers(mayros: Mayros, rows: readonly ModelRow[]): Promise<SeenSummary[]> {
  const listed = new Set(rows.map((row) => row.provider));
  return (await mayros.models.seen()).filter(({ provider }) => listed.has(provider));
}

/** What could be listed of a provider if it could be used. */
async function allOf(mayros: Mayros, provider: string | undefined): Promise<ModelRow[]> {
  return provider === undefined ? [] : mayros.models.list({ provider, all: true });
}

interface Filter {
  readonly all?: boolean;
  readonly provider?: string;
  readonly local?: boolean;
}

/** Names the filter that left nothing. */
function nothingListed({ all, provider, local }: Filter, rows: readonly ModelRow[]): string {
  const of = provider === undefined ? "" : ` of ${provider}`;
  if (local) return `no model${of} is served on this machine\n`;
  if (all) return `there is no model${of}\n`;
  if (provider === undefined) {
    return "no provider has a key yet\n  next: mayros onboard, or mayros models list --all to see what there is\n";
  }
  if (rows.some((row) => row.lacks === "login")) {
    return `${provider} needs a login that this version of mayros can't do yet\n  next: mayros models list --all --provider ${provider}\n`;
  }
  if (rows.every((row) => row.local))
    return `${provider} was not seen yet\n  next: mayros models refresh --provider ${provider}\n`;
  return `${provider} has no key yet\n  next: mayros models auth paste-api-key --provider ${provider}\n`;
}
