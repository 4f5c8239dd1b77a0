// What a manifest says although it would be so without it. Whoever reads one must be able to take every line for a fact.
import { keyPrefixOf, type PluginManifest } from "@mayros/core";
import type { PluginFiles } from "./read-plugin-files.ts";

const of = (place: string, value: unknown): string =>
  `${place} is ${JSON.stringify(value)} without it`;

/** Lists that may be empty, since they have to be there. */
const REQUIRED = new Set(["authMethods", "sources"]);

export function defaultProblems({ manifest }: PluginFiles): string[] {
  if (manifest === undefined) return [];
  return [
    ...flagProblems(manifest),
    ...Object.entries(manifest.providers ?? {}).flatMap(([id, provider]) => {
      const place = `providers.${id}`;
      return [
        ...(provider.keyPrefix === keyPrefixOf(id)
          ? [of(`${place}.keyPrefix`, provider.keyPrefix)]
          : []),
        ...(provider.authHeader === false ? [of(`${place}.authHeader`, false)] : []),
        ...(provider.timeoutSeconds === 120 ? [of(`${place}.timeoutSeconds`, 120)] : []),
      ];
    }),
    ...emptyPlaces(manifest).map((place) => `${place} is empty`),
  ];
}

function flagProblems(manifest: PluginManifest): string[] {
  const problems: string[] = [];
  if (manifest.enabledByDefault === true) problems.push(of("enabledByDefault", true));
  if (manifest.status === "active") problems.push(of("status", "active"));
  if (manifest.needsBody === false) problems.push(of("needsBody", false));
  if (manifest.ownTransport === false) problems.push(of("ownTransport", false));
  return problems;
}

/** Not inside of JSON Schemas, where an empty one means something. */
function emptyPlaces(value: unknown, place = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value);
  if (inner.length === 0 && place !== "") return [place];
  return inner.flatMap(([key, each]) => {
    if (key === "configSchema") return [];
    if (REQUIRED.has(key) && Array.isArray(each) && each.length === 0) return [];
    return emptyPlaces(each, place === "" ? key : `${place}.${key}`);
  });
}
