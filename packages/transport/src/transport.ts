// What the rest of Mayros sees of the network: one function that sends, and an answer that is pushed.

/** Of a request. Waiting: for the head of the answer, on a connection that stands. Errors have it in their details. */
export type Phase = "connecting" | "waiting" | "answering";

export interface Timeouts {
  /** ms until the connection stands, TLS handshake and proxy tunnel included. Default 10 s. */
  readonly connect: number;
  /** ms from there until the head of the answer. Default 120 s. */
  readonly firstByte: number;
  /** ms between two pieces of the answer; does not run while paused. Default 60 s. */
  readonly idle: number;
  /** ms after sending in which a kept connection that breaks had been given up before. */
  readonly resend: number;
}

export interface SendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

export interface SendResponse {
  readonly status: number;
  /** Lower-case names, one string per name. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Pushes every piece of the body; resolves at its end. Rejects when the connection is lost, on
   * abort, on the idle time-out, and with whatever `onBytes` throws. To be called at most once.
   */
  read(onBytes: (bytes: Uint8Array) => void): Promise<void>;
  /** Stops reading from the socket, so that the other side is slowed down. */
  pause(): void;
  resume(): void;
  /**
   * Reads the whole body as UTF-8. A body longer than `limitBytes` fails, or is cut there: a cut
   * error page still says what is wrong, a cut answer is a wrong answer.
   */
  text(limitBytes: number, whenLonger?: "fail" | "cut"): Promise<string>;
  /** Closes the socket; a pending `read` rejects. */
  destroy(): void;
}

export interface Transport {
  /** Resolves with any answer but a redirect; rejects with a MayrosError when there is none. */
  send(request: SendRequest): Promise<SendResponse>;
  /** Ends everything that is under way and closes idle connections. */
  close(): void;
}
