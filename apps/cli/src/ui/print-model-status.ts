// `mayros models status` for a person: settings, then the providers behind them, then what to mend.
import type { CooldownStatus, ModelStatus, ProfileHealth, ProviderStatus } from "@mayros/sdk";
import { type Column, formatTable } from "./format-table.ts";
import { oneLine, terminalWidth, textWidth } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";
import { writeError, writeOutput } from "./write-output.ts";

export function printModelStatus(status: ModelStatus): void {
  writeOutput(settings(status));
  const { providers, profiles } = status.auth;
  if (providers.length > 0) {
    const table = formatTable(providers, columnsFor(profiles), terminalWidth());
    writeOutput(`\n${table}`);
  }
  if (status.auth.cooldowns.length > 0) writeOutput(`\n${cooldownTable(status.auth.cooldowns)}`);
  for (const [message, next] of complaints(status)) {
    const hint = next === undefined ? "" : `  next: ${oneLine(next)}\n`;
    writeError(`warning: ${oneLine(message)}\n${hint}`);
  }
}

function settings(status: ModelStatus): string {
  const { defaultModel, resolvedDefault, imageModel, aliases, aliasFallbacks, allowed } = status;
  const arrow =
    resolvedDefault === null || resolvedDefault === defaultModel ? "" : ` = ${resolvedDefault}`;
  const names = Object.entries(aliases).map(([name, ref]) =>
    thenOf(`${name} = ${ref}`, aliasFallbacks[name] ?? []),
  );
  const rows: [label: string, text: string][] = [
    ["config", status.configPath],
    ["default", defaultModel === null ? "not set" : `${defaultModel}${arrow}`],
    ["fallbacks", status.fallbacks.join(", ")],
    ["image", thenOf(imageModel ?? "", status.imageFallbacks)],
    ["aliases", names.join(", ")],
    ["allowed", allowed === null ? "everything" : allowList(allowed, status.allowedFrom)],
  ];
  return rows.flatMap(([label, text]) => (text === "" ? [] : line(label, text))).join("");
}

function thenOf(text: string, fallbacks: readonly string[]): string {
  return fallbacks.length === 0 ? text : `${text || "not set"} (then ${fallbacks.join(", ")})`;
}

function allowList(allowed: readonly string[], from: string | null): string {
  const entries = allowed.length === 0 ? "the default model alone" : allowed.join(", ");
  return `${entries} (${from})`;
}

const INDENT = 11;

/** What is long goes on under itself. */
function line(label: string, text: string): string {
  const [first = "", ...more] = wrapText(oneLine(text), textWidth() - INDENT);
  return [label.padEnd(INDENT) + first, ...more.map((next) => " ".repeat(INDENT) + next)]
    .map((each) => `${each}\n`)
    .join("");
}

function columnsFor(profiles: readonly ProfileHealth[]): readonly Column<ProviderStatus>[] {
  return [
    { title: "PROVIDER", value: ({ provider }) => provider },
    { title: "USED BY", shrink: true, value: ({ usedBy }) => usedBy.join(", ") },
    { title: "CREDENTIALS", shrink: true, value: (provider) => credentials(provider, profiles) },
  ];
}

function credentials(provider: ProviderStatus, profiles: readonly ProfileHealth[]): string {
  const { sources, lacks } = provider;
  if (lacks === "login") return "needs a login that this version can't do yet";
  if (lacks === "wire") return "needs a wire format that this version does not have";
  if (sources.length === 0) return "none";
  return sources
    .map(({ kind, name }) => {
      if (kind === "none") return "needs none";
      const health = profiles.find(({ profileId }) => kind === "profile" && profileId === name);
      return health?.health === "expiring" ? `${name} (expires ${when(health)})` : name;
    })
    .join(", ");
}

function cooldownTable(cooldowns: readonly CooldownStatus[]): string {
  const columns: Column<CooldownStatus>[] = [
    { title: "COOLING", value: ({ credential }) => credential },
    { title: "MODEL", shrink: true, value: ({ model }) => model },
    { title: "WHY", value: ({ reason }) => reason },
    { title: "READY", value: ({ until, remainingMs }) => ready(until, remainingMs) },
  ];
  const table = formatTable(cooldowns, columns, terminalWidth());
  return `${table}mayros models auth reset ends this\n`;
}

/** By the clock of the terminal. */
function ready(until: number, remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000);
  const minutes = Math.ceil(seconds / 60);
  const short = seconds < 90 ? `${seconds} s` : `${minutes} min`;
  const left = minutes <= 90 ? short : `${Math.round(minutes / 60)} h`;
  return `${new Date(until).toLocaleTimeString()} (in ${left})`;
}

const when = ({ expiresAt = 0 }: ProfileHealth): string =>
  new Date(expiresAt).toISOString().slice(0, 16).replace("T", " ");

function complaints({ problems, auth, defaultModel }: ModelStatus): [string, string | undefined][] {
  const missing = auth.providers.filter(({ sources, lacks }) => sources.length === 0 && !lacks);
  const of = (health: string): ProfileHealth[] =>
    auth.profiles.filter((profile) => profile.health === health);
  return [
    ...(defaultModel === null
      ? [
          ["no default model is set", "mayros onboard, or mayros models set <provider/model>"] as [
            string,
            string,
          ],
        ]
      : []),
    ...problems.map(({ use, message, hint }): [string, string | undefined] => [
      `${use}: ${message}`,
      hint,
    ]),
    ...missing.map(({ provider, usedBy }): [string, string] => [
      `${provider} has no credential (${usedBy.join(", ")})`,
      `mayros models auth paste-api-key --provider ${provider}`,
    ]),
    ...of("expired").map((profile): [string, string] => [
      `${profile.profileId} has expired (${when(profile)} UTC)`,
      `mayros models auth paste-api-key --provider ${profile.provider}`,
    ]),
    ...of("expiring").map((profile): [string, string] => [
      `${profile.profileId} expires within a day (${when(profile)} UTC)`,
      `mayros models auth paste-api-key --provider ${profile.provider}`,
    ]),
  ];
}
