// Logins that are no more than an answer: a token that another program printed, an API key, or a login of another
// program that is there already.
import { type AuthField, type AuthMethod, MayrosError, type TokenCredential } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { keyFieldOf } from "../onboard/collect-fields.ts";
import { keyProblem } from "../onboard/key-problem.ts";
import { findAmbient, type Surroundings } from "../run/find-ambient.ts";
import type { LoginTarget } from "./find-login.ts";
import type { LoginOptions } from "./login-options.ts";

type Asked = Pick<LoginOptions, "signal" | "ui">;

const DAY = 24 * 60 * 60 * 1000;

/** Ends after `expiresIn` ms, else when the manifest says. */
export function pastedToken(
  machine: Machine,
  token: string,
  { expiresInDays: days }: Pick<AuthMethod, "expiresInDays">,
  expiresIn: number | undefined = days === undefined ? undefined : days * DAY,
): TokenCredential {
  return expiresIn === undefined
    ? { type: "token", token }
    : { type: "token", token, expiresAt: machine.now() + expiresIn };
}

/** Throws MAYROS_CREDENTIAL_INVALID. */
export async function askToken(
  { provider, providerName }: LoginTarget,
  method: AuthMethod,
  asked: Asked,
): Promise<string> {
  const field: Pick<AuthField, "prefixes" | "prompt"> = keyFieldOf(method) ?? {
    prompt: `${method.label}: token`,
  };
  const token = await ask(field, true, asked);
  return checkedToken(token, provider, providerName, field);
}

/** Throws MAYROS_CREDENTIAL_INVALID. */
export function checkedToken(
  text: string,
  provider: string,
  providerName: string,
  field: Pick<AuthField, "prefixes"> = {},
): string {
  const token = text.trim();
  const problem = keyProblem(token, { provider, providerName, field }, []);
  const { prefixes = [] } = field;
  const isOthers = prefixes.length > 0 && !prefixes.some((prefix) => token.startsWith(prefix));
  if (!problem && !isOthers) return token;
  const words = (text_: string): string => text_.replaceAll("key", "token");
  throw new MayrosError(
    "MAYROS_CREDENTIAL_INVALID",
    problem
      ? words(problem.message)
      : `tokens of ${providerName} begin with ${prefixes.join(" or ")}`,
    { hint: problem ? words(problem.hint) : "copy the whole token, without anything around it" },
  );
}

/** Field name -> answer. */
export async function askFields(
  { fields = [] }: Pick<AuthMethod, "fields">,
  asked: Asked,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const field of fields) values[field.name] = await ask(field, field.secret === true, asked);
  return values;
}

function ask(
  { prompt }: Pick<AuthField, "prompt">,
  secret: boolean,
  { ui, signal }: Asked,
): Promise<string> {
  const question = { message: prompt, ...(signal ? { signal } : {}) };
  return secret ? ui.secret(question) : ui.text(question);
}

/** The sign of another program's login that is there. Throws MAYROS_LOGIN_NEEDED where there is none. */
export function requireAmbient(
  { provider }: Pick<LoginTarget, "provider">,
  method: AuthMethod,
  here: Surroundings,
): string[] {
  const { env = [], files = [] } = method.ambient ?? {};
  const sign = findAmbient([method], here);
  if (sign !== undefined) return [sign];
  const lookedFor = [...env, ...files];
  if (lookedFor.length === 0) return [];
  throw new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    `${method.label}: nothing of it is here; looked for ${lookedFor.join(", ")}`,
    {
      hint: method.hint ?? `mayros plugins info ${provider}`,
      details: { provider, lookedFor },
    },
  );
}
