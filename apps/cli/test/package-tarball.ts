// A package as its publisher packed it, with no call of npm, which takes half a second for the same.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { makeTarball, type TarEntry } from "./tarball.ts";
import { manifestOf, type PackageText, packageJsonOf } from "./write-package.ts";

/** The entries of a package that is as it should be. */
export const packageEntries = (text: PackageText = {}): TarEntry[] =>
  Object.entries({
    "package.json": JSON.stringify(packageJsonOf(text)),
    "mayros.plugin.json": JSON.stringify(manifestOf(text)),
    ...text.files,
  }).map(([path, content]) => ({ path: `package/${path}`, content }));

/** Returns the tarball, which is removed when the test is over. */
export function packageTarball(text: PackageText = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-tarball-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tarball = join(folder, "package.tgz");
  writeFileSync(tarball, makeTarball(packageEntries(text)));
  return tarball;
}
