// All pages of docs/providers, as they are and as they should be; whoever calls writes or compares them.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allProviders } from "./all-providers.ts";
import { pageName, pluginPage } from "./plugin-page.ts";
import { readPlugins } from "./read-plugin.ts";

const FOLDER = "docs/providers";

export interface ProviderPage {
  /** From the root of the repository. */
  readonly file: string;
  readonly before: string | undefined;
  /** Undefined: nobody has this page any more. */
  readonly after: string | undefined;
}

export function providerPages(root: string): ProviderPage[] {
  const plugins = readPlugins(root);
  const read = (file: string): string | undefined => {
    const path = join(root, file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  const made = plugins.map((plugin): ProviderPage => {
    const file = `${FOLDER}/${pageName(plugin)}`;
    const before = read(file);
    return { file, before, after: pluginPage(plugin, before ?? "") };
  });
  const table = `${FOLDER}/README.md`;
  const pages = [...made, { file: table, before: read(table), after: allProviders(plugins) }];
  const known = new Set(pages.map(({ file }) => file));
  const orphans = globSync(`${FOLDER}/*.md`, { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !known.has(file))
    .map((file) => ({ file, before: read(file), after: undefined }));
  return [...pages, ...orphans];
}
