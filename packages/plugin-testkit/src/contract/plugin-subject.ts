// The plugin that a contract is held against: its manifest at once, since it says which checks there are, its code when
// the first check asks.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type AuthMethod,
  isOAuthKind,
  type OAuthKind,
  type PluginCode,
  type PluginManifest,
} from "@mayros/core";
import { manifestSchema } from "@mayros/core/schema";
import type { ContractOptions } from "./contract-options.ts";

export interface PluginSubject {
  /** Absolute path. */
  readonly directory: string;
  /** Undefined where it can't be read; the rules say why. */
  readonly manifest: PluginManifest | undefined;
  readonly options: ContractOptions;
  /** ms that a login gets to end after it was told to; all that one check does gets three times that. */
  readonly patience: number;
  /** `{}` for a plugin without code. */
  readonly code: () => Promise<PluginCode>;
}

export interface LoginMethod {
  /** `<provider>/<method>`. */
  readonly name: string;
  readonly provider: string;
  readonly method: AuthMethod & { readonly kind: OAuthKind };
}

export function openSubject(
  directory: string,
  options: ContractOptions,
  patience: number,
): PluginSubject {
  const manifest = readManifest(directory);
  let code: Promise<PluginCode> | undefined;
  return {
    directory,
    manifest,
    options,
    patience,
    code() {
      code ??= loadCode(directory, manifest?.entry, options);
      return code;
    },
  };
}

/** Every login that a person does with the vendor. */
export function loginsOf({ manifest }: PluginSubject): LoginMethod[] {
  return Object.entries(manifest?.providers ?? {}).flatMap(([provider, { authMethods }]) =>
    authMethods.flatMap((method) =>
      isOAuthKind(method.kind)
        ? { name: `${provider}/${method.id}`, provider, method: { ...method, kind: method.kind } }
        : [],
    ),
  );
}

function readManifest(directory: string): PluginManifest | undefined {
  try {
    const text = readFileSync(join(directory, "mayros.plugin.json"), "utf8");
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function loadCode(
  directory: string,
  declared: string | undefined,
  { entry = declared }: ContractOptions,
): Promise<PluginCode> {
  if (declared === undefined || entry === undefined) return {};
  const file = pathToFileURL(resolve(directory, entry)).href;
  const loaded = (await import(/* @vite-ignore */ file)) as { readonly default?: unknown };
  if (typeof loaded.default !== "object" || loaded.default === null) {
    throw new Error(`${entry} has no default export of definePlugin({ ... })`);
  }
  return loaded.default;
}
