// What the code of a plugin says that it is for, held against what its manifest says: a person agreed to the manifest.
// Pure.

/** Names of what the default export of an entry has. */
export interface CodeShape {
  /** Ids of auth methods. */
  readonly auth: readonly string[];
  /** Ids. */
  readonly providers: readonly string[];
  /** Wire formats. */
  readonly codecs: readonly string[];
}

const words = {
  auth: "auth method",
  providers: "provider",
  codecs: "wire format",
} as const;

/** What the code has and the manifest does not name, in words that follow "the plugin"; undefined where that is nothing. */
export function undeclaredCode(shape: CodeShape, declared: CodeShape): string | undefined {
  for (const part of ["auth", "providers", "codecs"] as const) {
    const extra = shape[part].filter((name) => !declared[part].includes(name));
    if (extra.length === 0) continue;
    const named = declared[part].length === 0 ? "none" : quoted(declared[part]);
    return `its code has the ${words[part]} ${quoted(extra)}, which its manifest does not name (it names ${named})`;
  }
  return undefined;
}

const quoted = (names: readonly string[]): string =>
  names.map((name) => JSON.stringify(name)).join(", ");

export function shapeOf(
  code: {
    readonly [part in keyof CodeShape]?: object | undefined;
  },
): CodeShape {
  const { auth = {}, providers = {}, codecs = {} } = code;
  return {
    auth: Object.keys(auth),
    providers: Object.keys(providers),
    codecs: Object.keys(codecs),
  };
}
