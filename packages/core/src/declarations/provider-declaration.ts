// What is known about one provider. A manifest's provider block and the user's
// `models.providers.<id>` share these fields: a shipped provider is a config snippet that we publish.
import type { AuthMethod } from "./auth-method.ts";
import type { CompatFlags } from "./compat-flags.ts";
import type { ModelDeclaration } from "./model-declaration.ts";
import type { SecretReference } from "./secret-reference.ts";

/** How to ask a running server for its models. */
export interface DiscoverDeclaration {
  /**
   * Which list the server has: `/v1/models` of OpenAI or Anthropic, Google's `/v1beta/models`, Ollama's `/api/tags` and
   * `/api/show`; `code`: the plugin's `discoverModels` asks.
   */
  kind: "openai-models" | "anthropic-models" | "google-models" | "ollama-tags" | "code";
  /**
   * Where the list is, meant from the base URL (`v1/models`, `../openai/v1/models`); absent, and where there is none (404): where lists of this kind are.
   * Always on the host of the base URL.
   */
  path?: string;
  /** Ask only when this environment variable is set. */
  whenEnv?: string;
  /**
   * Asked by `mayros models refresh` and nothing else: a service in the cloud, whose shipped list is good without it and
   * stays where the answer fails.
   */
  onRefresh?: boolean;
}

interface ProviderBase {
  /** What people call it. */
  name?: string;
  /** Other spellings of the id, normalised to it in refs. */
  aliases?: string[];
  /** Headers sent with every request. In a manifest they may hold placeholders, as `baseUrl` may. */
  headers?: Record<string, string>;
  /**
   * `true`: send the key as `Authorization: Bearer` although the wire format has a header of its own. A name: in that
   * header and in no other, alone (`api-key`) or behind a word (`x-authorization: Bearer`). Tokens of a login are a
   * bearer's all the same.
   */
  authHeader?: boolean | string;
  /** Seconds from the connection until the server begins its answer; default 120. */
  timeoutSeconds?: number;
  /** Quirks of its wire format: each lists its own in `packages/wire/src/<api>/compat.ts`. */
  compat?: CompatFlags;
}

/** A provider as a manifest declares it: complete. */
export interface ProviderDeclaration extends ProviderBase {
  name: string;
  /** Wire format, e.g. `openai-completions`; see `apiNames`. */
  api: string;
  /**
   * `{name}` in it stands for what a person gives: a field of an auth method that is not secret. It is taken from the
   * stored profile, else from the variables of the field; a `baseUrl` of the config takes the place of all of it.
   */
  baseUrl?: string;
  /** Several hosts of one service, tried in order within one attempt. */
  baseUrls?: string[];
  /** HTTP statuses that move on to the next of `baseUrls`. */
  nextHostOn?: number[];
  /** How one gets a credential for it; the first is offered first. */
  authMethods: AuthMethod[];
  /** What stands for `<P>` in `<P>_API_KEY`; default: the id in capitals, other characters as `_`. */
  keyPrefix?: string;
  /** Further literal environment names of one key each, asked after the other variables, in order. */
  extraKeys?: string[];
  /** Another provider of this plugin whose stored profiles serve this one, too: one key, two endpoints. */
  profilesFrom?: string;
  /** Its models, where they are few; else `modelsFile`. */
  models?: ModelDeclaration[];
  /** File beside the manifest that holds `{ "models": [...] }`. */
  modelsFile?: string;
  /** How its server is asked for the models that it has. */
  discover?: DiscoverDeclaration;
}

/** `models.providers.<id>` in mayros.json: partial over a known provider, and may hold a key. */
export interface ConfigProvider extends ProviderBase {
  api?: string;
  baseUrl?: string;
  auth?: "api-key" | "token" | "oauth" | "aws-sdk" | "none";
  /** `${VAR}`, the name of a set variable, a literal key, or where the key stands. */
  apiKey?: string | SecretReference;
  models?: ModelDeclaration[];
}
