// One request and its answer on one connection: time-outs, abort, and what a broken connection meant
// at the moment when it broke.
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { MayrosError } from "@mayros/core";
import type { Wire } from "./create-agents.ts";
import { describeLoss, describeSilence } from "./describe-loss.ts";
import { hostOf } from "./host-rules.ts";
import type { Phase, Timeouts } from "./transport.ts";
import { abortedError, errorCodeOf } from "./transport-error.ts";

/** A request that was checked. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeouts: Timeouts;
}

/** The longest that setTimeout knows: anything longer fires after 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;
const LOST_CONNECTION = new Set(["ECONNRESET", "EPIPE"]);

export class Exchange {
  readonly #outgoing: Outgoing;
  readonly #host: string;
  #phase: Phase | "over" = "connecting";
  #stale = false;
  #paused = false;
  #reading = false;
  #request: ClientRequest | undefined;
  #message: IncomingMessage | undefined;
  #bytesBefore = 0;
  /** Of `performance.now()`, and on a reused connection only: its first reading takes 1.5 ms. */
  #sentAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #failure: unknown;
  /** Of whoever waits for the head or, later, for the end of the body. */
  #reject: ((error: unknown) => void) | undefined;
  readonly #onOver: () => void;

  constructor(outgoing: Outgoing, onOver: () => void) {
    const { url } = outgoing;
    this.#outgoing = outgoing;
    this.#host = `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
    this.#onOver = onOver;
  }

  /**
   * The connection was reused and broke right after the request was sent, without a byte in answer:
   * most likely the server had given it up before. Later, the server may have been at work on the
   * request, and asking again could be billed twice.
   */
  get stale(): boolean {
    return this.#stale;
  }

  get host(): string {
    return this.#host;
  }

  open({ agent, request: createRequest }: Wire): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      const { signal, url, method, headers, body, timeouts } = this.#outgoing;
      if (signal?.aborted) return this.#onAbort();
      signal?.addEventListener("abort", this.#onAbort, { once: true });
      this.#startTimer(timeouts.connect);
      const request = createRequest({
        agent,
        method,
        headers,
        protocol: url.protocol,
        hostname: hostOf(url),
        port: url.port,
        path: url.pathname + url.search,
        insecureHTTPParser: false,
      });
      this.#request = request;
      request.on("error", (error) => {
        // An early answer may be complete, and waiting for its reader, when sending the rest fails.
        if (!this.#message?.complete) this.#onError(error);
      });
      request.on("close", () => {
        // After a 101, which nobody asked for, it comes alone.
        if (!this.#message) this.#onError(undefined);
      });
      request.on("socket", (socket) => this.#onSocket(socket));
      request.on("response", (message) => {
        this.#phase = "answering";
        this.#stopTimer();
        this.#message = message;
        message.on("error", (error) => this.#onError(error));
        message.on("close", () => this.#onError(undefined));
        resolve(message);
      });
      request.end(body);
    });
  }

  /** Ends the exchange with `error`, unless it is over. */
  fail(error: unknown): void {
    if (this.#phase === "over") return;
    this.#failure = error;
    this.#finish();
    this.#request?.destroy();
    this.#reject?.(error);
  }

  read(onBytes: (bytes: Uint8Array) => void): Promise<void> {
    const message = this.#message;
    return new Promise((resolve, reject) => {
      if (!message || this.#reading || this.#phase === "over") {
        return reject(
          this.#failure ?? new Error(`the answer of ${this.#host} can be read only once`),
        );
      }
      this.#reject = reject;
      this.#reading = true;
      message.on("data", (bytes: Uint8Array) => {
        if (this.#phase === "over") return;
        this.#timer?.refresh();
        try {
          onBytes(bytes);
        } catch (error) {
          this.fail(error);
        }
      });
      message.on("end", () => {
        if (this.#phase === "over") return;
        this.#finish();
        resolve();
      });
      if (!this.#paused) this.#flow();
    });
  }

  pause(): void {
    this.#paused = true;
    if (this.#phase !== "answering") return;
    this.#message?.pause();
    this.#stopTimer();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#reading && this.#phase === "answering") this.#flow();
  }

  /** Only once somebody reads: bytes that flow without a reader are lost. */
  #flow(): void {
    this.#message?.resume();
    this.#startTimer(this.#outgoing.timeouts.idle);
  }

  destroy(): void {
    this.fail(abortedError(`the answer of ${this.#host} was dropped`));
  }

  readonly #onAbort = (): void => {
    const reason: unknown = this.#outgoing.signal?.reason;
    this.fail(abortedError(`the request to ${this.#host} was aborted`, reason));
  };

  #onSocket(socket: Socket): void {
    const connected = (): void => {
      if (this.#phase !== "connecting") return;
      this.#phase = "waiting";
      this.#bytesBefore = socket.bytesRead;
      if (this.#request?.reusedSocket) this.#sentAt = performance.now();
      this.#startTimer(this.#outgoing.timeouts.firstByte);
    };
    // Through a proxy the socket may be connected while the handshake with the target goes on.
    const { secureConnecting } = socket as { secureConnecting?: boolean };
    if (socket.connecting || secureConnecting) {
      const isSecure = this.#outgoing.url.protocol === "https:";
      socket.once(isSecure ? "secureConnect" : "connect", connected);
    } else if (!socket.destroyed) {
      connected();
    }
  }

  #onError(error: Error | undefined): void {
    if (this.#phase === "over") return;
    const code = errorCodeOf(error);
    this.#stale =
      this.#phase === "waiting" &&
      this.#request?.reusedSocket === true &&
      this.#request.socket?.bytesRead === this.#bytesBefore &&
      LOST_CONNECTION.has(code ?? "") &&
      performance.now() - this.#sentAt < this.#outgoing.timeouts.resend;
    this.fail(MayrosError.isInstance(error) ? error : describeLoss(this.#phase, this.#host, code));
  }

  /** Of the phase that began. */
  #startTimer(ms: number): void {
    this.#stopTimer();
    const onTimeout = (): void => {
      if (this.#phase !== "over") this.fail(describeSilence(this.#phase, this.#host, ms));
    };
    this.#timer = setTimeout(onTimeout, Math.min(ms, LONGEST_TIMER));
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #finish(): void {
    this.#phase = "over";
    this.#stopTimer();
    this.#outgoing.signal?.removeEventListener("abort", this.#onAbort);
    this.#onOver();
  }
}
