// A data plugin of somebody else, in a folder of its own, for `plugins.load.paths`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What differs from a plain provider with one key. */
export interface PluginText {
  readonly manifest?: object;
  readonly version?: string;
  readonly authMethod?: object;
  readonly models?: readonly object[];
}

/** Writes the plugin `acme` with a provider of the same name; returns its folder. */
export function writePlugin(home: string, text: PluginText = {}): string {
  const folder = join(home, "acme");
  mkdirSync(folder);
  const authMethod = {
    id: "api-key",
    kind: "api-key",
    choice: "acme-api-key",
    label: "Acme API key",
    fields: [
      {
        name: "apiKey",
        flag: "--acme-api-key",
        env: ["ACME_API_KEY"],
        prompt: "Acme API key",
        secret: true,
      },
    ],
    ...text.authMethod,
  };
  const acme = {
    name: "Acme",
    api: "openai-completions",
    baseUrl: "https://acme.example/v1",
    authMethods: [authMethod],
    models: text.models ?? [],
  };
  const manifest = {
    id: "acme",
    apiVersion: 1,
    name: "Acme",
    description: "A vendor that does not exist",
    providers: { acme },
    hosts: ["acme.example"],
    sources: [],
    ...text.manifest,
  };
  const version = text.version ?? "1.0.0";
  writeFileSync(join(folder, "mayros.plugin.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "mayros-acme", version }));
  return folder;
}

/** A config that loads the plugin, switched on or as it comes: off. */
export function configWithPlugin(folder: string, enabled: boolean): string {
  const entries = enabled ? { acme: { enabled } } : {};
  return JSON.stringify({ plugins: { load: { paths: [folder] }, entries } });
}
