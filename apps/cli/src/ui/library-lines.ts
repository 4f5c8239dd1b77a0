// What is said of the packages of a vendor that a plugin of ours needs: before they are downloaded, and after.
import type { InstalledLibraries, LibraryUse } from "@mayros/sdk";
import { describeAge } from "./describe-age.ts";
import { describeSize } from "./describe-size.ts";
import { plural } from "./plural.ts";
import { oneLine } from "./terminal.ts";

/** `now` is in ms since the epoch. */
export function libraryLines(libraries: readonly LibraryUse[], now: number): string[] {
  const lines = libraries.map((library) => {
    const { package: name, version, publisher = "unknown", publishedAt } = library;
    const age = publishedAt === undefined ? "" : ` ${describeAge(publishedAt, now)}`;
    const own = library.size === undefined ? "" : `, ${describeSize(library.size)} of its own`;
    return `  ${oneLine(`${name} ${version}, published by ${publisher}${age}${own}`)}`;
  });
  return [...lines, "  and what they need in turn: how much that is shows when it is there"];
}

export function installedLine({ files, bytes, manager, folder }: InstalledLibraries): string {
  const what = `${plural(files, "file")}, ${describeSize(bytes)}`;
  return `downloaded with ${manager}: ${what}, in ${oneLine(folder)}\n`;
}
