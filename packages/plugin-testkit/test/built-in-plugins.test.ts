// Every folder in plugins/ is a plugin that fulfils the contract: a new one is found here by itself.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { PluginManifest } from "@mayros/core";
import { duplicates } from "@mayros/plugin-host/plugin-rules";
import { expect, test } from "vitest";
import { describePlugin } from "../src/describe-plugin.ts";
import { vendors } from "./vendors.ts";

const root = join(import.meta.dirname, "../../../plugins");
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(root, entry.name));

// What is not built is read from its sources.
for (const folder of folders) {
  describePlugin(folder, { entry: "src/index.ts", ...vendors[basename(folder)] });
}

function readManifests(): PluginManifest[] {
  return folders.map((folder) =>
    JSON.parse(readFileSync(join(folder, "mayros.plugin.json"), "utf8")),
  );
}

test("what to use instead of a plugin is there, and is not ended itself", () => {
  const manifests = readManifests();
  const lasting = manifests.filter(({ status = "active" }) => status === "active");
  const names = lasting.flatMap(({ providers = {} }) => Object.keys(providers));
  const successors = manifests.flatMap(({ successor }) => successor ?? []);
  expect(names).toEqual(expect.arrayContaining(successors));
  expect(successors).not.toEqual([]);
});

test("no provider id, alias or auth choice is claimed by two plugins", () => {
  const names = readManifests().flatMap((manifest) => {
    return Object.entries(manifest.providers ?? {}).flatMap(([id, provider]) => [
      `provider ${id}`,
      ...(provider.aliases ?? []).map((alias) => `provider ${alias}`),
      ...provider.authMethods.flatMap((method) =>
        [method.choice ?? [], method.deprecatedChoices ?? []]
          .flat()
          .map((name) => `choice ${name}`),
      ),
    ]);
  });
  expect(duplicates(names)).toEqual([]);
});
