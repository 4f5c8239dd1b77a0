// `mayros onboard`: takes a key for one choice, stores it, sets what the choice implies, and makes
// its model the default where none is set.
import { defaultModelChoice, resolveModel, resolveProvider } from "@mayros/catalog";
import type { ConfigEdit } from "@mayros/config";
import { parseModelRef } from "@mayros/core";
import type { AuthChoice } from "../auth/auth-choices.ts";
import { refreshModels } from "../discovery/refresh-models.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { defaultModelEdit } from "../models/set-default-model.ts";
import { missingWire } from "../run/wire-missing.ts";
import { type OnboardOptions, planOnboarding } from "./plan-onboarding.ts";
import { saveOnboarding, type WrittenFiles } from "./save-onboarding.ts";

export interface OnboardResult {
  readonly choice: string;
  readonly provider: string;
  /** Undefined where nothing has to be stored. */
  readonly profileId: string | undefined;
  readonly replaced: boolean;
  /** `given`, the name of an environment variable, or `stored`: the profile was there and is kept. */
  readonly keyFrom: string | undefined;
  /** What is stored beside the key and is no secret: an account, a resource. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The model that comes with the choice. */
  readonly model: string | undefined;
  /** Why this version can't ask that model; it becomes the default only for `setDefault: "always"`. */
  readonly missing: string | undefined;
  /** The default model after it. */
  readonly defaultModel: string | undefined;
  readonly defaultModelSet: boolean;
  readonly configPath: string;
  readonly written: WrittenFiles;
}

/**
 * Throws MAYROS_USAGE for an unknown choice or a missing answer, MAYROS_LOGIN_NEEDED without a key and
 * for logins that need a person (`auth.login` does them), MAYROS_PROVIDER_DISABLED, MAYROS_CREDENTIAL_INVALID.
 */
export async function onboard(machine: Machine, options: OnboardOptions): Promise<OnboardResult> {
  const state = await machine.state();
  const plan = await planOnboarding(machine, state, options);
  const { choice, provider, profileId, key, fields, stored, baseUrl } = plan;
  const previous = defaultModelChoice(state.config).primary;
  const model = usableModel(options.model ?? (await modelOf(machine, choice)), state);
  const missing = model === undefined ? undefined : findMissing(state, model);
  if (missing !== undefined && !options.dryRun) machine.warn(missing);
  const isAsked = missing === undefined || options.setDefault === "always";
  const newDefault = isAsked && isDefaultSet(options, previous, model) ? model : undefined;
  const written: WrittenFiles = options.dryRun
    ? {}
    : await saveOnboarding(machine, {
        ...(key
          ? {
              profile: {
                id: profileId,
                provider,
                credential: key.credential,
                method: choice.method.id,
                ...(key.reference && { reference: key.reference }),
              },
            }
          : {}),
        edits: (text) => [
          ...(baseUrl === undefined
            ? []
            : [{ path: [...state.providerPath(provider), "baseUrl"], value: baseUrl }]),
          ...defaultModelEdits(text, newDefault),
        ],
      });
  return {
    choice: choice.choice,
    provider,
    profileId: key || stored ? profileId : undefined,
    replaced: written.profile?.replaced ?? false,
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    keyFrom: key?.from ?? (stored ? "stored" : undefined),
    model,
    missing,
    defaultModel: newDefault ?? previous,
    defaultModelSet: newDefault !== undefined,
    configPath: machine.locations.configPath,
    written,
  };
}

/** The choice's model; of a local server one that it has, if it answers. */
async function modelOf(
  machine: Machine,
  { provider, providerName, method }: AuthChoice,
): Promise<string | undefined> {
  const { host } = await machine.state();
  if (method.kind !== "none" || !host.providers.get(provider)?.discovers) {
    return method.defaultModel;
  }
  const [asked] = await refreshModels(machine, { provider });
  if (!asked?.answered) {
    machine.warn(`no ${providerName} answered: start it before the first request`);
    return method.defaultModel;
  }
  const refs = asked.models.map((id) => `${provider}/${id}`);
  return refs.find((ref) => ref === method.defaultModel) ?? refs[0] ?? method.defaultModel;
}

/** A key may be stored before its vendor's wire format is there; a request would only say so later. */
function findMissing({ config, providers, host }: MachineState, model: string): string | undefined {
  const { agents: _allowlist, ...rest } = config;
  try {
    return missingWire(resolveModel(model, rest, providers), host)?.message;
  } catch (error) {
    return (error as Error).message;
  }
}

export function isDefaultSet(
  { setDefault = "when-unset" }: Pick<OnboardOptions, "setDefault">,
  previous: string | undefined,
  model: string | undefined,
): boolean {
  if (model === undefined || setDefault === "never" || model === previous) return false;
  return setDefault === "always" || previous === undefined;
}

export function defaultModelEdits(text: unknown, model: string | undefined): ConfigEdit[] {
  return model === undefined ? [] : [defaultModelEdit(text, model)];
}

/** A choice may name a model of a second provider, which replace mode or a switch may have taken away. */
function usableModel(model: string | undefined, state: MachineState): string | undefined {
  const ref = model === undefined ? undefined : parseModelRef(model);
  if (!ref) return undefined;
  try {
    resolveProvider(ref.provider, state.config, state.providers);
    return model;
  } catch {
    return undefined;
  }
}
