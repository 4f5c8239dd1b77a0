// The shape of an index: what was read from manifests, validated once when it was written, so that
// listing and resolving load no zod and parse only the provider that is asked for.
//
// Five files: `plugins.json` (the header, read at every start), `details.ndjson` (what only people ask
// for, a line per plugin), `models.txt` and `models.tsv` (list lines as they are printed, and list columns,
// a block per provider) and `providers.ndjson` (declaration and models, a line per provider). Bytes parsed dominate start-up, which is why the header
// holds what decides whether a plugin is on and where the rest lies, and nothing else.
import type { AuthMethod, ModelColumns, OAuthDeclaration } from "@mayros/core";
import type { InstallRecord } from "../install/install-record.ts";
import type { ProviderBlock } from "../provider-block.ts";

export const INDEX_FORMAT: number = 6;

/** Byte offset and length in one of the data files. */
export type Slice = readonly [offset: number, length: number];

/** What decides whether a plugin is on. */
export interface PluginEntry {
  readonly id: string;
  readonly enabledByDefault: boolean;
  readonly status: "active" | "unofficial" | "retired";
  /** What to expect of one that is not active, and what to use in its place. */
  readonly notice?: string;
  readonly successor?: string;
  /** It has a code part; data plugins run nothing. */
  readonly code: boolean;
  /** Ids. */
  readonly providers: readonly string[];
  /** Wire formats that it brings; absent where there are none. */
  readonly apis?: readonly WireClaim[];
  /** When its `plugins.entries.<id>.config` has to be checked; absent without a `configSchema`. */
  readonly configCheck?: "given" | "always";
  /** Environment names it reads that are not its own. */
  readonly foreignEnv: readonly string[];
  /** Why it can't be on, whatever the config says. */
  readonly problem?: string;
  /** A command that mends the problem. */
  readonly fix?: string;
  /** It is the newer copy of the plugin of that id that ships, and takes its place. */
  readonly supersedes?: true;
}

/** A wire format of a plugin, with other names that it goes by. */
export interface WireClaim {
  readonly id: string;
  readonly aliases?: readonly string[];
}

/** What is shown of a plugin, and checked before it is switched on. */
export interface PluginDetails {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Every host that its manifest names: a key may go there. */
  readonly hosts: readonly string[];
  /** Every environment variable it reads; `<P>_API_KEY` stands for its numbered and listed forms, too. */
  readonly env: readonly string[];
  readonly exec: readonly string[];
  readonly files: readonly string[];
  /** A vendor library does its own network. */
  readonly ownTransport: boolean;
  /** Packages of a vendor that are installed when it is switched on: name -> exact version. */
  readonly libraries?: Readonly<Record<string, string>>;
  /** JSON Schema of its config. */
  readonly configSchema?: Readonly<Record<string, unknown>>;
  /** Of its logins; auth methods may say more. */
  readonly oauth?: OAuthDeclaration;
  /** Further words of `mayros models auth` -> `<provider>/<method>`. */
  readonly commandAliases?: Readonly<Record<string, string>>;
  /** Its folder; absent for bundled ones. */
  readonly path?: string;
  /** Module with its code, inside the folder. */
  readonly entry?: string;
  /** Of an installed one. */
  readonly installed?: InstalledFacts;
}

export interface InstalledFacts extends InstallRecord {
  /** The folder with the package and all that it needs. */
  readonly project: string;
  /** Of its files when they were last found to be those of the record: see `stampOf`. */
  readonly stamp: string;
}

/** What lists need to know of a provider. */
export interface ProviderEntry {
  readonly id: string;
  readonly plugin: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** `<P>` of `<P>_API_KEY`, and further names of single keys. */
  readonly keyPrefix: string;
  readonly extraKeys: readonly string[];
  /** Wire format of its models, except those that name another. */
  readonly api: string;
  /** The others of its models. */
  readonly modelApis: readonly string[];
  /** One of its auth methods needs no credential. */
  readonly keyless: boolean;
  /** Another provider whose stored profiles serve this one, too. */
  readonly profilesFrom?: string;
  /** Signs that the machine itself has a credential for it. */
  readonly ambient?: NonNullable<AuthMethod["ambient"]>;
  /** Variables of what its address asks for beside a key, a list of names for each value. */
  readonly addressEnv?: readonly (readonly string[])[];
  /** Its base URL is on this machine or its private network. */
  readonly local: boolean;
  /** Its server can be asked for its models. */
  readonly discovers: boolean;
  /** By `mayros models refresh` and nothing else. */
  readonly onRefresh: boolean;
  /** Values of `--auth-choice`, former ones too. */
  readonly choices: readonly string[];
  readonly models: number;
}

/** Where the rest of a provider lies. */
export interface IndexedProvider extends ProviderEntry {
  /** Bytes in `models.txt`. */
  readonly lines: Slice;
  /** Bytes in `models.tsv`. */
  readonly list: Slice;
  /** Bytes in `providers.ndjson`. */
  readonly block: Slice;
}

export interface IndexedPlugin {
  readonly entry: PluginEntry;
  readonly providers: readonly IndexedProvider[];
  /** Bytes in `details.ndjson`. */
  readonly details: Slice;
}

/** A folder that holds no usable plugin. */
export interface FolderProblem {
  readonly path: string;
  readonly problem: string;
  /** A command that mends it. */
  readonly fix?: string;
}

/** An index of any origin, read lazily. */
export interface PluginIndex {
  readonly plugins: readonly IndexedPlugin[];
  readonly problems: readonly FolderProblem[];
  details(plugin: IndexedPlugin): PluginDetails;
  /** A line per model, as `formatModelLine` makes it. */
  listLines(provider: IndexedProvider): string;
  listRows(provider: IndexedProvider): ModelColumns[];
  block(provider: IndexedProvider): ProviderBlock;
}

export const dataFiles = [
  "details.ndjson",
  "models.txt",
  "models.tsv",
  "providers.ndjson",
] as const;
export type DataFile = (typeof dataFiles)[number];

/** The files, as texts. */
export type PluginIndexFiles = Readonly<Record<"plugins.json" | DataFile, string>>;
