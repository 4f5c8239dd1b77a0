// What an index says of one plugin, drawn from its manifest. Pure.
import {
  type AuthMethod,
  isLocalHost,
  keyPrefixOf,
  type ModelDeclaration,
  type PluginManifest,
  placeholdersOf,
} from "@mayros/core";
import { effectiveConfigSchema, oauthDeclarations } from "../plugin-config/oauth-config-schema.ts";
import { isOpen } from "../plugin-folder/undeclared-host.ts";
import type { ProviderBlock } from "../provider-block.ts";
import type { PluginDetails, PluginEntry, ProviderEntry } from "./plugin-index.ts";

/** A manifest with the models that stand in it and beside it, by provider id. */
export interface PluginSource {
  readonly manifest: PluginManifest;
  readonly version: string;
  readonly models: Readonly<Record<string, readonly ModelDeclaration[]>>;
}

export function pluginEntry({ manifest }: PluginSource): PluginEntry {
  const { notice, successor } = manifest;
  const configSchema = effectiveConfigSchema(manifest);
  const required = configSchema?.required;
  const always = Array.isArray(required) && required.length > 0;
  return {
    id: manifest.id,
    enabledByDefault: manifest.enabledByDefault ?? true,
    status: manifest.status ?? "active",
    ...(notice === undefined ? {} : { notice }),
    ...(successor === undefined ? {} : { successor }),
    code: manifest.entry !== undefined,
    providers: Object.keys(manifest.providers ?? {}),
    ...(manifest.apis === undefined || manifest.apis.length === 0 ? {} : { apis: manifest.apis }),
    ...(configSchema === undefined ? {} : { configCheck: always ? "always" : "given" }),
    foreignEnv: [],
  };
}

export function pluginDetails({ manifest, version }: PluginSource, path?: string): PluginDetails {
  const configSchema = effectiveConfigSchema(manifest);
  return {
    name: manifest.name,
    version,
    description: manifest.description,
    hosts: hostsOf(manifest),
    env: envOf(manifest),
    exec: manifest.exec ?? [],
    files: manifest.files ?? [],
    ownTransport: manifest.ownTransport ?? false,
    ...(manifest.libraries === undefined ? {} : { libraries: manifest.libraries }),
    ...(configSchema === undefined ? {} : { configSchema }),
    ...(manifest.oauth === undefined ? {} : { oauth: manifest.oauth }),
    ...(manifest.commandAliases === undefined ? {} : { commandAliases: manifest.commandAliases }),
    ...(path === undefined ? {} : { path }),
    ...(manifest.entry === undefined ? {} : { entry: manifest.entry }),
  };
}

/** Declared, or in a base URL. Those of models must be among them: `undeclaredHost`. */
function hostsOf(manifest: PluginManifest): string[] {
  const providers = Object.values(manifest.providers ?? {});
  const urls = providers.flatMap((provider) => [
    provider.baseUrl ?? [],
    provider.baseUrls ?? [],
    provider.authMethods.flatMap((method) => method.sets?.baseUrl ?? []),
  ]);
  const endpoints = oauthDeclarations(manifest).flatMap(
    ({ authorizationUrl: _page, redirectUri: _back, ...asked }) =>
      [asked.tokenUrl, asked.deviceAuthorizationUrl, asked.userInfoUrl].filter(
        (url) => url !== undefined,
      ),
  );
  const ofUrls = [...urls.flat(), ...endpoints].map((url) => new URL(url).hostname);
  // Of one that depends on the person `hosts` has the pattern.
  return [...new Set([...(manifest.hosts ?? []), ...ofUrls.filter((host) => !isOpen(host))])];
}

function envOf(manifest: PluginManifest): string[] {
  const names = Object.entries(manifest.providers ?? {}).flatMap(([id, provider]) => [
    `${keyPrefixOf(id, provider.keyPrefix)}_API_KEY`,
    ...(provider.extraKeys ?? []),
    ...(provider.discover?.whenEnv === undefined ? [] : [provider.discover.whenEnv]),
    // Onboarding stores what it finds there, and the key is sent to this plugin's hosts from then on.
    ...provider.authMethods.flatMap((method) => [
      ...(method.fields ?? []).flatMap((field) => field.env ?? []),
      ...(method.ambient?.env ?? []),
    ]),
  ]);
  return [...new Set([...names, ...(manifest.env ?? [])])];
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

export function providerEntry(block: ProviderBlock): ProviderEntry {
  const { declaration } = block;
  const baseUrl = declaration.baseUrl ?? declaration.baseUrls?.[0];
  return {
    id: block.id,
    plugin: block.plugin,
    name: declaration.name,
    aliases: declaration.aliases ?? [],
    keyPrefix: keyPrefixOf(block.id, declaration.keyPrefix),
    extraKeys: declaration.extraKeys ?? [],
    api: declaration.api,
    modelApis: [...new Set(block.models.flatMap((model) => model.api ?? []))],
    keyless: declaration.authMethods.some((method) => method.kind === "none"),
    ...ambientOf(declaration.authMethods),
    ...addressEnvOf(baseUrl, declaration.authMethods),
    ...(declaration.profilesFrom === undefined ? {} : { profilesFrom: declaration.profilesFrom }),
    local: baseUrl !== undefined && isLocalHost(new URL(baseUrl).hostname),
    discovers: declaration.discover !== undefined,
    onRefresh: declaration.discover?.onRefresh === true,
    choices: choicesOf(declaration.authMethods),
    models: block.models.length,
  };
}

function addressEnvOf(
  baseUrl: string | undefined,
  methods: readonly AuthMethod[],
): Pick<ProviderEntry, "addressEnv"> {
  const fields = methods.flatMap((method) => method.fields ?? []);
  const addressEnv = placeholdersOf(baseUrl ?? "").map(
    (name) => fields.find((field) => field.name === name)?.env ?? [],
  );
  return addressEnv.length === 0 ? {} : { addressEnv };
}

/** Of all its methods. */
function ambientOf(methods: readonly AuthMethod[]): Pick<ProviderEntry, "ambient"> {
  const ways = methods.flatMap(({ kind, ambient }) => (kind === "ambient" ? (ambient ?? []) : []));
  const env = ways.flatMap((way) => way.env ?? []);
  const files = ways.flatMap((way) => way.files ?? []);
  return env.length + files.length === 0 ? {} : { ambient: { env, files } };
}
