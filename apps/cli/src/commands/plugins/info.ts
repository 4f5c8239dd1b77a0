// `mayros plugins info`: all that is known of one plugin, without running any of it.
import type { PluginInfo, PluginProviderInfo } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { plural } from "../../ui/plural.ts";
import { oneLine } from "../../ui/terminal.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<plugin or provider>",
  positionals: { min: 1, max: 1 },
  complete: ["plugin"],
  options: {},
  examples: ["mayros plugins info groq", "mayros plugins info z.ai --json"],
  async run({ mayros, positionals, json }) {
    const info = await mayros.plugins.info(positionals[0] ?? "");
    if (json) writeJson(info);
    else
      writeOutput(
        describe(info)
          .map((line) => `${line}\n`)
          .join(""),
      );
    return 0;
  },
});

const field = (title: string, value: string): string => `${title.padEnd(11)}${oneLine(value)}`;

const list = (title: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [field(title, values.join(", "))];

function describe(info: PluginInfo): string[] {
  return [
    field(info.id, `${info.name} ${info.version}`),
    field("", info.description),
    field("state", `${info.enabled ? "on" : "off"}: ${info.reason}`),
    ...(info.status === "active" ? [] : [field("status", info.status)]),
    ...(info.notice === undefined ? [] : [field("notice", info.notice)]),
    ...(info.successor === undefined ? [] : [field("instead", info.successor)]),
    field("from", info.path === undefined ? info.origin : `${info.origin}, ${info.path}`),
    field("kind", info.code ? "code" : "data, runs no code"),
    ...list("sends to", info.hosts),
    ...list("reads", info.env),
    ...list("files", info.files),
    ...list("runs", info.exec),
    ...(info.ownTransport ? [field("network", "a vendor's library does its own")] : []),
    ...info.providers.flatMap(describeProvider),
    ...info.config.map(({ name, type = "anything", description = "", required }) =>
      field(
        "setting",
        `plugins.entries.${info.id}.config.${name} (${type}${required ? ", required" : ""}) ${description}`.trimEnd(),
      ),
    ),
    field("next", info.next),
  ];
}

function describeProvider(provider: PluginProviderInfo): string[] {
  const { id, name, aliases, api, baseUrls, models, logins } = provider;
  const others = aliases.length === 0 ? "" : `, also ${aliases.join(", ")}`;
  return [
    field("provider", `${id}: ${name}${others}; ${plural(models, "model")}, ${api}`),
    ...baseUrls.map((url) => field("", `at ${url}`)),
    ...logins.map(({ kind, label, choice, flags }) => {
      const how = choice === undefined ? "" : `: onboard --auth-choice ${choice}`;
      const given = flags.length === 0 ? "" : `, ${flags.join(", ")}`;
      return field("", `login by ${kind} (${label})${how}${given}`);
    }),
  ];
}
