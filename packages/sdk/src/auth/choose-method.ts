// Which of a provider's ways to log in is taken: the one that was named, the only one, or the one that the person picks.
import type { AuthMethod } from "@mayros/core";
import { findMethod, type LoginTarget, whichMethod } from "./find-login.ts";
import type { LoginOptions } from "./login-options.ts";

/** Undefined where it has to be asked for. Throws MAYROS_USAGE. */
export function namedMethod(target: LoginTarget, options: LoginOptions): AuthMethod | undefined {
  if (options.method !== undefined) return findMethod(target, options.method);
  const [only, ...others] = target.methods;
  if (only && others.length === 0) return only;
  if (options.interactive === false) throw whichMethod(target);
  return undefined;
}

export function askMethod(target: LoginTarget, { ui }: LoginOptions): Promise<AuthMethod> {
  return ui.select({
    message: `How do you want to log in to ${target.providerName}?`,
    options: target.methods.map((value) => ({
      value,
      label: value.hint === undefined ? value.label : `${value.label} (${value.hint})`,
    })),
  });
}
