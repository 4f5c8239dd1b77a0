// How large a package would be to download, without running npm: what `files` names, and what npm always takes along,
// compressed together as a tarball is.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const ALWAYS = /^(?:package\.json|readme(?:\..*)?|licen[cs]e(?:\..*)?)$/i;

/** Bytes. A name in `files` that is no file or folder counts nothing; patterns with a `*` are not read. */
export async function packedBytes(directory: string, files: readonly string[]): Promise<number> {
  const always = (await readdir(directory)).filter((name) => ALWAYS.test(name));
  const paths = [...new Set([...always, ...files.map((file) => file.replace(/^\.?\//, ""))])];
  const contents: Buffer[] = [];
  for (const path of paths.sort()) await collect(join(directory, path), contents);
  return gzipSync(Buffer.concat(contents)).length;
}

async function collect(path: string, contents: Buffer[]): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) contents.push(await readFile(path));
  if (!found?.isDirectory() || path.endsWith("node_modules")) return;
  for (const name of (await readdir(path)).sort()) await collect(join(path, name), contents);
}
