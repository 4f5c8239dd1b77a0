// `mayros models auth login`: from a provider's name to a stored profile.
import { defaultModelChoice, resolveProvider } from "@mayros/catalog";
import { editConfig } from "@mayros/config";
import type { AuthMethod, Credential } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { nameModel } from "../models/named-model.ts";
import { defaultModelEdit } from "../models/set-default-model.ts";
import { onboard } from "../onboard/onboard.ts";
import { agreeToLogin } from "./agree-to-login.ts";
import { findLoginTarget, findMethod, type LoginTarget, whichMethod } from "./find-login.ts";
import { askFields, askToken, pastedToken, requireAmbient } from "./given-credential.ts";
import type { LoginOptions, LoginResult } from "./login-options.ts";
import { requireWritable } from "./require-writable.ts";
import { findLoginFlow, runLoginFlow } from "./run-login-flow.ts";
import { saveLogin } from "./save-login.ts";

/**
 * Throws MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED, MAYROS_USAGE, MAYROS_CONSENT_MISSING, and what the login
 * rejects with: MAYROS_LOGIN_DENIED, MAYROS_LOGIN_MISCONFIGURED, MAYROS_LOGIN_UNAVAILABLE, MAYROS_TIMEOUT,
 * MAYROS_PORT_BUSY, MAYROS_ABORTED. Nothing is stored then.
 */
export async function login(machine: Machine, options: LoginOptions): Promise<LoginResult> {
  const state = await machine.state();
  const target = findLoginTarget(options.provider, state);
  // Before anything is asked: a store of no use, a model that is not allowed, a provider that the config lacks.
  await machine.profiles().list(target.provider);
  requireWritable(machine.locations.stateDir);
  const named = namedMethod(target, options);
  // Whoever forbids or ended it: before anything else is asked.
  const agreeing = (): Promise<void> => agreeToLogin(machine, state, target, options);
  if (!named) await agreeing();
  const method = named ?? (await askMethod(target, options));
  const provider = resolveProvider(
    method.sets?.provider ?? target.provider,
    state.config,
    state.providers,
  ).id;
  const newDefault = defaultToSet(state, method, options);
  if (named) await agreeing();
  const flow = await findLoginFlow(state, target, method);
  if (method.kind === "api-key" && method.choice !== undefined && !flow) {
    return enterKey(machine, target, method, method.choice, options);
  }
  if (method.kind === "ambient" && !flow) {
    const found = requireAmbient(target, method, {
      env: state.env,
      home: machine.locations.home,
    });
    await setDefault(machine, newDefault);
    return result(machine, state, target, method, { newDefault, found });
  }
  const credential = flow
    ? withBaseUrl(await runLoginFlow(machine, state, target, method, flow, options), method)
    : pastedToken(machine, await askToken(target, method, options), method);
  const { profileId, force = false } = options;
  const saved = await saveLogin(machine, { provider, method, credential, profileId, force });
  await setDefault(machine, newDefault);
  return result(machine, state, target, method, { newDefault, credential, ...saved });
}

/** A method may say where its logins are good for, if the server did not. */
function withBaseUrl(credential: Credential, { sets }: AuthMethod): Credential {
  if (credential.type !== "oauth" || credential.baseUrl !== undefined) return credential;
  return sets?.baseUrl === undefined ? credential : { ...credential, baseUrl: sets.baseUrl };
}

/** Undefined where it has to be asked for. */
function namedMethod(target: LoginTarget, options: LoginOptions): AuthMethod | undefined {
  if (options.method !== undefined) return findMethod(target, options.method);
  const [only, ...others] = target.methods;
  if (only && others.length === 0) return only;
  if (options.interactive === false) throw whichMethod(target);
  return undefined;
}

function askMethod(target: LoginTarget, { ui }: LoginOptions): Promise<AuthMethod> {
  return ui.select({
    message: `How do you want to log in to ${target.providerName}?`,
    options: target.methods.map((value) => ({
      value,
      label: value.hint === undefined ? value.label : `${value.label} (${value.hint})`,
    })),
  });
}

/** A key goes the way of onboarding, which knows the shapes of keys and what each choice implies. */
async function enterKey(
  machine: Machine,
  target: LoginTarget,
  method: AuthMethod,
  choice: string,
  options: LoginOptions,
): Promise<LoginResult> {
  const values = await askFields(method, options);
  const setDefault =
    options.setDefault === "when-unset" ? "when-unset" : options.setDefault ? "always" : "never";
  const { profileId } = options;
  const done = await onboard(machine, { choice, values, setDefault, profileId });
  return {
    provider: done.provider,
    providerName: target.providerName,
    method: method.id,
    kind: method.kind,
    ...{ profileId: done.profileId, replaced: done.replaced },
    ...{ email: undefined, expiresAt: undefined, renewable: false, found: [] },
    ...{ model: done.model, defaultModel: done.defaultModel },
    defaultModelSet: done.defaultModelSet,
    configPath: done.configPath,
  };
}

/** Throws what `mayros models set` throws for it. */
function defaultToSet(
  state: MachineState,
  { defaultModel }: AuthMethod,
  { setDefault: wish = false }: LoginOptions,
): string | undefined {
  const current = defaultModelChoice(state.config).primary;
  if (wish === false || defaultModel === undefined || defaultModel === current) return undefined;
  if (wish === "when-unset" && current !== undefined) return undefined;
  return nameModel(defaultModel, state).model;
}

async function setDefault(machine: Machine, model: string | undefined): Promise<void> {
  if (model === undefined) return;
  await editConfig(machine.locations, machine.env, (written) => [defaultModelEdit(written, model)]);
}

interface Outcome {
  readonly newDefault: string | undefined;
  readonly credential?: Credential;
  readonly profileId?: string;
  readonly replaced?: boolean;
  readonly found?: readonly string[];
}

function result(
  machine: Machine,
  state: MachineState,
  { provider, providerName }: LoginTarget,
  method: AuthMethod,
  { newDefault, credential, profileId, replaced = false, found = [] }: Outcome,
): LoginResult {
  const login = credential?.type === "oauth" ? credential : undefined;
  const expiresAt = credential?.type === "api-key" ? undefined : credential?.expiresAt;
  return {
    ...{ provider: method.sets?.provider ?? provider, providerName },
    ...{ method: method.id, kind: method.kind },
    ...{ profileId, replaced, email: login?.email, expiresAt },
    renewable: login?.refresh !== undefined,
    found,
    model: method.defaultModel,
    defaultModel: newDefault ?? defaultModelChoice(state.config).primary,
    defaultModelSet: newDefault !== undefined,
    configPath: machine.locations.configPath,
  };
}
