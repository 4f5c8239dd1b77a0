// Where a secret stands, in the place of the secret: what a config or a stored profile may hold for a key that lives in
// a variable, a file or a password manager. Only for what never changes by itself: an OAuth login rotates.

export interface EnvSecretReference {
  readonly source: "env";
  /** A variable: `[A-Z][A-Z0-9_]{0,127}`. */
  readonly id: string;
}

export interface ProvidedSecretReference {
  /** `file`: a text in a file. `exec`: what a program prints. */
  readonly source: "file" | "exec";
  /** One of `auth.secretProviders`: `[a-z][a-z0-9_-]{0,63}`. */
  readonly provider: string;
  /**
   * Of a file: a JSON pointer (RFC 6901), or nothing for the whole file. Of a program: the name under which it knows the
   * secret, which becomes an argument.
   */
  readonly id: string;
}

export type SecretReference = EnvSecretReference | ProvidedSecretReference;

/** `auth.secretProviders.<name>`: a file that holds secrets. */
export interface FileSecretProvider {
  source: "file";
  /** `~` is the home; others are meant from where the config is. */
  path: string;
  /** Default: `json` for a path that ends with `.json`, else `text`. */
  format?: "json" | "text";
}

/** `auth.secretProviders.<name>`: a program that prints one. It is started without a shell. */
export interface ExecSecretProvider {
  source: "exec";
  /** Absolute path of the program. */
  command: string;
  /** The id takes the place of `{id}`, else it is put at the end. */
  args?: string[];
  /** Names of variables that it gets beside PATH, HOME and their kin. */
  env?: string[];
  /** Default 5, at most 120. */
  timeoutSeconds?: number;
}

export type SecretProvider = FileSecretProvider | ExecSecretProvider;
