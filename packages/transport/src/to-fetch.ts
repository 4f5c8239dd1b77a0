// `send` as the fetch that libraries of others take: the same host rules, time-outs and refusal of redirects.
// Nothing of our own goes through it, for web streams cost more than they carry.
import { refuseUrl } from "./host-rules.ts";
import type { SendResponse, Transport } from "./transport.ts";
import { answerError, refusedError } from "./transport-error.ts";

/** Rejects with what `send` rejects with. */
export function toFetch(send: Transport["send"]): typeof fetch {
  return async (input, init) => {
    // A Request refuses some URLs, too, and quotes them whole.
    const url = URL.parse(input instanceof Request ? input.url : String(input));
    const refusal = url ? refuseUrl(url) : undefined;
    if (refusal !== undefined) throw refusedError(refusal);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    // Without it: a Request listens to its signal until it is collected, and programs have signals for thousands.
    const request = new Request(input, { ...init, signal: null });
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const answer = await send({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body,
      signal,
    });
    return responseOf(answer, new URL(request.url).host);
  };
}

/** Statuses of success whose answer the web's Response lets have no body, not even an empty one. */
const bodiless: ReadonlySet<number> = new Set([204, 205]);

function responseOf(answer: SendResponse, host: string): Response {
  const { status, headers } = answer;
  const hasBody = !bodiless.has(status);
  // Of what HTTP allows the web's Response knows a part.
  const isKnown = status >= 200 && status < 600;
  if (!isKnown || !hasBody) answer.destroy();
  if (!isKnown) throw answerError(`${host} answered ${status}`, { host, status });
  return new Response(hasBody ? bodyOf(answer) : null, { status, headers });
}

function bodyOf(answer: SendResponse): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      answer
        .read((bytes) => {
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 1) <= 0) answer.pause();
        })
        .then(() => controller.close())
        // Also when a reader went away with the last bytes: it closed the stream already, and nothing is wrong.
        .catch((error: unknown) => controller.error(error));
    },
    pull: () => answer.resume(),
    cancel: () => answer.destroy(),
  });
}
