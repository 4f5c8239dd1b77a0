// The code part of a plugin: types, and the one function that its entry calls.
import type { ClassifiedError, Codec, VendorError } from "./codec.ts";
import type { Credential, OAuthCredential } from "./credential.ts";
import type { Model, ModelDeclaration } from "./declarations/model-declaration.ts";
import type {
  JSONObject,
  LanguageModelV2,
  LanguageModelV3,
  LanguageModelV4,
  StreamPart,
} from "./language-model.ts";
import type { LoginContext, RequestContext } from "./login-context.ts";

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
  /** What `openSession` gave. With `signing` in it, `fetch` leaves the headers in peace that the library signed with it. */
  readonly session?: Session;
}

/** What is sent in the place of a credential that was exchanged for it. @experimental */
export interface Session {
  readonly token: string;
  /** ms since the epoch; kept in memory until then. Absent: as long as the credential. */
  readonly expiresAt?: number;
  /** Must be on a host of the manifest or of the user's config. */
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What `prepare` needs of the credential, and no server gets as it is: a project, an account. */
  readonly extras?: Readonly<Record<string, string>>;
  /**
   * Secrets that `createLanguageModel` signs requests with (AWS Signature Version 4): then no header is made of `token`,
   * which names them, and is another when they are.
   */
  readonly signing?: Readonly<Record<string, string>>;
}

/** What a list of models is asked with: `fetch` sends the credential, as for requests. @experimental */
export interface DiscoverContext extends RequestContext {
  /** Of the session, else of the config or the manifest. */
  readonly baseUrl: string;
  /** Of the manifest or the config, for every request; `fetch` sends them. */
  readonly headers: Readonly<Record<string, string>>;
  /** What `openSession` gave. */
  readonly session?: Session;
}

/** A request after encoding, before it is sent. @experimental */
export interface OutgoingRequest {
  readonly api: string;
  readonly model: string;
  /** Of the credential that is sent: `oauth`, `token`, `api-key`; undefined for none. */
  readonly credential: Credential["type"] | undefined;
  /** Who is asking, as far as the caller says so. */
  readonly sessionId: string | undefined;
  readonly facts: {
    readonly initiator: "user" | "agent";
    readonly hasImage: boolean;
    readonly stream: boolean;
  };
  url: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** The body that is sent: to be changed in place. */
  body(): JSONObject;
}

/** @experimental */
export interface AuthFlow {
  /** Rejects with MAYROS_LOGIN_DENIED, MAYROS_TIMEOUT, MAYROS_ABORTED and what `refresh` rejects with. */
  login(context: LoginContext): Promise<Credential>;
  /**
   * A new access token, and everything else that changed. Absent: the refresh grant of RFC 6749 section 6 at
   * `oauth.tokenUrl`. Rejects with MAYROS_LOGIN_NEEDED where only a person can help, MAYROS_LOGIN_MISCONFIGURED
   * where the client is refused, and MAYROS_LOGIN_UNAVAILABLE where later may do.
   */
  refresh?(credential: OAuthCredential, context: RequestContext): Promise<OAuthCredential>;
}

/** A model of the AI SDK's provider packages: of version 7, 6 or 5. */
export type SomebodysModel = LanguageModelV4 | LanguageModelV3 | LanguageModelV2;

/** @experimental */
export interface ProviderCode {
  /**
   * Exchanges a credential for what requests send. Stored and environment credentials alike; undefined for an
   * `ambient` method. Asked once per credential and time, whoever waits.
   */
  openSession?(credential: Credential | undefined, context: RequestContext): Promise<Session>;
  /** Changes a request after it was encoded and authorised. Pure and synchronous; once per attempt. */
  prepare?(session: Session, outgoing: OutgoingRequest): void;
  /** Undoes on the way back what `prepare` did. `outgoing` is the request that is answered. */
  reverse?(part: StreamPart, outgoing: OutgoingRequest): StreamPart;
  /** The models that the account or the server has; for `discover.kind: "code"`. Of a model ids, names, limits and prices count. */
  discoverModels?(context: DiscoverContext): Promise<ModelDeclaration[]>;
  /** What an error of its model means; undefined leaves it to the wire format of the provider. */
  classifyError?(error: VendorError): ClassifiedError | undefined;
  /**
   * Somebody's AI SDK model in the place of a codec; made anew for every attempt. All its requests have to go
   * through `context.fetch`, which sends the credential, and it must not retry: Mayros does. The provider's `api` says what
   * its errors look like and in which header its credential goes. Models of older specifications are adapted.
   */
  createLanguageModel?(context: ModelContext): SomebodysModel | Promise<SomebodysModel>;
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
