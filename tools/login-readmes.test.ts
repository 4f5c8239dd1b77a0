// The READMEs of plugins that people log in to by: each says what its vendor says of other programs, with sources that
// its manifest names, too, and which settings there are.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PluginManifest } from "@mayros/core";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const plugins = globSync("plugins/*/mayros.plugin.json", { cwd: root }).flatMap((path) => {
  const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as PluginManifest;
  const methods = Object.values(manifest.providers ?? {}).flatMap((each) => each.authMethods);
  const hasLogin = methods.some(({ kind }) => kind !== "api-key" && kind !== "none");
  const readme = readFileSync(join(root, path, "../README.md"), "utf8");
  return hasLogin ? [{ id: manifest.id, manifest, methods, readme }] : [];
});

const partOf = (readme: string, heading: RegExp): string =>
  readme.split(/^## /m).find((part) => heading.test(part)) ?? "";

it("knows them", () => expect(plugins).toHaveLength(10));

it.each(plugins)("$id says what its vendor says, where and when", ({ manifest, readme }) => {
  const part = partOf(readme, /^What .+ says\n/);
  expect(part).toMatch(/ccessed on 20\d\d-\d\d-\d\d/);
  const links = [...part.matchAll(/\]\((https:[^)]+)\)/g)].map(([, url]) => url);
  const cited = links.filter((url) => !url?.startsWith("https://www.npmjs.com/"));
  expect(cited.length).toBeGreaterThan(0);
  expect(manifest.sources.map(({ url }) => url)).toEqual(expect.arrayContaining(cited));
});

it.each(plugins)("$id names its settings", ({ manifest, methods, readme }) => {
  const part = partOf(readme, /^Settings\n/);
  const kinds = new Set(methods.map(({ kind }) => kind));
  const of = (kind: "oauth-browser" | "oauth-device", names: string[]) =>
    kinds.has(kind) ? names : [];
  const own = Object.keys((manifest.configSchema?.properties as object | undefined) ?? {});
  const login = ["clientId", "clientSecret", "tokenUrl", "scopes", "apiBaseUrl"];
  const names = [
    ...own,
    ...(manifest.oauth ? login : []),
    ...of("oauth-browser", ["authorizationUrl", "redirectPort"]),
    ...of("oauth-device", ["deviceAuthorizationUrl"]),
  ];
  for (const name of names) expect(part).toContain(`\`${name}\``);
});
