// What proves to a provider who is asking. Stored credentials live in profiles; keys from the
// environment and from config have the same shape and no profile.

interface WithFields {
  /** What was given beside it that is no secret, by the names of the auth method's fields: an account, a resource. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface ApiKeyCredential extends WithFields {
  readonly type: "api-key";
  readonly key: string;
}

/** A pasted token; may expire, is never refreshed. */
export interface TokenCredential extends WithFields {
  readonly type: "token";
  readonly token: string;
  /** ms since the epoch. */
  readonly expiresAt?: number;
}

export interface OAuthCredential {
  readonly type: "oauth";
  readonly access: string;
  readonly refresh?: string;
  /** ms since the epoch. */
  readonly expiresAt?: number;
  readonly accountId?: string;
  readonly email?: string;
  /** Of the API, where it arrived with the token. Used if its host is one of the plugin's. */
  readonly baseUrl?: string;
  readonly extras?: Readonly<Record<string, string>>;
}

export type Credential = ApiKeyCredential | TokenCredential | OAuthCredential;
export type CredentialType = Credential["type"];

/** The one string of a credential that goes on the wire. */
export function credentialSecret(credential: Credential): string {
  switch (credential.type) {
    case "api-key":
      return credential.key;
    case "token":
      return credential.token;
    case "oauth":
      return credential.access;
  }
}
