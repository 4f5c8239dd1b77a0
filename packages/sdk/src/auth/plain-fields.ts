// What is given beside a key and is no secret (an account, a resource): looked at before it is stored, because it will
// stand in the address that the key is sent to. Pure.
import type { ProviderSource } from "@mayros/catalog";
import { type AuthField, MayrosError, placeholderProblem, plainFieldNames } from "@mayros/core";
import type { ProfileSummary } from "@mayros/credentials";
import type { MachineState } from "../machine/open-machine.ts";

export type PlainFields = Readonly<Record<string, string>>;

/** The address of an answer is no part of a credential: it goes into the config. */
const ADDRESS = "baseUrl";

/** Those to store with the key, over those that are stored. Throws MAYROS_USAGE and MAYROS_CREDENTIAL_INVALID. */
export function checkedFields(
  { providers }: Pick<MachineState, "providers">,
  provider: string,
  given: PlainFields,
  before: Pick<ProfileSummary, "fields"> = {},
): PlainFields {
  const { [ADDRESS]: _address, ...fields } = given;
  const methods = providers.find(provider)?.declaration.authMethods ?? [];
  const known = plainFieldNames(methods);
  const texts = templatesOf(providers, provider);
  for (const [name, value] of Object.entries(fields)) {
    if (!known.has(name)) {
      throw new MayrosError("MAYROS_USAGE", `${provider} has no field "${name}"`, {
        hint: `mayros plugins info ${provider}`,
      });
    }
    const problem = placeholderProblem(name, value, texts);
    if (problem === undefined) continue;
    const field = methods
      .flatMap((method) => method.fields ?? [])
      .find((each) => each.name === name);
    throw invalid(field, name, problem);
  }
  return { ...before.fields, ...fields };
}

/** Whether storing them would change anything. */
export function changesFields(
  fields: PlainFields,
  { fields: before = {} }: Pick<ProfileSummary, "fields">,
): boolean {
  return Object.entries(fields).some(([name, value]) => before[name] !== value);
}

/** Nothing, where there are none: most credentials have no such member. */
export function withFields(fields: PlainFields): { fields?: PlainFields } {
  return Object.keys(fields).length === 0 ? {} : { fields };
}

function templatesOf(providers: ProviderSource, provider: string): string[] {
  const found = providers.find(provider);
  if (!found) return [];
  const { baseUrl, baseUrls = [], headers = {} } = found.declaration;
  const ofModels = found.models.flatMap((model) => [
    ...(model.baseUrl === undefined ? [] : [model.baseUrl]),
    ...Object.values(model.headers ?? {}),
  ]);
  const own = baseUrl === undefined ? baseUrls : [baseUrl, ...baseUrls];
  return [...own, ...Object.values(headers), ...ofModels].filter((text) => text.includes("{"));
}

function invalid(field: AuthField | undefined, name: string, problem: string): MayrosError {
  const { flag = name, prompt = name } = field ?? {};
  return new MayrosError("MAYROS_CREDENTIAL_INVALID", `"${prompt}" ${problem}`, {
    hint: `give it anew: ${flag} <value>`,
    details: { field: name },
  });
}
