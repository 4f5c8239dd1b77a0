// A network that answers from memory, for the engine and for libraries that take a fetch.
import type { Transport } from "../../packages/transport/src/index.ts";

const contentType = { "content-type": "text/event-stream" };

/** Pushes piece after piece, and stops while it is paused, as a socket does. */
export function replaySend(pieces: readonly Uint8Array[]): Transport["send"] {
  return async () => {
    let paused = false;
    let flow = (): void => {};
    return {
      status: 200,
      headers: contentType,
      read: (onBytes) =>
        new Promise((resolve) => {
          let next = 0;
          flow = () => {
            while (!paused && next < pieces.length) onBytes(pieces[next++] as Uint8Array);
            if (next === pieces.length) resolve();
          };
          flow();
        }),
      pause() {
        paused = true;
      },
      resume() {
        if (!paused) return;
        paused = false;
        flow();
      },
      text: async () => new TextDecoder().decode(Buffer.concat(pieces)),
      destroy() {},
    };
  };
}

/** All pieces are there from the start: the cheapest stream that a fetch can return. */
export function replayFetch(pieces: readonly Uint8Array[]): typeof fetch {
  return async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    return new Response(body, { headers: contentType });
  };
}
