// Code: what the entry exports is what the manifest declares, no more and no less.
import { deepStrictEqual } from "node:assert";
import { isOAuthKind, type PluginCode, type PluginManifest } from "@mayros/core";
import { type Check, done } from "./check.ts";
import type { PluginSubject } from "./plugin-subject.ts";

export function codeChecks({ manifest, code }: PluginSubject): Check[] {
  if (manifest?.entry === undefined) return [];
  const check = (name: string, find: (code: PluginCode) => string[]): Check => ({
    capability: "code",
    subject: "",
    name,
    async run() {
      deepStrictEqual(find(await code()), []);
      return done;
    },
  });
  return [
    check("has code for its auth methods and for no others", (loaded) => [
      ...authProblems(manifest, loaded),
      ...loginsWithoutFlow(manifest, loaded),
    ]),
    check("has code for its providers and for no others", (loaded) =>
      providerProblems(manifest, loaded),
    ),
    check("brings the wire formats that it declares", (loaded) => codecProblems(manifest, loaded)),
  ];
}

function authProblems({ providers = {} }: PluginManifest, { auth = {} }: PluginCode): string[] {
  const methods = Object.values(providers).flatMap(({ authMethods }) => authMethods);
  const ids = new Set(methods.map(({ id }) => id));
  const problems = Object.keys(auth)
    .filter((id) => !ids.has(id))
    .map((id) => `auth["${id}"] is no auth method of the manifest`);
  for (const [id, flow] of Object.entries(auth)) {
    if (typeof flow.login !== "function") problems.push(`auth["${id}"] has no login()`);
  }
  return problems;
}

function providerProblems(
  { providers: declared = {} }: PluginManifest,
  { providers = {} }: PluginCode,
): string[] {
  const problems = Object.keys(providers)
    .filter((id) => !Object.hasOwn(declared, id))
    .map((id) => `providers["${id}"] is no provider of the manifest`);
  for (const [id, { discover }] of Object.entries(declared)) {
    if (discover?.kind === "code" && providers[id]?.discoverModels === undefined) {
      problems.push(`providers["${id}"] has no discoverModels(), which discover.kind asks for`);
    }
  }
  return problems;
}

function codecProblems({ apis = [] }: PluginManifest, { codecs = {} }: PluginCode): string[] {
  const declared = apis.map(({ id }) => id);
  return [
    ...Object.keys(codecs)
      .filter((id) => !declared.includes(id))
      .map((id) => `codecs["${id}"] is not in apis`),
    ...declared
      .filter((id) => !Object.hasOwn(codecs, id))
      .map((id) => `apis has "${id}", codecs not`),
  ];
}

/** Logins that neither code nor data describes. */
function loginsWithoutFlow(manifest: PluginManifest, { auth = {} }: PluginCode): string[] {
  return Object.values(manifest.providers ?? {})
    .flatMap(({ authMethods }) => authMethods)
    .filter(({ id, kind, oauth }) => {
      const endpoints = { ...manifest.oauth, ...oauth };
      return isOAuthKind(kind) && !Object.hasOwn(auth, id) && endpoints.tokenUrl === undefined;
    })
    .map(({ id }) => `the login "${id}" has neither code nor oauth.tokenUrl`);
}
