// What helps after a login that failed: flows know no provider's name, so their hints lack what a command needs to be
// pasted and to work. Pure.
import { type AuthMethod, MayrosError, shellWord } from "@mayros/core";
import { loginCommand } from "@mayros/credentials";
import type { LoginTarget } from "./find-login.ts";

/** Those of flows that name no command, or half of one: login-errors.ts of @mayros/oauth. */
const vague = new Set([
  undefined,
  "mayros models auth login",
  "mayros config file",
  "try again in a moment",
]);

/** The error with the whole command; anything else as it came. */
export function failedLogin(
  error: unknown,
  target: LoginTarget,
  method: AuthMethod,
  profileId?: string,
): unknown {
  if (!MayrosError.isInstance(error)) return error;
  const hint = hintFor(error, target, method, profileId);
  if (hint === undefined) return error;
  const { code, message, details, cause } = error;
  return new MayrosError(code, message, {
    hint,
    ...(details === undefined ? {} : { details }),
    ...(cause === undefined ? {} : { cause }),
  });
}

const BARE = /mayros models auth login$/;

/** The same of a stored login that could not be renewed: whose command helps is known by its profile. */
export function failedRefresh(
  error: unknown,
  { id, provider }: { readonly id: string; readonly provider: string },
): unknown {
  if (!MayrosError.isInstance(error) || !error.hint || !BARE.test(error.hint)) return error;
  const { code, message, details, cause } = error;
  return new MayrosError(code, message, {
    hint: error.hint.replace(BARE, () => loginCommand(provider, id)),
    ...(details === undefined ? {} : { details }),
    ...(cause === undefined ? {} : { cause }),
  });
}

function hintFor(
  { code, hint }: MayrosError,
  { provider, methods, plugin }: LoginTarget,
  method: AuthMethod,
  profileId: string | undefined,
): string | undefined {
  const again = ({ id }: AuthMethod): string => loginCommand(provider, profileId, id);
  if (code === "MAYROS_PORT_BUSY") {
    const byCode = methods.find(({ kind }) => kind === "oauth-device");
    return byCode && again(byCode);
  }
  if (!vague.has(hint)) return undefined;
  switch (code) {
    case "MAYROS_LOGIN_MISCONFIGURED":
      return `mayros plugins info ${shellWord(plugin.id)}`;
    case "MAYROS_LOGIN_DENIED":
    case "MAYROS_LOGIN_NEEDED":
    case "MAYROS_LOGIN_UNAVAILABLE":
    case "MAYROS_TIMEOUT":
      return again(method);
    default:
      return undefined;
  }
}
