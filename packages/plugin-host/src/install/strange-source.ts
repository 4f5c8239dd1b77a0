// What a package wants of others, as its package.json says it: versions of the registry, or something that lies elsewhere. Of
// that, nobody knows what it will be, and some of it runs programs while it is fetched (git). Pure.

/** The fields of a package.json, and of an entry of npm's lock file, that make npm or pnpm fetch packages. */
const FIELDS = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/** An address, a path, an archive: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#dependencies */
const ELSEWHERE = /[:/\\]|^\s*[.~]\s*$|^\s*\.|\.(?:tgz|tar|tar\.gz)\s*$/i;

export interface SourceOptions {
  /** A registry's package under another name, `npm:other@1.0.0`. Of a plugin itself, that hides what it needs. */
  readonly aliases: boolean;
}

/** The name of the first that comes from no registry. */
export function strangeSource(
  fields: Readonly<Record<string, unknown>>,
  { aliases }: SourceOptions,
): string | undefined {
  for (const field of FIELDS) {
    for (const [name, wanted] of Object.entries(fields[field] ?? {})) {
      if (!isOfRegistry(wanted, aliases)) return name;
    }
  }
  return undefined;
}

function isOfRegistry(wanted: unknown, aliases: boolean): boolean {
  if (typeof wanted !== "string") return false;
  const range = aliases ? wanted.replace(/^npm:(?:@[^/@]+\/)?[^/@]+@?/, "") : wanted;
  return !ELSEWHERE.test(range);
}
