// Contradictions between what a plugin says about logging in and about where its credentials go.
import {
  type AuthField,
  type AuthMethod,
  keyPrefixOf,
  type ModelDeclaration,
  matchesHost,
  type OAuthDeclaration,
  type ProviderDeclaration,
  parseModelRef,
} from "@mayros/core";
import { duplicates } from "./duplicates.ts";
import type { PluginFiles } from "./read-plugin-files.ts";

function choices(methods: readonly AuthMethod[]): string[] {
  return methods.flatMap(({ choice, deprecatedChoices }) => [
    ...(choice === undefined ? [] : [choice]),
    ...(deprecatedChoices ?? []),
  ]);
}

/** One flag may serve several methods, but must then mean the same in all of them. */
function flagProblems(methods: readonly AuthMethod[]): string[] {
  const meanings = new Map<string, Set<string>>();
  for (const field of methods.flatMap((method) => method.fields ?? [])) {
    const known = meanings.get(field.flag) ?? new Set();
    meanings.set(field.flag, known.add(JSON.stringify([field.name, field.env, field.secret])));
  }
  return [...meanings]
    .filter(([, known]) => known.size > 1)
    .map(([flag]) => `${flag} means different things in different auth methods`);
}

function defaultModelProblem(plugin: PluginFiles, method: AuthMethod): string | undefined {
  const text = method.defaultModel;
  if (text === undefined) return undefined;
  const ref = parseModelRef(text);
  const models: readonly ModelDeclaration[] = plugin.models.get(ref?.provider ?? "") ?? [];
  if (models.some((model) => model.id === ref?.model)) return undefined;
  return `auth method "${method.id}": defaultModel ${text} is not among the plugin's models`;
}

/** A key that onboarding takes from the environment must be one that a request finds there too. */
function keyNameProblems(id: string, provider: ProviderDeclaration): string[] {
  const prefix = keyPrefixOf(id, provider.keyPrefix);
  const read = new Set([`${prefix}_API_KEY`, ...(provider.extraKeys ?? [])]);
  const isKey = (field: AuthField) => field.secret === true;
  return provider.authMethods
    .filter((method) => method.kind === "api-key")
    .flatMap((method) => (method.fields ?? []).filter(isKey).flatMap((field) => field.env ?? []))
    .filter((name) => !read.has(name))
    .map(
      (name) => `${name} is taken at onboarding, but requests read only ${[...read].join(", ")}`,
    );
}

/** What a key is tried as instead is something that people can choose. */
function otherProblems(id: string, { authMethods }: ProviderDeclaration): string[] {
  const chosen = new Set(authMethods.flatMap((method) => (method.choice ? [method.id] : [])));
  const named = authMethods.flatMap((method) => method.tryOthers ?? []);
  return named
    .filter((other) => !chosen.has(other))
    .map((other) => `${id}: tryOthers names "${other}", which is no auth method with a choice`);
}

function hostProblems(plugin: PluginFiles, id: string, provider: ProviderDeclaration): string[] {
  const urls = [
    provider.baseUrl,
    ...(provider.baseUrls ?? []),
    ...provider.authMethods.map((method) => method.sets?.baseUrl),
    ...(plugin.models.get(id) ?? []).map((model) => model.baseUrl),
    ...[plugin.manifest?.oauth, ...provider.authMethods.map((method) => method.oauth)].flatMap(
      askedEndpoints,
    ),
  ];
  const hosts = new Set(urls.flatMap((url) => (url && URL.parse(url)?.hostname) || []));
  const declared = plugin.manifest?.hosts ?? [];
  return [...hosts]
    .filter((host) => !declared.some((pattern) => matchesHost(host, pattern)))
    .map((host) => `${host} is used but not declared in hosts`);
}

/** Not the login page, which only the person's browser opens. */
function askedEndpoints(oauth: OAuthDeclaration | undefined): (string | undefined)[] {
  return [oauth?.tokenUrl, oauth?.deviceAuthorizationUrl, oauth?.userInfoUrl];
}

export function accessProblems(plugin: PluginFiles): string[] {
  const providers = Object.entries(plugin.manifest?.providers ?? {});
  const methods = providers.flatMap(([, provider]) => provider.authMethods);
  const problems = duplicates(choices(methods)).map((twice) => `choice "${twice}" is given twice`);
  problems.push(...flagProblems(methods));
  for (const [id, provider] of providers) {
    for (const twice of duplicates(provider.authMethods.map((method) => method.id))) {
      problems.push(`${id}: auth method "${twice}" is given twice`);
    }
    problems.push(...keyNameProblems(id, provider), ...hostProblems(plugin, id, provider));
    problems.push(...otherProblems(id, provider));
  }
  return [...problems, ...methods.flatMap((method) => defaultModelProblem(plugin, method) ?? [])];
}
