// `mayros models auth login`: from a provider's name to a stored profile.
import { resolveProvider } from "@mayros/catalog";
import type { AuthMethod, Credential } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { agreeToLogin } from "./agree-to-login.ts";
import { askMethod, namedMethod } from "./choose-method.ts";
import { enterKey } from "./enter-key.ts";
import { findLoginTarget } from "./find-login.ts";
import { askToken, pastedToken, requireAmbient } from "./given-credential.ts";
import { defaultToSet, setDefault } from "./login-default.ts";
import type { LoginOptions, LoginResult } from "./login-options.ts";
import { loginResult } from "./login-result.ts";
import { requireWritable } from "./require-writable.ts";
import { findLoginFlow, runLoginFlow } from "./run-login-flow.ts";
import { requireFreeId, saveLogin } from "./save-login.ts";
import { warnLeftOut } from "./warn-left-out.ts";

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
  await machine.profiles().requireStorable();
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
  await requireFreeId(machine, provider, options.profileId ?? method.profileId);
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
    await setDefault(machine, newDefault, undefined);
    return loginResult(machine, state, target, method, { newDefault, found });
  }
  const credential = flow
    ? withBaseUrl(await runLoginFlow(machine, state, target, method, flow, options), method)
    : pastedToken(machine, await askToken(target, method, options), method);
  const { profileId, force = false } = options;
  const saved = await saveLogin(machine, { provider, method, credential, profileId, force });
  await setDefault(machine, newDefault, saved.profileId);
  await warnLeftOut(machine, provider, saved.profileId);
  return loginResult(machine, state, target, method, { newDefault, credential, ...saved });
}

/** A method may say where its logins are good for, if the server did not. */
function withBaseUrl(credential: Credential, { sets }: AuthMethod): Credential {
  if (credential.type !== "oauth" || credential.baseUrl !== undefined) return credential;
  return sets?.baseUrl === undefined ? credential : { ...credential, baseUrl: sets.baseUrl };
}
