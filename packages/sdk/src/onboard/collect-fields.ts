// What a choice asks for, and where each answer comes from: given, else the environment, else what is
// stored already. Pure.
import type { AuthField, AuthMethod, Environment } from "@mayros/core";

export interface FoundKey {
  readonly value: string;
  /** `given`, or the name of the variable. */
  readonly from: string;
}

export interface CollectedFields {
  readonly key: FoundKey | undefined;
  /** Field name -> answer, of the fields that are no secrets. */
  readonly plain: Readonly<Record<string, string>>;
  readonly missing: readonly AuthField[];
}

export const keyFieldOf = (method: AuthMethod): AuthField | undefined =>
  method.fields?.find((field) => field.secret);

export function collectFields(
  method: AuthMethod,
  given: Readonly<Record<string, string>>,
  env: Environment,
): CollectedFields {
  const plain: Record<string, string> = {};
  const missing: AuthField[] = [];
  let key: FoundKey | undefined;
  for (const field of method.fields ?? []) {
    const found = findAnswer(field, given, env);
    if (!found) missing.push(field);
    else if (field.secret) key = found;
    else plain[field.name] = found.value.trim();
  }
  return { key, plain, missing };
}

function findAnswer(
  { name, env: names = [] }: AuthField,
  given: Readonly<Record<string, string>>,
  env: Environment,
): FoundKey | undefined {
  const value = given[name];
  if (value !== undefined) return { value, from: "given" };
  for (const variable of names) {
    const found = env[variable];
    if (found?.trim()) return { value: found, from: variable };
  }
  return undefined;
}

/** The address of the choice; `{name}` in it is replaced by the answer to that field. */
export function fillBaseUrl(
  method: AuthMethod,
  plain: Readonly<Record<string, string>>,
): string | undefined {
  const template = method.sets?.baseUrl;
  if (template === undefined) return plain.baseUrl;
  return template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name: string) => {
    const answer = plain[name];
    return answer === undefined ? whole : encodeURIComponent(answer);
  });
}
