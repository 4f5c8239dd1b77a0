// Adding a provider edits no shared file: so no package and no app may know one by name. The names
// come from the manifests; what counts as a name stands in find-provider-names.ts.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyPrefixOf, type PluginManifest } from "@mayros/core";
import { findProviderNames, type ProviderName } from "./find-provider-names.ts";
import { listSources, root } from "./list-sources.ts";

function readNames(): ProviderName[] {
  return globSync("plugins/*/mayros.plugin.json", { cwd: root }).flatMap((path) => {
    const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as PluginManifest;
    return Object.entries(manifest.providers ?? {}).flatMap(([id, provider]) => [
      { name: id, keyPrefix: keyPrefixOf(id, provider.keyPrefix) },
      ...(provider.aliases ?? []).map((name) => ({ name })),
    ]);
  });
}

const names = readNames();
// The test kit is a tool for plugins: it may not know them by name either.
const sources = listSources().filter(
  ({ path, isTest }) => /^(packages|apps)\/[^/]+\/src\//.test(path) && !isTest,
);
const findings = sources.flatMap(({ path, text }) =>
  findProviderNames(path, text, names).map(({ line, found }) => `${path}:${line}: ${found}`),
);
for (const finding of findings) {
  console.error(
    `${finding} is a provider's name: what is special about it belongs in its manifest`,
  );
}
console.log(
  `provider ids: ${names.length} names, ${sources.length} files, ${findings.length} findings`,
);
process.exitCode = findings.length > 0 || names.length === 0 ? 1 : 0;
