// Request: a model of every provider is asked as `mayros run` asks it, the whole way, with a server of this machine in
// the place of the vendor's: where the request goes, with which key, for which model.
import { ok, strictEqual } from "node:assert";
import {
  apiAliases,
  keyPrefixOf,
  type ModelDeclaration,
  type ProviderDeclaration,
} from "@mayros/core";
import { type PluginFiles, readPluginFiles } from "@mayros/plugin-host/plugin-rules";
import { createMayros } from "@mayros/sdk";
import { createHome } from "../login/create-home.ts";
import { startModelServer } from "../start-model-server.ts";
import { type Check, done } from "./check.ts";
import type { PluginSubject } from "./plugin-subject.ts";

const KEY = "canary-key-0123456789";
/** What a model of that name is called at home, where a provider has none to choose from. */
const ANY_MODEL = "any-model";

/** The wire formats that the model server speaks, and how a path of each ends. */
const spoken: Readonly<Record<string, RegExp>> = {
  "openai-completions": /\/chat\/completions$/,
  "openai-responses": /\/responses$/,
  "anthropic-messages": /\/v1\/messages$/,
  "google-generative-ai": /\/models\/[^/]+:(?:streamG|g)enerateContent$/,
};

export function requestChecks(subject: PluginSubject): Check[] {
  return Object.entries(subject.manifest?.providers ?? {}).map(([id, provider]) => ({
    capability: "request",
    subject: id,
    name: `sends requests of ${id} to its address, with the key and the model`,
    run: () => tryProvider(subject, id, provider),
  }));
}

interface Tried {
  readonly id: string;
  readonly model: string;
  readonly wireId: string;
  readonly api: string;
  readonly baseUrl: string;
}

async function tryProvider(
  subject: PluginSubject,
  id: string,
  provider: ProviderDeclaration,
): Promise<string | undefined> {
  if (!provider.authMethods.some(({ kind }) => kind === "api-key" || kind === "none")) {
    return "it takes no API key";
  }
  const files = await readPluginFiles(subject.directory);
  const chosen = chooseModels(id, provider, files);
  if (chosen.length === 0) return "none of its models is at its address and in a format known here";
  for (const tried of chosen) await ask(subject, files, tried);
  return done;
}

/** One model for each wire format; those at an address of their own would be asked there. */
function chooseModels(id: string, provider: ProviderDeclaration, files: PluginFiles): Tried[] {
  const baseUrl = provider.baseUrl ?? provider.baseUrls?.[0];
  if (baseUrl === undefined) return [];
  const declared = files.models.get(id) ?? [];
  const models: readonly ModelDeclaration[] = declared.length > 0 ? declared : [{ id: ANY_MODEL }];
  const chosen = new Map<string, Tried>();
  for (const { id: model, wireId = model, api: own = provider.api, baseUrl: apart } of models) {
    const api = apiAliases[own]?.api ?? own;
    if (apart !== undefined || chosen.has(api) || spoken[api] === undefined) continue;
    chosen.set(api, { id, model, wireId, api, baseUrl });
  }
  return [...chosen.values()];
}

async function ask(subject: PluginSubject, files: PluginFiles, tried: Tried): Promise<void> {
  const path = (URL.parse(tried.baseUrl)?.pathname ?? "/").replace(/\/+$/, "");
  const server = await startModelServer({ knownKeys: [KEY], paths: pathsBelow(path, tried) });
  const home = createHome(configOf(subject, tried, `${server.url}${path}`, files));
  const warnings: string[] = [];
  const mayros = createMayros({
    env: {
      ...home.env,
      // Whatever is meant for another machine ends here.
      HTTPS_PROXY: server.url,
      HTTP_PROXY: server.url,
      NO_PROXY: "127.0.0.1,localhost",
      [`${keyPrefixOf(tried.id, subject.manifest?.providers?.[tried.id]?.keyPrefix)}_API_KEY`]: KEY,
    },
    onWarning: (message) => warnings.push(message),
  });
  try {
    const model = `${tried.id}/${tried.model}`;
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
    await mayros
      .run({ model, prompt }, () => {})
      .finished.catch((error: unknown) => {
        throw new Error(`${model} can't be asked: ${String(error)}\n${warnings.join("\n")}`, {
          cause: error,
        });
      });
    // A server may have been asked first what models it has.
    const journal = server.journal();
    const asked = journal.find((entry) => spoken[tried.api]?.test(entry.path)) ?? journal[0];
    ok(asked, `${model}: nothing came to its address`);
    ok(asked.path.startsWith(path), `${model}: ${asked.path} is not below ${path}`);
    ok(spoken[tried.api]?.test(asked.path), `${model}: ${asked.path} is no path of ${tried.api}`);
    strictEqual(asked.key, KEY, `${model}: the key was not sent`);
    const named = (server.bodies()[0] as { model?: string }).model ?? asked.path;
    ok(named.includes(tried.wireId), `${model}: the vendor is asked for ${named}`);
  } finally {
    mayros.close();
    await server.stop();
    home.remove();
  }
}

/** The model server knows the usual paths; the vendor has them below its own. */
function pathsBelow(path: string, { wireId }: Tried): Record<string, string> {
  const byModel = ["streamGenerateContent", "generateContent"].map(
    (call) => `models/${wireId}:${call}`,
  );
  return Object.fromEntries([
    ...["v1/messages", "v1/chat/completions", "v1/responses"].flatMap((usual) => [
      [`${path}/${usual}`, `/${usual}`],
      [`${path}/${usual.slice(3)}`, `/${usual}`],
    ]),
    ...byModel.map((usual) => [`${path}/${usual}`, `/v1beta/${usual}`]),
  ]) as Record<string, string>;
}

/** As somebody has it who enabled the plugin and agreed to all that it asked. */
function configOf(
  { directory, manifest }: PluginSubject,
  { id }: Tried,
  baseUrl: string,
  files: PluginFiles,
): object {
  const plugin = manifest?.id ?? "";
  const env = Object.entries(manifest?.providers ?? {}).flatMap(([name, provider]) => [
    `${keyPrefixOf(name, provider.keyPrefix)}_API_KEY`,
    ...(provider.extraKeys ?? []),
    ...provider.authMethods.flatMap(({ fields = [] }) =>
      fields.flatMap((field) => field.env ?? []),
    ),
  ]);
  const hosts = [...(manifest?.hosts ?? []), "127.0.0.1"];
  const grants = { env: [...env, ...(manifest?.env ?? [])], hosts, code: true };
  // What ships is in the SDK already, and nobody's folder may have its names.
  const load = files.package.name?.startsWith("@mayros/") ? {} : { load: { paths: [directory] } };
  return {
    plugins: { ...load, entries: { [plugin]: { enabled: true, grants } } },
    models: { providers: { [id]: { baseUrl } } },
  };
}
