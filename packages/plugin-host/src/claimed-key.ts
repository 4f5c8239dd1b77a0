// Keys of the environment belong to the providers that ship with Mayros: another publisher's plugin may
// read them only after a consent that named variable and host, which this version can't ask for.
import type { ProviderEntry } from "./plugin-index/plugin-index.ts";

type KeyNames = Pick<ProviderEntry, "keyPrefix" | "extraKeys">;

/** Logins of other programs. */
const FOREIGN = /^(?:GH|GITHUB|AWS|GOOGLE)_/;

const namesOf = ({ keyPrefix, extraKeys }: KeyNames): string[] => [
  `${keyPrefix}_API_KEY`,
  ...extraKeys,
];

/** The variable that a plugin's provider would read although it is not its own. Pure. */
export function claimedKey(wanted: KeyNames, bundled: Iterable<KeyNames>): string | undefined {
  const taken = [...bundled];
  return namesOf(wanted).find(
    (name) =>
      FOREIGN.test(name) ||
      taken.some(
        (owner) =>
          owner.extraKeys.includes(name) ||
          name.startsWith(`${owner.keyPrefix}_API_KEY`) ||
          name.startsWith(`MAYROS_LIVE_${owner.keyPrefix}_KEY`),
      ),
  );
}
