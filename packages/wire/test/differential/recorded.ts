// A network that knows one answer: what the AI SDK's model gets, and what it sent.
import type { Plain } from "./judge.ts";

export interface SentRequest {
  readonly url: string;
  readonly headers: Headers;
  readonly body: Plain;
}

export interface Recorded {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: SentRequest[];
}

export function recorded(
  answer: Uint8Array | string,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> },
): Recorded {
  const sent: SentRequest[] = [];
  const fetch = (async (url: unknown, init?: RequestInit) => {
    // Some models would ask for more without end where an answer says that there is more.
    if (sent.length > 0) throw new Error("one request only");
    if (typeof url !== "string" || typeof init?.body !== "string") throw new Error("no JSON");
    sent.push({ url, headers: new Headers(init.headers), body: JSON.parse(init.body) as Plain });
    const bytes = typeof answer === "string" ? new TextEncoder().encode(answer) : answer.slice();
    return new Response(bytes, { status, headers });
  }) as typeof globalThis.fetch;
  return { fetch, sent };
}
