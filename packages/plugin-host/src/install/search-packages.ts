// A search for plugins, as registries understand it: the public one knows `keywords:`; private ones (verdaccio) look for
// the text itself in names and descriptions, and find nothing with it.
import type { FoundPackage } from "./package-manager.ts";
import { readFound } from "./read-answers.ts";

/** Of a registry that was asked for nothing in particular: what plugins are usually called. */
const USUAL_NAME = "mayros";

/** `ask` gives what the package manager printed for these words. Throws as `ask` does, and MAYROS_PACKAGE_UNAVAILABLE. */
export async function searchPackages(
  words: readonly string[],
  ask: (words: readonly string[]) => Promise<string>,
): Promise<FoundPackage[]> {
  const known = readFound(await ask(["keywords:mayros-plugin", ...words]));
  if (known.length > 0) return known;
  const found = readFound(await ask([longestOf(words) ?? USUAL_NAME]));
  return found.filter((each) => words.every((word) => isAbout(each, word)));
}

/** One of them, for to such a registry several are one text. */
const longestOf = (words: readonly string[]): string | undefined =>
  [...words].sort((a, b) => b.length - a.length)[0];

function isAbout({ name, description, publisher = "", keywords }: FoundPackage, word: string) {
  const text = [name, description, publisher, ...keywords].join(" ").toLowerCase();
  return text.includes(word.toLowerCase());
}
