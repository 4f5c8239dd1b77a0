// `mayros models status`: which models are set, what they resolve to, and with which credentials the
// providers behind them would be asked. Asks no network; no secret is in what it returns.
import { join } from "node:path";
import {
  allowlist,
  defaultModelChoice,
  imageModelChoice,
  listAliases,
  requestFallbacks,
  resolveModel,
} from "@mayros/catalog";
import { formatModelRef, MayrosError } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { type CooldownStatus, listCooldowns } from "./cooldown-status.ts";
import { type ProfileHealth, profileHealths } from "./profile-health.ts";
import { type ProviderStatus, providerStatus } from "./provider-status.ts";

export interface ModelProblem {
  /** `default`, `fallback#1`, `alias:fast`, ... */
  readonly use: string;
  /** As it stands in the config. */
  readonly written: string;
  readonly code: MayrosError["code"];
  readonly message: string;
  readonly hint?: string | undefined;
}

export interface ModelStatus {
  readonly configPath: string;
  /** As written; null when none is set. */
  readonly defaultModel: string | null;
  /** Null when it is not set or can't be used: `problems` says why. */
  readonly resolvedDefault: string | null;
  /** What is tried after the default model, in order. */
  readonly fallbacks: readonly string[];
  readonly imageModel: string | null;
  readonly imageFallbacks: readonly string[];
  /** Name -> ref, as written. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Those that have fallbacks of their own. */
  readonly aliasFallbacks: Readonly<Record<string, readonly string[]>>;
  /** Null: everything is allowed. */
  readonly allowed: readonly string[] | null;
  /** Where the allowlist stands in the config. */
  readonly allowedFrom: string | null;
  readonly auth: {
    /** Providers of the default model, the image model, fallbacks and aliases. */
    readonly providers: readonly ProviderStatus[];
    readonly missingProvidersInUse: readonly string[];
    /** Where credentials are stored. */
    readonly storePath: string;
    /** Stored credentials of these providers. */
    readonly profiles: readonly ProfileHealth[];
    /** Credentials that are left alone for a model after a failure, the one that is ready soonest first. */
    readonly cooldowns: readonly CooldownStatus[];
  };
  readonly problems: readonly ModelProblem[];
}

/** Throws MAYROS_CONFIG_INVALID and MAYROS_STATE_UNREADABLE. */
export async function modelStatus(machine: Machine): Promise<ModelStatus> {
  const state = await machine.state();
  const uses = listUses(state);
  const problems = uses.flatMap(({ problem }) => problem ?? []);
  const providers: ProviderStatus[] = [];
  for (const [, of] of Map.groupBy(uses, ({ provider }) => provider)) {
    const first = of.find(({ resolved }) => resolved)?.resolved;
    if (!first) continue;
    const usedBy = of.map(({ use }) => use);
    providers.push(await providerStatus(machine, state, first, usedBy));
  }
  const inUse = new Set(providers.flatMap(({ profilesOf }) => profilesOf));
  const stored = inUse.size === 0 ? [] : await machine.profiles().list();
  return {
    configPath: machine.locations.configPath,
    ...settings(state),
    resolvedDefault: refOf(uses.find(({ use }) => use === "default")),
    auth: {
      providers,
      missingProvidersInUse: providers.filter(({ ready }) => !ready).map((each) => each.provider),
      storePath: join(machine.locations.stateDir, "auth.db"),
      profiles: profileHealths(
        stored.filter(({ provider }) => inUse.has(provider)),
        state,
        machine.now(),
      ),
      cooldowns: await listCooldowns(machine),
    },
    problems,
  };
}

/** One place of the config that names a model. */
interface Use {
  readonly use: string;
  readonly written: string;
  readonly provider: string | undefined;
  readonly resolved: ReturnType<typeof resolveModel> | undefined;
  readonly problem: ModelProblem | undefined;
}

function listUses({ config, providers }: MachineState): Use[] {
  const named: [use: string, written: string | undefined][] = [
    ["default", defaultModelChoice(config).primary],
    ...numbered("fallback", requestFallbacks({ default: "model" }, config, providers)),
    ["image", imageModelChoice(config).primary],
    ...numbered("img-fallback", requestFallbacks({ default: "imageModel" }, config, providers)),
    ...[...listAliases(config).values()].flatMap(({ name, model, fallbacks }) =>
      [model, ...fallbacks].map((ref): [string, string] => [`alias:${name}`, ref]),
    ),
  ];
  return named.flatMap(([use, written]): Use[] => {
    if (written === undefined) return [];
    try {
      const resolved = resolveModel(written, config, providers);
      const { provider } = resolved.ref;
      return [{ use, written, provider, resolved, problem: undefined }];
    } catch (error) {
      if (!MayrosError.isInstance(error)) throw error;
      const { code, message, hint } = error;
      const problem = { use, written, code, message, hint };
      return [{ use, written, provider: undefined, resolved: undefined, problem }];
    }
  });
}

function numbered(
  name: string,
  fallbacks: readonly { readonly written: string }[],
): [string, string][] {
  return fallbacks.map(({ written }, index) => [`${name}#${index + 1}`, written]);
}

function refOf(use: Use | undefined): string | null {
  return use?.resolved ? formatModelRef(use.resolved.ref) : null;
}

function settings({ config, providers }: MachineState) {
  const aliases = [...listAliases(config).values()];
  const allowed = allowlist(config);
  const chain = (which: "model" | "imageModel"): string[] =>
    requestFallbacks({ default: which }, config, providers).map(({ written, ref }) =>
      ref ? formatModelRef(ref) : written,
    );
  return {
    defaultModel: defaultModelChoice(config).primary ?? null,
    fallbacks: chain("model"),
    imageModel: imageModelChoice(config).primary ?? null,
    imageFallbacks: chain("imageModel"),
    aliases: Object.fromEntries(aliases.map(({ name, model }) => [name, model])),
    aliasFallbacks: Object.fromEntries(
      aliases
        .filter(({ fallbacks }) => fallbacks.length > 0)
        .map(({ name, fallbacks }) => [name, fallbacks]),
    ),
    allowed: allowed?.entries ?? null,
    allowedFrom: allowed?.path ?? null,
  };
}
