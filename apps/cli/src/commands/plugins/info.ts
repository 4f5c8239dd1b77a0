// `mayros plugins info`: all that is known of one plugin, without running any of it.
import { isOAuthKind } from "@mayros/core";
import type { PluginInfo, PluginProviderInfo } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { plural } from "../../ui/plural.ts";
import { oneLine, terminalWidth } from "../../ui/terminal.ts";
import { wrapText } from "../../ui/wrap-text.ts";
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
    else writeOutput(describe(info).join(""));
    return 0;
  },
});

const INDENT = 11;

/** What is long goes on under itself. */
function field(title: string, value: string): string {
  const lines = wrapText(oneLine(value), terminalWidth() - INDENT);
  return lines
    .map((line, index) => `${(index === 0 ? title : "").padEnd(INDENT)}${line}\n`)
    .join("");
}

const list = (title: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [field(title, values.join(", "))];

function describe(info: PluginInfo): string[] {
  return [
    `${oneLine(`${info.id}  ${info.name} ${info.version}`)}\n`,
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
    ...describeSettings(info),
    field("next", info.next),
  ];
}

function describeProvider(provider: PluginProviderInfo): string[] {
  const { id, name, aliases, api, baseUrls, models, logins } = provider;
  const others = aliases.length === 0 ? "" : `, also ${aliases.join(", ")}`;
  return [
    field("provider", `${id}: ${name}${others}; ${plural(models, "model")}, ${api}`),
    ...baseUrls.map((url) => field("", `at ${url}`)),
    ...logins.flatMap(({ method, kind, label, choice, flags }) => {
      const isLogin = isOAuthKind(kind) || choice === undefined;
      const how = isLogin
        ? `mayros models auth login --provider ${id} --method ${method}`
        : [`mayros onboard --auth-choice ${choice}`, ...flags].join(", ");
      return kind === "none"
        ? [field("", `${label}: needs no login`)]
        : [field("", `${WAYS[kind]} (${label}): ${how}`)];
    }),
  ];
}

const WAYS = {
  "api-key": "API key",
  token: "token",
  "oauth-browser": "login by browser",
  "oauth-device": "login by code",
  ambient: "login of another program",
};

function describeSettings({ id, config }: PluginInfo): string[] {
  if (config.length === 0) return [];
  return [
    field("settings", `in plugins.entries.${id}.config:`),
    ...config.map(({ name, type = "anything", description = "", required }) =>
      field("", `${name} (${type}${required ? ", required" : ""}) ${description}`.trimEnd()),
    ),
  ];
}
