// `mayros plugins info`: all that is known of one plugin, without running any of it.
import { isOAuthKind } from "@mayros/core";
import type { PluginInfo, PluginProviderInfo } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { describeAge } from "../../ui/describe-age.ts";
import { fieldLines, listLines } from "../../ui/field-lines.ts";
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
    else writeOutput(describe(info).join(""));
    return 0;
  },
});

function describe(info: PluginInfo): string[] {
  return [
    `${oneLine(`${info.id}  ${info.name} ${info.version}`)}\n`,
    fieldLines("", info.description),
    fieldLines("state", `${info.enabled ? "on" : "off"}: ${info.reason}`),
    ...(info.status === "active" ? [] : [fieldLines("status", info.status)]),
    ...(info.notice === undefined ? [] : [fieldLines("notice", info.notice)]),
    ...(info.successor === undefined ? [] : [fieldLines("instead", info.successor)]),
    ...describeInstalled(info),
    fieldLines("from", info.path === undefined ? info.origin : `${info.origin}, ${info.path}`),
    fieldLines("kind", info.code ? "code" : "data, runs no code"),
    ...listLines("sends to", info.hosts),
    ...listLines("reads", info.env),
    ...listLines("files", info.files),
    ...listLines("runs", info.exec),
    ...(info.ownTransport ? [fieldLines("network", "a vendor's library does its own")] : []),
    ...info.providers.flatMap(describeProvider),
    ...describeSettings(info),
    fieldLines("next", info.next),
  ];
}

/** What was agreed to when it was installed. */
function describeInstalled({ installed }: PluginInfo): string[] {
  if (installed === undefined) return [];
  const { publisher = "unknown", publishedAt, installedAt, source, spec } = installed;
  const now = Date.now();
  const age = publishedAt === undefined ? "" : ` ${describeAge(publishedAt, now)}`;
  const from =
    source === "registry" ? `published by ${publisher}${age}` : `from the ${source} ${spec}`;
  return [
    fieldLines("package", `${installed.package} ${installed.version}, ${from}`),
    fieldLines("", `installed ${describeAge(installedAt, now)}`),
    fieldLines("integrity", installed.integrity),
  ];
}

function describeProvider(provider: PluginProviderInfo): string[] {
  const { id, name, aliases, api, baseUrls, models, logins } = provider;
  const others = aliases.length === 0 ? "" : `, also ${aliases.join(", ")}`;
  return [
    fieldLines("provider", `${id}: ${name}${others}; ${plural(models, "model")}, ${api}`),
    ...baseUrls.map((url) => fieldLines("", `at ${url}`)),
    ...logins.flatMap(({ method, kind, label, choice, flags }) => {
      const isLogin = isOAuthKind(kind) || choice === undefined;
      const how = isLogin
        ? `mayros models auth login --provider ${id} --method ${method}`
        : [`mayros onboard --auth-choice ${choice}`, ...flags].join(", ");
      return kind === "none"
        ? [fieldLines("", `${label}: needs no login`)]
        : [fieldLines("", `${WAYS[kind]} (${label}): ${how}`)];
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
    fieldLines("settings", `in plugins.entries.${id}.config:`),
    ...config.map(({ name, type = "anything", description = "", required }) =>
      fieldLines("", `${name} (${type}${required ? ", required" : ""}) ${description}`.trimEnd()),
    ),
  ];
}
