// The shape of the index: what was read from manifests, validated once when it was written, so that
// listing and resolving load no zod and parse only the provider that is asked for.
//
// Three files: `plugins.json` (this header), `models.tsv` (list columns, a block per provider) and
// `providers.ndjson` (declaration and models, a line per provider). Bytes parsed dominate start-up,
// which is why the header holds offsets and not data.

export const INDEX_FORMAT: number = 2;

/** Byte offset and length in one of the data files. */
export type Slice = readonly [offset: number, length: number];

export interface PluginEntry {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly enabledByDefault: boolean;
  readonly status: "active" | "unofficial" | "retired";
  readonly notice?: string;
  readonly successor?: string;
  /** It has a code part; data plugins run nothing. */
  readonly code: boolean;
  readonly providers: readonly string[];
  readonly hosts: readonly string[];
  readonly env: readonly string[];
}

export interface ProviderEntry {
  readonly plugin: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** `<P>` of `<P>_API_KEY`, and further names of single keys. */
  readonly keyPrefix: string;
  readonly extraKeys: readonly string[];
  /** One of its auth methods needs no credential. */
  readonly keyless: boolean;
  /** Another provider whose stored profiles serve this one, too. */
  readonly profilesFrom?: string;
  /** Its base URL is on this machine or its private network. */
  readonly local: boolean;
  /** Its server can be asked for its models. */
  readonly discovers: boolean;
  /** Values of `--auth-choice`, former ones too. */
  readonly choices: readonly string[];
  readonly models: number;
  /** Bytes in `models.tsv`. */
  readonly list: Slice;
  /** Bytes in `providers.ndjson`. */
  readonly block: Slice;
}

export interface PluginIndexHeader {
  readonly format: number;
  readonly plugins: readonly PluginEntry[];
  readonly providers: Readonly<Record<string, ProviderEntry>>;
}

/** The three files, as texts. */
export interface PluginIndexFiles {
  readonly "plugins.json": string;
  readonly "models.tsv": string;
  readonly "providers.ndjson": string;
}
