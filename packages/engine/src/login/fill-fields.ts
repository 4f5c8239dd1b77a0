// What a person gives beside a key (a resource, an account) stands in the address of a request, and every credential may
// have its own: filled in when its turn comes. Pure.
import type { Provider, ResolvedModel } from "@mayros/catalog";
import {
  type AuthField,
  fillPlaceholders,
  MayrosError,
  type PlaceholderValues,
  placeholderProblem,
  placeholdersOf,
  plainFieldNames,
  shellWord,
} from "@mayros/core";
import type { Candidate } from "@mayros/credentials";

type ReadVariable = (name: string) => string | undefined;
type Asked = Pick<ResolvedModel, "baseUrl" | "headers" | "ownBaseUrl" | "provider">;
type Filled = Pick<ResolvedModel, "baseUrl" | "headers">;

/** True of few: their requests ask a little more. */
export function hasFields({ baseUrl, headers, ownBaseUrl }: Omit<Asked, "provider">): boolean {
  const isOpen = (text: string): boolean => text.includes("{");
  return (!ownBaseUrl && isOpen(baseUrl)) || Object.values(headers).some(isOpen);
}

/**
 * Values come from what is stored with the credential, else from the variables of the fields. An address of the config's
 * is what it says. Throws MAYROS_LOGIN_NEEDED for a value that nobody gave, and MAYROS_CREDENTIAL_INVALID for one that
 * could send the key to somewhere else.
 */
export function fillFields(
  asked: Asked,
  { credential, source }: Candidate,
  readVariable: ReadVariable,
): Filled {
  const { baseUrl, headers, ownBaseUrl, provider } = asked;
  const texts = [...(ownBaseUrl ? [] : [baseUrl]), ...Object.values(headers)];
  const known = plainFieldNames(provider.authMethods);
  const stored = credential && credential.type !== "oauth" ? (credential.fields ?? {}) : {};
  const values: Record<string, string> = {};
  for (const name of texts.flatMap(placeholdersOf)) {
    if (!known.has(name) || Object.hasOwn(values, name)) continue;
    const field = fieldOf(provider, name);
    const own = Object.hasOwn(stored, name) ? stored[name] : undefined;
    const found = own === undefined ? readFirst(field.env, readVariable) : { value: own };
    if (!found) throw missing(provider, field, source);
    const problem = placeholderProblem(name, found.value, texts);
    if (problem !== undefined) throw invalid(provider, field, found.from ?? source.name, problem);
    values[name] = found.value;
  }
  return fillTexts({ baseUrl, headers }, values, ownBaseUrl);
}

function fillTexts(
  { baseUrl, headers }: Filled,
  values: PlaceholderValues,
  ownBaseUrl: boolean,
): Filled {
  const filled = Object.entries(headers).map(([name, text]) => [
    name,
    fillPlaceholders(text, values),
  ]);
  return {
    baseUrl: ownBaseUrl ? baseUrl : fillPlaceholders(baseUrl, values),
    headers: Object.fromEntries(filled),
  };
}

function fieldOf({ authMethods }: Provider, name: string): AuthField {
  const field = authMethods.flatMap(({ fields = [] }) => fields).find((each) => each.name === name);
  if (!field) throw new Error(`${name} is no field`);
  return field;
}

interface Found {
  readonly value: string;
  /** The variable that had it. */
  readonly from?: string;
}

function readFirst(names: readonly string[] = [], readVariable: ReadVariable): Found | undefined {
  for (const from of names) {
    const value = readVariable(from)?.trim();
    if (value) return { value, from };
  }
  return undefined;
}

function missing(provider: Provider, field: AuthField, { kind, name }: Candidate["source"]) {
  const { id, authMethods } = provider;
  const { flag, prompt, env: names = [] } = field;
  const choice = authMethods.find(({ fields }) =>
    fields?.some((each) => each.flag === flag),
  )?.choice;
  const stored = kind === "profile" ? ` is not stored with ${name}` : " is not known";
  const unset = names.length === 0 ? "" : `, and ${names.join(" or ")} is not set`;
  const setting = names[0] === undefined ? [] : [`export ${names[0]}=<value>`];
  const asking =
    choice === undefined ? [] : [`mayros onboard --auth-choice ${choice} ${flag} <value>`];
  const ways = kind === "profile" ? [...asking, ...setting] : [...setting, ...asking];
  return new MayrosError("MAYROS_LOGIN_NEEDED", `${id} needs more: "${prompt}"${stored}${unset}`, {
    hint:
      ways.join(", or: ") || `mayros config set models.providers.${shellWord(id)}.baseUrl <url>`,
    details: { provider: id, field: field.name, env: names },
  });
}

function invalid(
  { id }: Provider,
  { name, prompt }: AuthField,
  from: string,
  problem: string,
): MayrosError {
  return new MayrosError(
    "MAYROS_CREDENTIAL_INVALID",
    `${id}: the value of "${prompt}" in ${from} ${problem}; nothing was sent`,
    { hint: `correct it in ${from}`, details: { provider: id, field: name } },
  );
}
