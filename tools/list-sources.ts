// Which code files the checks look at: everything that people write, nothing that is built.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root: string = join(import.meta.dirname, "..");
/** A folder for each wire format. */
export const wireSources: string = join(root, "packages/wire/src");

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly isTest: boolean;
  /** `packages/core`; undefined outside packages, plugins and apps. */
  readonly home: string | undefined;
}

const patterns = [
  "{packages,plugins,apps}/*/{src,test}/**/*.{ts,mjs,cjs}",
  "{tools,bench,scripts,examples}/**/*.{ts,mjs,cjs}",
  "*.{ts,mjs,cjs}",
  ".dependency-cruiser.cjs",
];
const skipped = /(^|\/)(node_modules|dist|coverage|__fixtures__)(\/|$)/;

export function listSources(): SourceFile[] {
  return globSync(patterns, { cwd: root, exclude: (path) => skipped.test(String(path)) })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), "utf8"),
      isTest: /\.test\.ts$|\/test\//.test(path),
      home: /^(packages|plugins|apps)\/[^/]+/.exec(path)?.[0],
    }));
}
