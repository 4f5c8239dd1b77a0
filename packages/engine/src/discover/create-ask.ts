// One question to whatever listens at an address: it may be slow, huge, malformed or something else entirely, and that
// is a reason, never an exception.
import type { Transport } from "@mayros/transport";

type Answer =
  | { readonly value: unknown }
  /** Why there is no answer, for a person. */
  | { readonly reason: string; readonly status?: number };

export type Ask = (method: "GET" | "POST", url: string, body?: unknown) => Promise<Answer>;

export interface Asker {
  readonly headers: Readonly<Record<string, string>>;
  readonly send: Transport["send"];
  readonly signal: AbortSignal;
}

/** Ollama's descriptions hold the licence, several times over. */
const LONGEST_ANSWER = 4 * 1024 * 1024;
export const TOO_SLOW = "no answer in time";

export function createAsk({ headers, send, signal }: Asker): Ask {
  return async (method, url, body) => {
    if (signal.aborted) return { reason: TOO_SLOW };
    try {
      const response = await send({
        method,
        url,
        headers: {
          ...headers,
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal,
      });
      const { status } = response;
      if (status >= 300) {
        response.destroy();
        return { reason: refusal(status), status };
      }
      return { value: JSON.parse(await response.text(LONGEST_ANSWER)) };
    } catch (error) {
      if (signal.aborted) return { reason: TOO_SLOW };
      if (error instanceof SyntaxError) return { reason: "the answer is not JSON" };
      return { reason: (error as Error).message };
    }
  };
}

function refusal(status: number): string {
  if (status === 401 || status === 403) return `it wants a key that it knows (${status})`;
  if (status === 429) return "it was asked too often (429)";
  return `it answered ${status}`;
}
