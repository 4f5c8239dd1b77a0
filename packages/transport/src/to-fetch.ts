// `send` as the fetch that libraries of others take: the same host rules, time-outs and refusal of redirects.
// Nothing of our own goes through it, for web streams cost more than they carry.
import type { SendResponse, Transport } from "./transport.ts";

/** Rejects with what `send` rejects with. */
export function toFetch(send: Transport["send"]): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const answer = await send({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body,
      signal: request.signal,
    });
    const { status, headers } = answer;
    return new Response(bodyOf(answer), { status, headers });
  };
}

/** The web's Response refuses a body, even an empty one, with these. */
const bodiless: ReadonlySet<number> = new Set([101, 204, 205, 304]);

function bodyOf(answer: SendResponse): ReadableStream<Uint8Array> | null {
  if (bodiless.has(answer.status)) {
    answer.destroy();
    return null;
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      answer
        .read((bytes) => {
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 1) <= 0) answer.pause();
        })
        .then(
          () => controller.close(),
          (error: unknown) => controller.error(error),
        );
    },
    pull: () => answer.resume(),
    cancel: () => answer.destroy(),
  });
}
