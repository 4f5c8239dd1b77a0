// `mayros models list`: what can be used now, or everything.
import type { Mayros, ModelRow, SeenSummary } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { refuseJsonAndPlain } from "../../fallback-commands.ts";
import { printModels } from "../../ui/print-models.ts";
import { seenNote } from "../../ui/seen-note.ts";
import { isTerminal, terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  options: {
    all: { type: "boolean", help: "Every model of every enabled provider" },
    provider: { type: "string", value: "<id>", help: "Only this provider's", complete: "provider" },
    local: { type: "boolean", help: "Only models served on this machine or its network" },
    plain: { type: "boolean", help: "One provider/model per line" },
  },
  details:
    "Prices are US dollars per million tokens; tags stand behind the model. Asks no network.",
  examples: [
    "mayros models list",
    "mayros models list --all --provider groq",
    "mayros models list --all --plain | fzf",
  ],
  async run({ mayros, options, json }) {
    const { all, provider, local, plain } = options;
    refuseJsonAndPlain("models list", json, plain);
    const filter = { all, provider, local };
    if (json || plain) {
      const rows = await mayros.models.list(filter);
      if (plain) writeOutput(rows.map((row) => `${row.key}\n`).join(""));
      else writeJson({ count: rows.length, models: rows, seen: await listedServers(mayros, rows) });
      return 0;
    }
    const groups = [...(await mayros.models.groups(filter))];
    if (!printModels(groups, terminalWidth())) {
      writeError(nothingListed(options, await allOf(mayros, provider)));
    }
    if (isTerminal()) {
      // Dozens of services may have been asked, and their lists do not change by the hour.
      const filter = { cloud: provider !== undefined };
      for (const server of await listedServers(mayros, groups, filter)) {
        writeError(seenNote(server, Date.now()));
      }
    }
    return 0;
  },
});

/** Servers whose models are listed: what they said may be old. */
async function listedServers(
  mayros: Mayros,
  shown: readonly { readonly provider: string }[],
  filter?: { readonly cloud: boolean },
): Promise<SeenSummary[]> {
  const listed = new Set(shown.map(({ provider }) => provider));
  return (await mayros.models.seen(filter)).filter(({ provider }) => listed.has(provider));
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
    return "no provider has a key or login yet\n  next: mayros onboard, or mayros models list --all to see what there is\n";
  }
  if (rows.every((row) => row.local))
    return `${provider} was not seen yet\n  next: mayros models refresh --provider ${provider}\n`;
  return `${provider} has no key or login yet\n  next: mayros models auth login --provider ${provider}\n`;
}
