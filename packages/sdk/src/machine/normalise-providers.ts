// Provider ids in a config may be written in other spellings (`z.ai`). They are brought to one spelling
// here, once, so that nothing above has to think of it. Pure.
import type { AuthSection, Config, LoadedConfig } from "@mayros/config";
import { MayrosError } from "@mayros/core";

export interface NormalisedConfig {
  readonly config: Config;
  /** Why a provider is left out, by its normal id. */
  readonly disabledProviders: Readonly<Record<string, string>>;
  /** How a provider's block is written in the file, by its normal id: the place to edit. */
  readonly written: ReadonlyMap<string, string>;
}

/** Throws MAYROS_CONFIG_INVALID when two blocks are about one provider. */
export function normaliseProviders(
  loaded: LoadedConfig,
  aliases: ReadonlyMap<string, string>,
): NormalisedConfig {
  const normal = (key: string): string => aliases.get(key.toLowerCase()) ?? key.toLowerCase();
  const written = new Map<string, string>();
  const rename = <Value>(
    record: Readonly<Record<string, Value>>,
    path: string,
  ): Record<string, Value> => {
    const renamed = new Map<string, Value>();
    for (const [key, value] of Object.entries(record)) {
      const id = normal(key);
      if (renamed.has(id)) throw twice(loaded.path, path, id);
      renamed.set(id, value);
    }
    return Object.fromEntries(renamed);
  };
  const { config } = loaded;
  const providers = config.models?.providers ?? {};
  const disabledProviders = rename(loaded.disabledProviders, "models.providers");
  for (const key of [...Object.keys(providers), ...Object.keys(loaded.disabledProviders)]) {
    const id = normal(key);
    if (written.has(id)) throw twice(loaded.path, "models.providers", id);
    written.set(id, key);
  }
  return {
    disabledProviders,
    written,
    config: {
      ...config,
      ...(config.models && {
        models: { ...config.models, providers: rename(providers, "models.providers") },
      }),
      ...(config.auth && { auth: normaliseAuth(config.auth, rename) }),
    },
  };
}

function normaliseAuth(
  auth: AuthSection,
  rename: <Value>(record: Record<string, Value>, path: string) => Record<string, Value>,
): AuthSection {
  const { order, cooldowns } = auth;
  const own = cooldowns?.billingBackoffHoursByProvider;
  return {
    ...auth,
    ...(order && { order: rename(order, "auth.order") }),
    ...(own && {
      cooldowns: {
        ...cooldowns,
        billingBackoffHoursByProvider: rename(own, "auth.cooldowns.billingBackoffHoursByProvider"),
      },
    }),
  };
}

function twice(file: string, path: string, id: string): MayrosError {
  return new MayrosError("MAYROS_CONFIG_INVALID", `${file}: ${path} has two entries for ${id}`, {
    hint: `mayros config get ${path}`,
  });
}
