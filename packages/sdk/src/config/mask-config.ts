// Makes a part of mayros.json fit to be shown. What is wholly a reference to a variable stays; other
// strings at places where secrets stand are masked.
import { type Environment, maskSecret, redactSecrets } from "@mayros/core";

const SECRET_KEY = /key$|token|secret|password|auth|cookie|credential/i;
/** `${NAME}`, also as `Bearer ${NAME}`. */
const REFERENCE = /^(?:Bearer )?\$\{[A-Z_][A-Z0-9_]*\}$/;
/** A name that a variable could have. */
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;
/** What a provider's `auth` may say; that is no secret. */
const AUTH_KINDS = ["api-key", "api_key", "aws-sdk", "oauth", "token", "none"];

type Step = string | number;

/** `path` is where `value` stands in the config; `env` tells a variable's name from a key. */
export function maskConfig(value: unknown, path: readonly Step[], env: Environment): unknown {
  if (typeof value === "string") {
    return isShown(value, path, env) ? maskInside(value) : maskSecret(value);
  }
  if (Array.isArray(value))
    return value.map((item, index) => maskConfig(item, [...path, index], env));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    maskConfig(member, [...path, key], env),
  ]);
  return Object.fromEntries(members);
}

/** Where the first text stands that `maskConfig` hides: a key that is written out. */
export function findSecret(
  value: unknown,
  path: readonly Step[],
  env: Environment,
): readonly Step[] | undefined {
  if (typeof value === "string") {
    return isShown(value, path, env) || VARIABLE.test(value) ? undefined : path;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const isArray = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const found = findSecret(member, [...path, isArray ? Number(key) : key], env);
    if (found) return found;
  }
  return undefined;
}

/** What an address gives away: who logs in, and keys among its parameters. */
function maskInside(text: string): string {
  const withoutUser = text.replace(/:\/\/[^/?#\s@]+@/g, "://...@");
  const withoutKeys = withoutUser.replace(PARAMETER, (all, name: string, value: string) =>
    REFERENCE.test(value) ? all : `${name}=...`,
  );
  return redactSecrets(withoutKeys);
}

const PARAMETER =
  /([?&][^=&#\s]*(?:key|token|secret|password|auth|credential)[^=&#\s]*)=([^&#\s]+)/gi;

function isShown(value: string, path: readonly Step[], env: Environment): boolean {
  if (REFERENCE.test(value)) return true;
  const key = String(path.at(-1));
  if (key === "auth" && AUTH_KINDS.includes(value)) return true;
  // `apiKey` may be the name of a variable that is set.
  if (key === "apiKey" && env[value] !== undefined) return true;
  if (path[0] === "env" || path.at(-2) === "headers") return false;
  // `tokenUrl` and `authorizationUrl` are where a login asks, and no secret.
  if (key.endsWith("Url") && URL.canParse(value)) return true;
  return !SECRET_KEY.test(key);
}
