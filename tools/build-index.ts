// Writes the index of the built-in plugins into a folder, from the manifests in plugins/:
//   node --conditions=@mayros/source tools/build-index.ts packages/sdk/builtin
// The manifests are the registry: adding a provider edits no list.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildPluginIndex, type PluginSource, readPluginFolder } from "@mayros/plugin-host";
import { bundlePlugins } from "./bundle-plugins.ts";

const pluginsFolder = join(import.meta.dirname, "../plugins");
const target = resolve(process.argv[2] ?? "");

const sources: PluginSource[] = [];
for (const name of readdirSync(pluginsFolder).sort()) {
  // Whose files they are is the checkout's matter, not ours.
  const read = await readPluginFolder(join(pluginsFolder, name), { anyOwner: true, unbuilt: true });
  if ("problem" in read) throw new Error(`plugins/${name}: ${read.problem}`);
  if (read.source.manifest.id !== name) {
    throw new Error(`plugins/${name}: its manifest has the id "${read.source.manifest.id}"`);
  }
  sources.push(read.source);
}
mkdirSync(target, { recursive: true });
const files = buildPluginIndex(sources);
for (const [name, text] of Object.entries(files)) writeFileSync(join(target, name), text);
// The licence of the data asks to be wherever the data is.
copyFileSync(join(import.meta.dirname, "../NOTICE"), join(target, "NOTICE.txt"));
await bundlePlugins(
  sources.flatMap(({ manifest }) => (manifest.entry === undefined ? [] : manifest.id)),
  join(target, "code"),
  new Map(
    sources.flatMap(({ manifest: { id, libraries } }) =>
      libraries === undefined ? [] : [[id, Object.keys(libraries)] as const],
    ),
  ),
);
const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(`${sources.length} plugins, ${bytes} bytes -> ${process.argv[2]}`);
