// The code part of a plugin: types, and the one function that its entry calls.
import type { ClassifiedError, Codec, VendorError } from "./codec.ts";
import type { Credential } from "./credential.ts";
import type { Model, ModelDeclaration } from "./declarations/model-declaration.ts";
import type { JSONObject, LanguageModelV4, StreamPart } from "./language-model.ts";

/** What a login may ask of a person. @experimental */
export interface LoginUi {
  text(question: { message: string; placeholder?: string }): Promise<string>;
  secret(question: { message: string }): Promise<string>;
  select<T>(question: { message: string; options: { value: T; label: string }[] }): Promise<T>;
  confirm(question: { message: string }): Promise<boolean>;
  note(message: string): void;
}

/** What a plugin may touch; everything that its manifest does not declare is refused. @experimental */
export interface RequestContext {
  readonly fetch: typeof fetch;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: { read(path: string): Promise<string> };
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  readonly signal: AbortSignal;
  readonly log: (message: string) => void;
}

/** @experimental */
export interface LoginContext extends RequestContext {
  readonly ui: LoginUi;
  readonly openUrl: (url: string) => Promise<void>;
}

/** What one attempt with one credential may use. */
export interface ModelContext extends RequestContext {
  /** Aborted when the caller aborts and when the attempt is over; `fetch` sends nothing after that. */
  readonly signal: AbortSignal;
  /** `wireId` is what the vendor calls it. */
  readonly model: Model;
  /** Of the model: the config's, else the manifest's. */
  readonly baseUrl: string;
  /** Of the manifest or the config, for every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** In the place of a key, for libraries that insist on one: `fetch` replaces it by the credential. */
  readonly apiKey: string;
}

/** What a credential was exchanged for; cached until `expiresAt` (ms since the epoch). @experimental */
export interface Session {
  readonly token: string;
  readonly expiresAt: number;
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request after encoding, before it is sent. @experimental */
export interface OutgoingRequest {
  readonly api: string;
  readonly model: string;
  readonly sessionId: string;
  readonly facts: {
    readonly initiator: "user" | "agent";
    readonly hasImage: boolean;
    readonly stream: boolean;
  };
  url: string;
  headers: Record<string, string>;
  body(): JSONObject;
}

/** @experimental */
export interface AuthFlow {
  login(context: LoginContext): Promise<Credential>;
  refresh?(credential: Credential, context: RequestContext): Promise<Credential>;
}

/** @experimental */
export interface ProviderCode {
  openSession?(credential: Credential, context: RequestContext): Promise<Session>;
  prepare?(session: Session, outgoing: OutgoingRequest): void;
  reverse?(part: StreamPart): StreamPart;
  discoverModels?(context: RequestContext): Promise<ModelDeclaration[]>;
  /** What an error of its model means; undefined leaves it to the wire format of the provider. */
  classifyError?(error: VendorError): ClassifiedError | undefined;
  /**
   * Somebody's AI SDK model in the place of a codec; made anew for every attempt. All its requests have to go
   * through `context.fetch`, which sends the credential, and it must not retry: Mayros does. The provider's `api` says what
   * its errors look like and in which header its credential goes.
   */
  createLanguageModel?(context: ModelContext): LanguageModelV4 | Promise<LanguageModelV4>;
}

/** @experimental */
export interface PluginCode {
  auth?: Record<string, AuthFlow>;
  providers?: Record<string, ProviderCode>;
  codecs?: Record<string, () => Promise<{ default: Codec }>>;
}

/** Declares the code part of a plugin; returns it unchanged, checked by the compiler. @experimental */
export function definePlugin(code: PluginCode): PluginCode {
  return code;
}
