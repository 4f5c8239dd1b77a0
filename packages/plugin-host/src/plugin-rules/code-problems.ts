// What of a manifest only works with code, and code that nothing leads to.
import { isOAuthKind, type OAuthDeclaration, type PluginManifest } from "@mayros/core";
import type { PluginFiles } from "./read-plugin-files.ts";

export function codeProblems({ manifest }: PluginFiles): string[] {
  if (manifest === undefined) return [];
  const problems = aliasProblems(manifest);
  if (manifest.entry !== undefined) return problems;
  for (const field of ["apis", "env", "exec", "files", "needsBody", "ownTransport", "libraries"]) {
    if (Object.hasOwn(manifest, field))
      problems.push(`${field} is for code, and there is no entry`);
  }
  for (const [id, { discover, authMethods }] of Object.entries(manifest.providers ?? {})) {
    if (discover?.kind === "code") {
      problems.push(`${id}: discover.kind is "code", and there is no entry`);
    }
    for (const method of authMethods) {
      if (!isOAuthKind(method.kind)) continue;
      const lacks = missingEndpoint(method.kind, { ...manifest.oauth, ...method.oauth });
      if (lacks !== undefined) {
        problems.push(`${id}: the login "${method.id}" needs ${lacks} in oauth, or an entry`);
      }
    }
  }
  return problems;
}

/** What the standard flow can't do without. */
function missingEndpoint(kind: string, oauth: OAuthDeclaration): string | undefined {
  if (oauth.clientId === undefined) return "clientId";
  if (oauth.tokenUrl === undefined) return "tokenUrl";
  if (kind === "oauth-device") {
    return oauth.deviceAuthorizationUrl === undefined ? "deviceAuthorizationUrl" : undefined;
  }
  return oauth.authorizationUrl === undefined ? "authorizationUrl" : undefined;
}

function aliasProblems({ commandAliases = {}, providers = {} }: PluginManifest): string[] {
  return Object.entries(commandAliases)
    .filter(([, target]) => {
      const [provider = "", method] = target.split("/", 2);
      return !providers[provider]?.authMethods.some(({ id }) => id === method);
    })
    .map(([word, target]) => `commandAliases.${word}: there is no auth method ${target}`);
}
