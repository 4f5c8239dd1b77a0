// What an authorization server has to be asked, as data. A manifest declares it, an auth method may declare
// parts of it anew, and `plugins.entries.<id>.config` replaces every part: enterprises have their own servers,
// and so have tests. Names are those of RFC 8414 where it has one.

import type { SecretReference } from "./secret-reference.ts";

/** URLs are https, or http to this machine. */
export interface OAuthDeclaration {
  /** A public client: it has no secret that this file could hold. */
  clientId?: string;
  /**
   * RFC 8414. Where it is given every answer of the login page has to name it in `iss` (RFC 9207); where it is not, an answer
   * that names one has to name the origin of `authorizationUrl`.
   */
  issuer?: string;
  /** RFC 6749 section 3.1. */
  authorizationUrl?: string;
  /** RFC 6749 section 3.2. */
  tokenUrl?: string;
  /** RFC 8628 section 3.1. */
  deviceAuthorizationUrl?: string;
  /** Where the account's e-mail address is asked for. */
  userInfoUrl?: string;
  /**
   * Where the browser comes back to. With a port that is the only one (`http://localhost:1455/auth/callback`),
   * without one any free port is taken (RFC 8252 section 7.3).
   */
  redirectUri?: string;
  /** What is asked for. */
  scopes?: string[];
  /** Further parameters of the authorization request. */
  parameters?: Record<string, string>;
  /** The device flow takes a PKCE challenge, too. The browser flow always has one (S256). */
  devicePkce?: boolean;
}

/** What `plugins.entries.<id>.config` may say of every plugin that declares `oauth`. */
export interface OAuthConfig {
  clientId?: string;
  /** A secret reference: never the secret itself. */
  clientSecret?: SecretReference;
  /** Another `authorizationUrl` undoes the one that was declared. */
  issuer?: string;
  authorizationUrl?: string;
  tokenUrl?: string;
  deviceAuthorizationUrl?: string;
  userInfoUrl?: string;
  /** In the place of the base URL of the plugin's providers. */
  apiBaseUrl?: string;
  redirectPort?: number;
  scopes?: string[];
}

/** Declaration and config laid together, as a login gets them. */
export interface OAuthSettings extends Readonly<OAuthDeclaration> {
  readonly clientSecret?: string;
  /** Of the config, else the base URL of the provider. */
  readonly apiBaseUrl?: string;
}
