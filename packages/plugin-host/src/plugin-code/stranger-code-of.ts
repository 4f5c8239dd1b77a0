// What is known of a stranger's code before anything of it is looked at: where it is, and what its manifest names.
import type { KnownPlugin } from "../decide-plugins.ts";
import type { StrangerCode } from "./load-stranger-code.ts";

/** What all code of strangers has in common on this machine. */
export type CodeSurroundings = Pick<StrangerCode, "cacheFolder" | "env" | "warn"> & {
  readonly installedFolder: string | undefined;
};

/** Undefined for a plugin without code, and for one that ships with Mayros. */
export function strangerCodeOf(
  { index, indexed }: KnownPlugin,
  { installedFolder, ...surroundings }: CodeSurroundings,
): StrangerCode | undefined {
  const { path, entry, installed } = index.details(indexed);
  if (path === undefined || entry === undefined) return undefined;
  const methods = indexed.providers.flatMap(
    (provider) => index.block(provider).declaration.authMethods,
  );
  return {
    id: indexed.entry.id,
    path,
    entry,
    // Also of a newer copy of one that ships: that one is installed, too.
    root: installed ? installedFolder : undefined,
    installed,
    declared: {
      auth: [...new Set(methods.map(({ id }) => id))],
      providers: indexed.providers.map(({ id }) => id),
      codecs: (indexed.entry.apis ?? []).map(({ id }) => id),
    },
    ...surroundings,
  };
}
