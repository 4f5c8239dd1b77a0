// What `apiKey` of a provider in the config stands for: a secret that is kept elsewhere, the name of a variable that
// is set, or the key itself.
import { type Environment, isLocalHost, type SecretReference } from "@mayros/core";

export type ConfigKey =
  | {
      readonly key: string;
      /** The key itself stands in the config although it goes to another machine. */
      readonly warn: boolean;
    }
  | { readonly reference: SecretReference };

const VARIABLE_NAME = /^[A-Z_][A-Z0-9_]*$/;

export function resolveConfigKey({
  apiKey,
  env,
  hostname,
  substituted = false,
}: {
  readonly apiKey: string | SecretReference | undefined;
  readonly env: Environment;
  /** Of the provider's base URL. */
  readonly hostname?: string | undefined;
  /** The file says `${VAR}`: the text is what the variable held, and no name. */
  readonly substituted?: boolean;
}): ConfigKey | undefined {
  if (typeof apiKey === "object") return { reference: apiKey };
  const text = apiKey?.trim();
  if (!text) return undefined;
  if (substituted) return { key: text, warn: false };
  const value = VARIABLE_NAME.test(text) ? env[text]?.trim() : undefined;
  if (value) return { key: value, warn: false };
  return { key: text, warn: hostname === undefined || !isLocalHost(hostname) };
}
