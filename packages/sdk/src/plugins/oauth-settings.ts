// What a login asks, and whom: the plugin's declaration, that of the auth method over it, and over both what the
// user's config says. Pure.
import type { OAuthConfig, OAuthDeclaration, OAuthSettings } from "@mayros/core";

export interface OAuthSources {
  /** Of the plugin, then of the auth method. */
  readonly declared: readonly (OAuthDeclaration | undefined)[];
  /** `plugins.entries.<id>.config`, checked. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What `clientSecret` of the config stands for. */
  readonly clientSecret: string | undefined;
  /** Of the provider. */
  readonly baseUrl: string | undefined;
}

export function oauthSettings({
  declared,
  config,
  clientSecret,
  baseUrl,
}: OAuthSources): OAuthSettings {
  const settings: OAuthDeclaration = Object.assign({}, ...declared);
  const {
    redirectPort,
    apiBaseUrl,
    clientSecret: _reference,
    ...endpoints
  } = config as OAuthConfig;
  const known = Object.fromEntries(overridable.flatMap((name) => pick(endpoints, name)));
  // Another page answers in another name.
  if (known.authorizationUrl !== undefined) delete settings.issuer;
  const redirectUri = withPort(settings.redirectUri, redirectPort);
  const base = apiBaseUrl ?? baseUrl;
  return {
    ...settings,
    ...known,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(base === undefined ? {} : { apiBaseUrl: base }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

const overridable = [
  "clientId",
  "issuer",
  "authorizationUrl",
  "tokenUrl",
  "deviceAuthorizationUrl",
  "userInfoUrl",
  "scopes",
] as const;

function pick(config: OAuthConfig, name: (typeof overridable)[number]): [string, unknown][] {
  return config[name] === undefined ? [] : [[name, config[name]]];
}

function withPort(redirectUri: string | undefined, port: number | undefined): string | undefined {
  if (redirectUri === undefined || port === undefined) return redirectUri;
  const url = new URL(redirectUri);
  url.port = String(port);
  return url.href;
}
