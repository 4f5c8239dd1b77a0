// The folders that a plugin's code lives in: its own, and those of the packages that it may import. Node looks for
// packages in `node_modules` of every folder on the way up, and links in those lead elsewhere (workspaces, `npm link`).
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

/** A workspace has hundreds of packages; who has more gets what was found so far. */
const MOST = 500;

/** Links that lead to links. */
const LONGEST = 20;

export interface CodeFolders {
  /** Nobody else's code is in it. Real path. */
  readonly own: string;
  /** Packages that others may use, too. Real paths. */
  readonly libraries: readonly string[];
}

/** `folder`: of the plugin; `project`: what was installed for it alone. Both real paths, the first inside the second. */
export function findCodeFolders(folder: string, project: string): CodeFolders {
  const libraries = new Set<string>();
  const looked = new Set<string>();
  const open = [folder];
  const isKnown = (path: string): boolean =>
    [project, ...libraries].some((known) => path === known || path.startsWith(known + sep));
  for (let next = open.pop(); next !== undefined && libraries.size < MOST; next = open.pop()) {
    for (const modules of modulesAbove(next)) {
      if (looked.has(modules)) continue;
      looked.add(modules);
      if (!isKnown(modules)) libraries.add(modules);
      for (const linked of linksIn(modules)) {
        if (isKnown(linked)) continue;
        const store = storeOf(linked);
        libraries.add(store ?? linked);
        // Packages of a store find each other inside it.
        if (store === undefined) open.push(linked);
      }
    }
  }
  return { own: project, libraries: [...libraries] };
}

/** The outermost `node_modules` that a package lies in. */
function storeOf(path: string): string | undefined {
  const folders = path.split(sep);
  const at = folders.indexOf("node_modules");
  return at < 0 ? undefined : folders.slice(0, at + 1).join(sep);
}

function modulesAbove(folder: string): string[] {
  const found: string[] = [];
  for (let up = folder; ; up = dirname(up)) {
    const modules = join(up, "node_modules");
    if (existsSync(modules)) found.push(realpathSync(modules));
    if (dirname(up) === up) return found;
  }
}

/** Where links to packages lead, with what they lead over: Node reads each link on the way. */
function linksIn(modules: string): string[] {
  const entries = listed(modules).flatMap((entry) =>
    entry.name.startsWith("@") && entry.isDirectory()
      ? listed(join(modules, entry.name)).map((inner) => ({
          link: inner.isSymbolicLink(),
          path: join(modules, entry.name, inner.name),
        }))
      : [{ link: entry.isSymbolicLink(), path: join(modules, entry.name) }],
  );
  return entries.flatMap(({ link, path }) => {
    return link ? wayOf(path) : [];
  });
}

function wayOf(link: string): string[] {
  const way: string[] = [];
  try {
    for (let at = link; lstatSync(at).isSymbolicLink() && way.length < LONGEST; ) {
      at = resolve(dirname(at), readlinkSync(at));
      way.push(at);
    }
    return [...way, realpathSync(link)];
  } catch {
    return [];
  }
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
