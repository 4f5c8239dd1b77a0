// Where a credential may come from, in the order in which they are asked (the specification, "API key
// rotation"). Code walks `credentialOrder`; docs and tests are made from it (docs/keys.md, "Which key is
// asked").

/** Environment variables that hold one key each, or a list of keys. */
export interface VariablePlace {
  /** `live`: given for this run, asked even while it cools. */
  readonly kind: "live" | "env";
  /**
   * `<P>` is the provider's prefix (`keyPrefixOf`). A `*` at the end is any name that begins so: by number,
   * then the others by name. `extraKeys` are the variables that the provider's manifest lists.
   */
  readonly variable: string;
  /** Commas, semicolons and white space stand between its keys. */
  readonly list?: true;
}

export interface StoredPlace {
  /**
   * The profiles of the store, in their own order; `apiKey` of the provider in the config; what the machine itself has,
   * as `ambient` of an auth method says.
   */
  readonly kind: "profile" | "config" | "ambient";
}

export type CredentialPlace = VariablePlace | StoredPlace;

export const credentialOrder: readonly CredentialPlace[] = [
  { kind: "live", variable: "MAYROS_LIVE_<P>_KEY" },
  { kind: "live", variable: "MAYROS_LIVE_<P>_KEYS", list: true },
  { kind: "profile" },
  { kind: "env", variable: "<P>_API_KEYS", list: true },
  { kind: "env", variable: "<P>_API_KEY" },
  { kind: "env", variable: "<P>_API_KEY_*" },
  { kind: "env", variable: "extraKeys" },
  { kind: "config" },
  { kind: "ambient" },
];

/** Kinds of stored credentials, in the order in which profiles are asked that nobody put in order. */
export const profileOrder = ["oauth", "token", "api-key"] as const;
