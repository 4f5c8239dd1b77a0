// `mayros models status` for a person: settings, then the providers behind them, then what to mend.
import type { CooldownStatus, ModelStatus, ProfileHealth, ProviderStatus } from "@mayros/sdk";
import { describeHealth } from "./describe-health.ts";
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
    ["logins", loginStore(status.auth)],
    ["allowed", allowed === null ? "everything" : allowList(allowed, status.allowedFrom)],
  ];
  return rows.flatMap(([label, text]) => (text === "" ? [] : line(label, text))).join("");
}

/** Where they are kept, and how. Nothing where there is none. */
function loginStore({ storePath, profiles }: ModelStatus["auth"]): string {
  const kept = new Set(profiles.map((profile) => profile.kept));
  if (kept.size === 0) return "";
  const words = [
    ...(kept.has("keyring") ? ["sealed with a key of the keyring"] : []),
    ...(kept.has("file") ? ["in plain text, readable by you alone"] : []),
    ...(kept.has("reference") ? ["as references"] : []),
  ];
  return `${storePath} (${words.join("; ")})`;
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
  const { sources, passedOver, lacks } = provider;
  if (lacks === "wire") return "needs a wire format that this version does not have";
  if (sources.length + passedOver.length === 0) return "none";
  const useless = passedOver.map(({ name, reason }) => `${name} (${reason})`);
  const unset = lacks === "fields" ? ["its address needs more than a key"] : [];
  const useful = sources.map(({ kind, name }) => {
    if (kind === "none") return "needs none";
    const health = profiles.find(({ profileId }) => kind === "profile" && profileId === name);
    return health && health.health !== "static"
      ? `${name} (${describeHealth(health, Date.now())})`
      : name;
  });
  return [...useful, ...useless, ...unset].join(", ");
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

const when = (time = 0): string => new Date(time).toISOString().slice(0, 16).replace("T", " ");

function complaints({ problems, auth, defaultModel }: ModelStatus): [string, string | undefined][] {
  const usable = auth.providers.filter(({ lacks }) => lacks !== "wire");
  const missing = usable.filter(({ sources }) => sources.length === 0);
  const open = usable.filter(({ sources, lacks }) => sources.length > 0 && lacks === "fields");
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
    ...missing.map(({ provider, usedBy, waysIn }): [string, string] => [
      `${provider} has no credential (${usedBy.join(", ")})`,
      waysIn,
    ]),
    ...open.map(({ provider, usedBy, waysIn }): [string, string] => [
      `${provider} needs more than a key for its address (${usedBy.join(", ")})`,
      waysIn,
    ]),
    ...of("dead").map((profile): [string, string] => [
      `${profile.profileId} needs a new login: ${profile.dead?.reason} (${when(profile.dead?.at)} UTC)`,
      profile.renew,
    ]),
    ...of("expired").map((profile): [string, string] => [
      `${profile.profileId} has expired (${when(profile.expiresAt)} UTC)`,
      profile.renew,
    ]),
    ...of("expiring").map((profile): [string, string] => [
      `${profile.profileId} ends soon (${when(profile.expiresAt)} UTC)`,
      profile.renew,
    ]),
  ];
}
