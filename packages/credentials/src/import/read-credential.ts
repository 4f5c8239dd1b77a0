// One entry of an auth-profiles.json as a credential of ours: `api_key`, `token` or `oauth`, or where a key stands. Pure.
import type { Credential, OAuthCredential, SecretReference } from "@mayros/core";
import { isTime, withoutOddParts } from "../without-odd-parts.ts";

export type FoundCredential =
  | { readonly credential: Credential; readonly dropped: readonly string[] }
  | {
      readonly reference: SecretReference;
      readonly type: "api-key" | "token";
      /** What stands beside the key there: account numbers and the like. */
      readonly fields?: Readonly<Record<string, string>>;
      readonly dropped: readonly string[];
    }
  | { readonly unusable: string };

type Fields = Readonly<Record<string, unknown>>;

/** `dropped` names the fields that have no place here. */
export function readCredential(entry: Fields): FoundCredential {
  switch (entry.type) {
    case "api_key":
    case "api-key":
      return readKey(entry);
    case "token":
      return readToken(entry);
    case "oauth":
      return readLogin(entry);
    default:
      return { unusable: "is of a type that is not known" };
  }
}

const COMMON = ["type", "provider"];

function readKey(entry: Fields): FoundCredential {
  const fields = readFields(entry.metadata);
  const dropped = others(entry, ["key", "keyRef", ...(fields ? ["metadata"] : [])]);
  const reference = readReference(entry.keyRef ?? shorthand(entry.key));
  if (reference === "unusable") return { unusable: "has a reference that can't be read" };
  if (reference) return { reference, type: "api-key", dropped, ...(fields && { fields }) };
  const key = textOf(entry.key);
  if (key === undefined) return { unusable: "has no key" };
  return { credential: { type: "api-key", key, ...(fields && { fields }) }, dropped };
}

function readToken(entry: Fields): FoundCredential {
  const dropped = others(entry, ["token", "tokenRef", "expires"]);
  const reference = readReference(entry.tokenRef ?? shorthand(entry.token));
  if (reference === "unusable") return { unusable: "has a reference that can't be read" };
  if (reference) return { reference, type: "token", dropped };
  const token = textOf(entry.token);
  if (token === undefined) return { unusable: "has no token" };
  return { credential: { type: "token", token, ...expiry(entry) }, dropped };
}

const LOGIN = ["access", "refresh", "expires", "email", "accountId"];

function readLogin(entry: Fields): FoundCredential {
  const access = textOf(entry.access);
  if (access === undefined) return { unusable: "has no access token" };
  const more = Object.entries(entry).filter(([name]) => ![...COMMON, ...LOGIN].includes(name));
  const texts = more.filter((pair): pair is [string, string] => typeof pair[1] === "string");
  const [refresh, email, accountId] = [entry.refresh, entry.email, entry.accountId].map(textOf);
  const credential: OAuthCredential = {
    type: "oauth",
    access,
    ...(refresh === undefined ? {} : { refresh }),
    ...expiry(entry),
    ...(email === undefined ? {} : { email }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(texts.length === 0 ? {} : { extras: Object.fromEntries(texts) }),
  };
  const dropped = more.filter((pair) => typeof pair[1] !== "string").map(([name]) => name);
  return { credential: withoutOddParts(credential), dropped };
}

/** Undefined where it is no map of texts. */
function readFields(metadata: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const entries = Object.entries(metadata);
  const isUsable = ([name, value]: [string, unknown]): boolean =>
    /^[A-Za-z][A-Za-z0-9]*$/.test(name) && textOf(value) === value;
  return entries.length > 0 && entries.every(isUsable) ? Object.fromEntries(entries) : undefined;
}

/** ms since the epoch. What is no time counts as not known. */
function expiry({ expires }: Fields): { expiresAt?: number } {
  return typeof expires === "number" && isTime(expires) && expires > 0
    ? { expiresAt: expires }
    : {};
}

/** `${NAME}` in the place of a key. */
function shorthand(value: unknown): unknown {
  const name = typeof value === "string" ? /^\$\{(\w+)\}$/.exec(value.trim())?.[1] : undefined;
  return name === undefined ? undefined : { source: "env", id: name };
}

function readReference(value: unknown): SecretReference | "unusable" | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") return "unusable";
  const { source, provider, id } = value as Fields;
  if (typeof id !== "string") return "unusable";
  if (source === "env") return /^[A-Z][A-Z0-9_]{0,127}$/.test(id) ? { source, id } : "unusable";
  if (source !== "file" && source !== "exec") return "unusable";
  if (typeof provider !== "string" || !/^[a-z][a-z0-9_-]{0,63}$/.test(provider)) return "unusable";
  // What OpenClaw calls the whole of a file.
  return { source, provider, id: source === "file" && id === "value" ? "" : id };
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text;
}

function others(entry: Fields, known: readonly string[]): string[] {
  return Object.keys(entry).filter((name) => !COMMON.includes(name) && !known.includes(name));
}
