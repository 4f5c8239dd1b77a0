// `mayros models refresh`: asks servers which models they have, and remembers it for lists and requests.
import type { AskedServer } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

const columns: readonly Column<AskedServer>[] = [
  { title: "PROVIDER", value: (server) => server.provider },
  { title: "URL", value: (server) => server.baseUrl },
  { title: "MODELS", shrink: true, value: found },
];

function found({ answered, models, reason }: AskedServer): string {
  const list = models.length === 0 ? "none" : `${models.length}: ${models.join(", ")}`;
  if (answered) return list;
  const kept = models.length === 0 ? "" : `; kept from before: ${list}`;
  return `${reason ?? "no answer"}${kept}`;
}

export const command = defineCommand({
  options: {
    provider: {
      type: "string",
      value: "<id>",
      help: "Ask only this provider's server",
      complete: "provider",
    },
  },
  details:
    "Asks the servers of providers that run on a machine of yours: those that need no key, those with a key, and those whose baseUrl stands in the config. Each has a second. What does not answer keeps what it said the last time; exit code 1 if it was named with --provider.",
  examples: ["mayros models refresh", "mayros models refresh --provider ollama --json"],
  async run({ mayros, options, json }) {
    const servers = await untilInterrupted(
      () => mayros.models.refresh({ provider: options.provider }),
      mayros,
    );
    const answered = servers.some((server) => server.answered);
    if (json) writeJson({ count: servers.length, servers });
    else if (servers.length > 0) writeOutput(formatTable(servers, columns, terminalWidth()));
    else writeError(NOBODY_ASKED);
    if (answered || servers.length === 0) return 0;
    if (!json) writeError(nobodyAnswered(options.provider));
    // Most machines have none: that is no failure unless somebody asked for one.
    return options.provider === undefined ? 0 : 1;
  },
});

const NOBODY_ASKED =
  'there is no server to ask: the plugins that know one are off, or models.mode is "replace"\n  next: mayros plugins list, or mayros config get models.mode\n';

function nobodyAnswered(provider = "<id>"): string {
  return `no server answered\n  next: start it, or say where it is: mayros config set models.providers.${provider}.baseUrl <url>\n`;
}
