// Lets the events of a stream through one at a time, so that tests can look at, or hang up on, an
// answer that is still running. (aimock can delay too, but its timers outlive the connection.)
import { setTimeout as sleep } from "node:timers/promises";

/** Yields each event after `delay` ms; throws an AbortError as soon as `signal` is aborted. */
export async function* paceEvents(
  chunks: AsyncIterable<Buffer>,
  delay: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    let end = rest.indexOf("\n\n");
    while (end >= 0) {
      await sleep(delay, undefined, { signal });
      yield rest.subarray(0, end + 2);
      rest = rest.subarray(end + 2);
      end = rest.indexOf("\n\n");
    }
  }
  if (rest.length > 0) yield rest;
}
