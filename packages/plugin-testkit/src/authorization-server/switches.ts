// What a test can make the authorization server do. All of it may be changed while the server runs.

/** An answer out of the ordinary. Lists of them are used up in their order; then all is as usual. */
export type OddAnswer =
  /** The request counts, its token is spent, and the connection ends without an answer. */
  | "drop"
  /** The connection ends before anything counts. */
  | "drop-unread"
  /** Never answers. */
  | "stall"
  /** 502 with a web page. */
  | "html"
  | OddReply;

/** In the place of a token answer. Nothing counts. */
export interface OddReply {
  readonly status: number;
  /** Text as it is, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a request of a vendor's own path holds. */
export interface OddRequest {
  readonly method: string;
  /** Of the query and of the body. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
}

export interface AuthorizationServerSwitches {
  /** Paths that a vendor has besides, and what it answers there; they go before those of the RFCs. */
  routes: Readonly<Record<string, (asked: OddRequest) => OddReply>>;
  /** For the next requests to the token endpoint, whatever their grant. */
  tokenAnswers: OddAnswer[];
  /** For the next questions of the device grant: an odd answer, or any other word, which is the `error` then. */
  deviceAnswers: (string | OddReply)[];
  /** The device grant waits until somebody opened the page of its code. */
  needsApproval: boolean;
  /** ms before every answer of the token endpoint; what is counted is counted before. */
  latency: number;
  /** `expires_in` of tokens; undefined leaves it out. */
  expiresIn: unknown;
  /** A refresh gives no new refresh token, and the old one stays good. */
  keepsRefreshToken: boolean;
  /** Laid over every token answer. */
  tokenFields: Readonly<Record<string, unknown>>;
  /** Laid over every device authorization; undefined as a value leaves a field out. */
  deviceFields: Readonly<Record<string, unknown>>;
  /** The login page redirects with this in the place of a code. */
  authorizationFields: Readonly<Record<string, string>> | undefined;
  /** `iss` of the login page's answers (RFC 9207). */
  iss: string | undefined;
  /** The client has to send it in the body of every token request. */
  clientSecret: string | undefined;
  /** What the userinfo endpoint tells. */
  account: Readonly<Record<string, unknown>>;
}

/** As RFC 6749, RFC 7636 and RFC 8628 have it, with one-use refresh tokens. */
export const usualSwitches = (): AuthorizationServerSwitches => ({
  routes: {},
  tokenAnswers: [],
  deviceAnswers: [],
  needsApproval: false,
  latency: 0,
  expiresIn: 3600,
  keepsRefreshToken: false,
  tokenFields: {},
  deviceFields: {},
  authorizationFields: undefined,
  iss: undefined,
  clientSecret: undefined,
  account: { sub: "account-1", email: "ada@example.com" },
});
