// Keys of the environment belong to the providers that ship with Mayros and to other programs: another
// publisher's plugin reads them only after a consent that named variable and host. Pure.

/** Logins of other programs, and what Mayros itself is told. */
const OTHERS = /^(?:GH|GITHUB|AWS|GOOGLE|MAYROS)_/;

/** `<P>_API_KEY` stands for `<P>_API_KEYS`, `<P>_API_KEY_<n>` and `MAYROS_LIVE_<P>_KEY(S)` as well. */
function familyOf(name: string): string[] {
  const prefix = /^(.+)_API_KEY$/.exec(name)?.[1];
  return prefix === undefined ? [] : [name, `MAYROS_LIVE_${prefix}_KEY`];
}

/** The names among `wanted` that reach into what `owned` are the names of; Windows ignores case. */
export function foreignNames(wanted: readonly string[], owned: Iterable<string>): string[] {
  const taken = [...new Set([...owned].map((name) => name.toUpperCase()))];
  const exact = new Set(taken);
  const families = taken.flatMap(familyOf);
  const isForeign = (written: string): boolean => {
    const name = written.toUpperCase();
    if (OTHERS.test(name) || exact.has(name)) return true;
    if (families.some((start) => name.startsWith(start))) return true;
    return familyOf(name).some((start) => taken.some((owner) => owner.startsWith(start)));
  };
  return wanted.filter(isForeign);
}
