// The provider options of a call or a part that a codec listens to: under its namespace (the key that
// existing AI SDK programs use), under the wire's name and under the provider's id; later ones win.
import type { JSONObject, JSONValue, ProviderOptions, Target } from "@mayros/core";

export interface OptionsReader {
  /** All options of a part or a message; undefined where there are none. */
  read(options: ProviderOptions | undefined): JSONObject | undefined;
  /** What stands under this server's keys in a record by provider, such as a file's reference. */
  pick(record: Readonly<Record<string, string>>): string | undefined;
  /** The options of the whole call, apart by where they stand. */
  readonly shared: JSONObject;
  /** Those under the provider's id or the wire's name: meant for this very server. */
  readonly direct: JSONObject;
}

/** `otherNamespace` is one more key of the call's options: that of another package for the same wire. */
export function createOptionsReader(
  fromCall: ProviderOptions | undefined,
  target: Target,
  namespace: string,
  api: string,
  otherNamespace?: string,
): OptionsReader {
  const provider = [target.provider, camelCase(target.provider)];
  const keys = [...new Set([namespace, api, ...provider])];
  const ofProvider = provider.filter((key) => key !== namespace).map((key) => fromCall?.[key]);
  return {
    read(options) {
      if (!options) return undefined;
      const found = keys.map((key) => options[key]).filter((entry) => entry !== undefined);
      return found.length > 1 ? merge(found) : found[0];
    },
    pick: (record) => keys.map((key) => record[key]).findLast((value) => value !== undefined),
    shared: { ...(otherNamespace && fromCall?.[otherNamespace]), ...fromCall?.[namespace] },
    direct: merge([fromCall?.[api], ...ofProvider]),
  };
}

/** Takes an option out of a copy, so that what is left can be warned about or passed on. */
export function takeOption(options: JSONObject, name: string): JSONValue | undefined {
  const value = options[name];
  delete options[name];
  return value ?? undefined;
}

/** Later ones win. By entries, for which `__proto__` is a name like any other. */
function merge(records: readonly (JSONObject | undefined)[]): JSONObject {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record ?? {})));
}

/** The AI SDK's own form of a provider's name with hyphens. */
function camelCase(name: string): string {
  return name.replace(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
