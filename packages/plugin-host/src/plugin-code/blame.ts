// Whose code an error or a call comes from: by its stack, and where that names nobody, by whose work was going on. The
// innermost frame that is somebody's decides: a program that is called back by a plugin is still the program. Pure.
import { sep } from "node:path";
import { pathToFileURL } from "node:url";

export interface CodeOwner {
  /** Folder where all code is its own. Real path. */
  readonly own: string;
  /** Folders of packages that it shares with others: frames in them say nothing. */
  readonly libraries: readonly string[];
}

export interface Suspects<Owner extends CodeOwner> {
  readonly owners: Iterable<Owner>;
  /** Whose work was going on. */
  readonly running: Owner | undefined;
  /** Folders and files of Mayros: whoever called it is to blame. */
  readonly neutral: readonly string[];
  /** The program's first file: never a plugin's, wherever it lies. */
  readonly main: string | undefined;
}

export function blame<Owner extends CodeOwner>(
  stack: string,
  { owners, running, neutral, main }: Suspects<Owner>,
): Owner | undefined {
  const suspects = [...owners];
  const libraries = suspects.flatMap((owner) => owner.libraries);
  for (const frame of framesOf(stack)) {
    if (main !== undefined && isIn(frame, main, ":")) return undefined;
    // The innermost folder: one plugin's may lie in another's.
    const [owner] = suspects
      .filter(({ own }) => isIn(frame, own))
      .sort((one, other) => other.own.length - one.own.length);
    if (owner) return owner;
    if ([...neutral, ...libraries].some((folder) => isIn(frame, folder))) continue;
    if (ownPackage.test(frame)) continue;
    if (isSomebodys(frame)) return undefined;
  }
  return running;
}

/** Ours that plugins and programs import themselves: their errors are made in one of these. */
const ownPackage = /[\\/]@mayros[\\/](?:core|oauth|wire)[\\/]/;

const framesOf = (stack: string): string[] =>
  stack.split("\n").filter((line) => /^\s+at /.test(line));

/** Modules are named by URL, what `require` loads by path. */
function isIn(frame: string, folder: string, end: string = sep): boolean {
  return (
    frame.includes(folder + end) ||
    frame.includes(pathToFileURL(folder).href + (end === sep ? "/" : end))
  );
}

/** Not Node's own, and not without a place. */
const isSomebodys = (frame: string): boolean =>
  /(?:file:\/\/|[( ]\/|[( ][A-Za-z]:\\).*:\d+:\d+\)?$/.test(frame);
