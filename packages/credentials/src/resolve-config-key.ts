// What `apiKey` of a provider in the config stands for: the name of a variable that is set, or the key
// itself.
import { type Environment, isLocalHost } from "@mayros/core";

export interface ConfigKey {
  readonly key: string;
  /** The key itself stands in the config although it goes to another machine. */
  readonly warn: boolean;
}

const VARIABLE_NAME = /^[A-Z_][A-Z0-9_]*$/;

export function resolveConfigKey({
  apiKey,
  env,
  hostname,
  substituted = false,
}: {
  readonly apiKey: string | undefined;
  readonly env: Environment;
  /** Of the provider's base URL. */
  readonly hostname?: string | undefined;
  /** The file says `${VAR}`: the text is what the variable held, and no name. */
  readonly substituted?: boolean;
}): ConfigKey | undefined {
  const text = apiKey?.trim();
  if (!text) return undefined;
  if (substituted) return { key: text, warn: false };
  const value = VARIABLE_NAME.test(text) ? env[text]?.trim() : undefined;
  if (value) return { key: value, warn: false };
  return { key: text, warn: hostname === undefined || !isLocalHost(hostname) };
}
