// Folders of all that a package depends on, as this workspace's node_modules has them.
import { readFile, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The folder itself first, each once. Throws for a dependency that is not there. */
export async function findTree(folder: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const queue = [await realpath(resolve(folder))];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const text = await readFile(join(next, "package.json"), "utf8");
    const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
      text,
    ) as Dependencies;
    const needed = Object.keys(dependencies ?? {}).filter(
      (name) => optionalDependencies?.[name] === undefined,
    );
    const wanted = Object.keys({ ...peerDependencies, ...optionalDependencies });
    for (const name of new Set([...needed, ...wanted])) {
      const dependency = await findDependency(next, name);
      if (dependency !== undefined) queue.push(dependency);
      else if (needed.includes(name)) throw new Error(`${next} lacks ${name}: install first`);
    }
  }
  return [...found];
}

async function findDependency(folder: string, name: string): Promise<string | undefined> {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    try {
      return await realpath(join(at, "node_modules", name));
    } catch {
      // One floor up.
    }
  }
  return undefined;
}
