// What every plugin with an OAuth login may be told in `plugins.entries.<id>.config`: other endpoints, another
// client, another port. The schema is one for all, so that no plugin has to repeat it. Pure.
import type { OAuthConfig, OAuthDeclaration, PluginManifest } from "@mayros/core";

const url = {
  type: "string",
  // https, or http to this machine.
  pattern: "^(https://|http://(localhost|127\\.[0-9.]+|\\[::1\\])([:/]|$))",
} as const;
const text = { type: "string", minLength: 1 } as const;

export const oauthConfigProperties: Readonly<Record<keyof OAuthConfig, object>> = {
  clientId: { ...text, description: "Client id that the authorization server knows" },
  clientSecret: {
    type: "object",
    description: "Where its secret stands: a secret reference, never the secret",
    properties: { source: { enum: ["env", "file", "exec"] }, provider: text, id: text },
    required: ["source", "id"],
    additionalProperties: false,
  },
  issuer: { ...url, description: "What the answers of that page name as `iss` (RFC 9207)" },
  authorizationUrl: { ...url, description: "Page on which the person agrees" },
  tokenUrl: { ...url, description: "Endpoint that gives and renews tokens" },
  deviceAuthorizationUrl: { ...url, description: "Endpoint that gives device codes" },
  userInfoUrl: { ...url, description: "Endpoint that tells the account's e-mail address" },
  apiBaseUrl: { ...url, description: "In the place of the base URL of the plugin's providers" },
  redirectPort: {
    type: "integer",
    minimum: 1,
    maximum: 65535,
    description: "Port on this machine that the browser comes back to",
  },
  scopes: { type: "array", items: text, description: "What is asked for" },
};

/** The plugin's and those of its auth methods. */
export function oauthDeclarations(manifest: PluginManifest): OAuthDeclaration[] {
  const methods = Object.values(manifest.providers ?? {}).flatMap((each) => each.authMethods);
  return [manifest.oauth, ...methods.map(({ oauth }) => oauth)].filter(
    (each) => each !== undefined,
  );
}

/** The plugin's own schema, with what may be said of its logins. Undefined where nothing may be configured. */
export function effectiveConfigSchema(
  manifest: PluginManifest,
): Readonly<Record<string, unknown>> | undefined {
  const { configSchema } = manifest;
  if (oauthDeclarations(manifest).length === 0) return configSchema;
  return {
    type: "object",
    additionalProperties: false,
    ...configSchema,
    properties: { ...oauthConfigProperties, ...(configSchema?.properties as object | undefined) },
  };
}
