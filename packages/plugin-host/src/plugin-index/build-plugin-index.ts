// Makes an index from manifests that were already validated. Pure: texts in, texts out. Ids, aliases
// and choices that two plugins claim are an error that names both.
import {
  type AuthMethod,
  isLocalHost,
  keyPrefixOf,
  MayrosError,
  type ModelDeclaration,
  type PluginManifest,
} from "@mayros/core";

import type { ProviderBlock } from "../provider-block.ts";
import { formatListRow } from "./list-row.ts";
import {
  INDEX_FORMAT,
  type PluginEntry,
  type PluginIndexFiles,
  type PluginIndexHeader,
  type ProviderEntry,
} from "./plugin-index.ts";

/** A manifest with the models that stand in it and beside it, by provider id. */
export interface PluginSource {
  readonly manifest: PluginManifest;
  readonly version: string;
  readonly models: Readonly<Record<string, readonly ModelDeclaration[]>>;
}

export function pluginEntry(source: PluginSource): PluginEntry {
  const { manifest } = source;
  return {
    id: manifest.id,
    name: manifest.name,
    version: source.version,
    description: manifest.description,
    enabledByDefault: manifest.enabledByDefault ?? true,
    status: manifest.status ?? "active",
    ...(manifest.notice === undefined ? {} : { notice: manifest.notice }),
    ...(manifest.successor === undefined ? {} : { successor: manifest.successor }),
    code: manifest.entry !== undefined,
    providers: Object.keys(manifest.providers ?? {}),
    hosts: manifest.hosts ?? [],
    env: manifest.env ?? [],
  };
}

export function providerBlocks(source: PluginSource): ProviderBlock[] {
  return Object.entries(source.manifest.providers ?? {}).map(([id, declaration]) => {
    const { models: _inline, modelsFile: _file, ...rest } = declaration;
    return {
      id,
      plugin: source.manifest.id,
      declaration: rest,
      models: source.models[id] ?? [],
    };
  });
}

const choicesOf = (methods: readonly AuthMethod[]): string[] =>
  methods.flatMap((method) => [method.choice ?? [], method.deprecatedChoices ?? []].flat());

/** What the header says of a provider, offsets apart. */
export function providerSummary(block: ProviderBlock): Omit<ProviderEntry, "list" | "block"> {
  const { declaration } = block;
  const baseUrl = declaration.baseUrl ?? declaration.baseUrls?.[0];
  return {
    plugin: block.plugin,
    name: declaration.name,
    aliases: declaration.aliases ?? [],
    keyPrefix: keyPrefixOf(block.id, declaration.keyPrefix),
    extraKeys: declaration.extraKeys ?? [],
    keyless: declaration.authMethods.some((method) => method.kind === "none"),
    ...(declaration.profilesFrom === undefined ? {} : { profilesFrom: declaration.profilesFrom }),
    local: baseUrl !== undefined && isLocalHost(new URL(baseUrl).hostname),
    discovers: declaration.discover !== undefined,
    choices: choicesOf(declaration.authMethods),
    models: block.models.length,
  };
}

/** Throws MAYROS_PLUGIN_INVALID when `name` was claimed before. */
function claim(claims: Map<string, string>, kind: string, name: string, plugin: string): void {
  const other = claims.get(`${kind} ${name}`);
  if (other !== undefined) {
    throw new MayrosError(
      "MAYROS_PLUGIN_INVALID",
      `${kind} "${name}" is claimed by two plugins: ${other} and ${plugin}`,
      { hint: `mayros plugins disable ${plugin}` },
    );
  }
  claims.set(`${kind} ${name}`, plugin);
}

export function claimNames(claims: Map<string, string>, source: PluginSource): void {
  const { id, providers = {} } = source.manifest;
  claim(claims, "plugin", id, id);
  for (const [provider, declaration] of Object.entries(providers)) {
    for (const name of [provider, ...(declaration.aliases ?? [])]) {
      claim(claims, "provider", name, id);
    }
    for (const choice of choicesOf(declaration.authMethods)) {
      claim(claims, "auth choice", choice, id);
    }
  }
}

export function buildPluginIndex(sources: readonly PluginSource[]): PluginIndexFiles {
  const sorted = [...sources].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
  const claims = new Map<string, string>();
  const providers: Record<string, ProviderEntry> = {};
  const list = new TextWithOffsets();
  const blocks = new TextWithOffsets();
  for (const source of sorted) {
    claimNames(claims, source);
    for (const block of providerBlocks(source)) {
      const rows = block.models.map(formatListRow).join("");
      providers[block.id] = {
        ...providerSummary(block),
        list: list.append(rows),
        block: blocks.append(`${JSON.stringify(block)}\n`),
      };
    }
  }
  const header: PluginIndexHeader = {
    format: INDEX_FORMAT,
    plugins: sorted.map(pluginEntry),
    providers,
  };
  return {
    "plugins.json": JSON.stringify(header),
    "models.tsv": list.text(),
    "providers.ndjson": blocks.text(),
  };
}

/** Joins texts and remembers where each begins, in UTF-8 bytes. */
class TextWithOffsets {
  #parts: string[] = [];
  #length = 0;

  append(text: string): readonly [number, number] {
    const length = Buffer.byteLength(text);
    const slice = [this.#length, length] as const;
    this.#parts.push(text);
    this.#length += length;
    return slice;
  }

  text(): string {
    return this.#parts.join("");
  }
}
