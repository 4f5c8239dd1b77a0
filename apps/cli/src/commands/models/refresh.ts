// `mayros models refresh`: asks servers and vendors which models they have, and remembers it for lists and requests.
import type { AskedServer } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { plural } from "../../ui/plural.ts";
import { isTerminal, terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

const columns: readonly Column<AskedServer>[] = [
  { title: "PROVIDER", value: (server) => server.provider },
  { title: "URL", value: (server) => server.baseUrl },
  { title: "MODELS", shrink: true, value: found },
];

function found({ answered, models, reason, added, unlisted }: AskedServer): string {
  if (answered && added && unlisted) return changes(models.length, added, unlisted.length);
  const list = models.length === 0 ? "none" : `${models.length}: ${models.join(", ")}`;
  if (answered) return list;
  const kept = models.length === 0 ? "" : `; kept from before: ${list}`;
  return `${reason ?? "no answer"}${kept}`;
}

/** Of a vendor that lists hundreds what is new says most. */
function changes(count: number, added: readonly string[], unlisted: number): string {
  const fresh = added.length === 0 ? "none new" : `${added.length} new: ${added.join(", ")}`;
  const gone = unlisted === 0 ? "" : `; ${unlisted} shipped and not in it`;
  return `${count}${gone}; ${fresh}`;
}

/** While others are still asked. */
function progress({ provider, answered, models, reason }: AskedServer): string {
  return `${provider}: ${answered ? plural(models.length, "model") : (reason ?? "no answer")}\n`;
}

export const command = defineCommand({
  options: {
    provider: {
      type: "string",
      value: "<id>",
      help: "Ask only this provider",
      complete: "provider",
    },
  },
  details:
    "Asks servers of yours (those that need no key, those with a key, those whose baseUrl stands in the config), a second each, and vendors that you have a key or login for, five seconds each. What a vendor lists lies over the models that come with Mayros: limits and prices are renewed, new models added, none removed. What does not answer keeps what it said the last time; exit code 1 if it was named with --provider.",
  examples: [
    "mayros models refresh",
    "mayros models refresh --provider openrouter",
    "mayros models refresh --provider ollama --json",
  ],
  async run({ mayros, options, json }) {
    const servers = await untilInterrupted(
      () =>
        mayros.models.refresh({
          provider: options.provider,
          ...(json || !isTerminal() ? {} : { onAnswer: (asked) => writeError(progress(asked)) }),
        }),
      mayros,
    );
    const answered = servers.some((server) => server.answered);
    if (json) writeJson({ count: servers.length, servers });
    else if (servers.length > 0) writeOutput(formatTable(servers, columns, terminalWidth()));
    else writeError(NOBODY_ASKED);
    if (answered || servers.length === 0) return 0;
    if (!json) writeError(nobodyAnswered(servers, options.provider));
    // Most machines have none: that is no failure unless somebody asked for one.
    return options.provider === undefined ? 0 : 1;
  },
});

const NOBODY_ASKED =
  'there is no server to ask: the plugins that know one are off, or models.mode is "replace"\n  next: mayros plugins list, or mayros config get models.mode\n';

function nobodyAnswered(servers: readonly AskedServer[], provider = "<id>"): string {
  if (servers.every(({ cloud }) => cloud)) {
    return `no list came, and what is known of the models stays\n  next: mayros models status --probe --probe-provider ${provider}\n`;
  }
  return `no server answered\n  next: start it, or say where it is: mayros config set models.providers.${provider}.baseUrl <url>\n`;
}
