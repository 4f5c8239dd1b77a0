// Onboarding by a choice that is a login: the same login as `mayros models auth login`.
import type { AuthChoice, LoginOptions, LoginResult } from "@mayros/sdk";
import { runLogin } from "../login/log-in.ts";
import type { Asking } from "./asking.ts";

export function logInWithChoice(
  { mayros, env, login: { acceptTerms, noBrowser, json } }: Asking,
  { provider, method }: AuthChoice,
  setDefault: LoginOptions["setDefault"],
): Promise<LoginResult> {
  const wish = { provider, method: method.id, setDefault, acceptTerms };
  return runLogin(mayros, wish, { env, json, noBrowser });
}
