// What follows from a `${VAR}` without a value: a provider without its key is still a provider, one
// without its address is not, and anywhere else nobody could guess what was meant.
import type { Finding } from "./config-issue.ts";
import { isRecord } from "./is-record.ts";
import type { ConfigPath } from "./path/config-path.ts";
import type { UnsetReference } from "./substitute.ts";

export interface UnsetOutcome {
  /** Without the keys and provider blocks that cannot be used. */
  readonly config: unknown;
  /** Why, by provider id. */
  readonly disabledProviders: Record<string, string>;
  readonly findings: Finding[];
}

export function applyUnset(config: unknown, unset: readonly UnsetReference[]): UnsetOutcome {
  const disabledProviders: Record<string, string> = {};
  const withoutKey = new Set<string>();
  const findings = unset.map(({ path, name }): Finding => {
    const problem = `the environment variable ${name} is not set`;
    const provider = providerOf(path);
    if (provider === undefined) return { path, message: problem, severity: "error" };
    if (path.length === 4 && path[3] === "apiKey") {
      withoutKey.add(provider);
      return { path, message: `${problem}; this key is not used`, severity: "note" };
    }
    disabledProviders[provider] ??= problem;
    const message = `${problem}; provider "${provider}" is disabled`;
    return { path, message, severity: "warning" };
  });
  if (withoutKey.size === 0 && Object.keys(disabledProviders).length === 0) {
    return { config, disabledProviders, findings };
  }
  const cleaned = mapProviders(config, (id, block) => {
    if (Object.hasOwn(disabledProviders, id)) return undefined;
    if (!withoutKey.has(id) || !isRecord(block)) return block;
    const { apiKey: _, ...rest } = block;
    return rest;
  });
  return { config: cleaned, disabledProviders, findings };
}

function providerOf(path: ConfigPath): string | undefined {
  const isInside = path.length > 3 && path[0] === "models" && path[1] === "providers";
  return isInside ? String(path[2]) : undefined;
}

function mapProviders(config: unknown, map: (id: string, block: unknown) => unknown): unknown {
  if (!isRecord(config) || !isRecord(config.models)) return config;
  const { providers } = config.models;
  if (!isRecord(providers)) return config;
  const mapped = Object.entries(providers)
    .map(([id, block]) => [id, map(id, block)] as const)
    .filter(([, block]) => block !== undefined);
  return { ...config, models: { ...config.models, providers: Object.fromEntries(mapped) } };
}
