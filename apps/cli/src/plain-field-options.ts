// Options for what a provider needs beside a key and is no secret: an account, a resource. The flags are those of
// onboarding, and stand in the manifests.
import type { AuthField } from "@mayros/core";
import type { LoginMethod, Mayros } from "@mayros/sdk";
import type { OptionDeclaration, OptionDeclarations } from "./command.ts";
import { type GivenOptions, optionName } from "./pick-auth-choice.ts";

/** One for each, but for the names of `own`, which are the command's. */
export async function declareFields(
  mayros: Mayros,
  own: OptionDeclarations,
): Promise<OptionDeclarations> {
  const declared: Record<string, OptionDeclaration> = {};
  for (const way of await mayros.auth.methods()) {
    for (const { flag, prompt } of plainFields(way)) {
      const name = optionName(flag);
      if (Object.hasOwn(own, name)) continue;
      const help = `With --provider ${way.provider}: ${prompt}`;
      declared[name] ??= { type: "string", value: "<value>", help };
    }
  }
  return declared;
}

/** Field name -> what was given. Whether the provider has such a field is not looked at here. */
export async function givenFields(
  mayros: Mayros,
  own: OptionDeclarations,
  given: GivenOptions,
): Promise<Record<string, string>> {
  const isOwn = (flag: string): boolean => Object.hasOwn(own, optionName(flag));
  const fields = (await mayros.auth.methods()).flatMap(plainFields);
  return Object.fromEntries(
    fields.flatMap(({ name, flag }) => {
      const value = isOwn(flag) ? undefined : given[optionName(flag)];
      return value === undefined ? [] : [[name, value.trim()]];
    }),
  );
}

/** The address of a server goes into the config, not beside a key. */
function plainFields({ method }: LoginMethod): AuthField[] {
  return (method.fields ?? []).filter(({ name, secret }) => !secret && name !== "baseUrl");
}
