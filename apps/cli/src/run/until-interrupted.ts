// Ctrl-C during a request: the server is told at once, and the program ends soon, whatever else it waits for.
import { exitCodes, MayrosError } from "@mayros/core";
import type { Mayros } from "@mayros/sdk";

/** ms in which connections and databases may be closed in good order. */
const GRACE = 200;

/**
 * Rejects with MAYROS_ABORTED at the first Ctrl-C. A second one ends the program as it does any other. A token of
 * `mayros` that is being spent is waited for: its login would be lost.
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  mayros?: Pick<Mayros, "settled">,
): Promise<Result> {
  const abort = new AbortController();
  const interrupted = Promise.withResolvers<never>();
  const onInterrupt = (): void => {
    // Closes the connection before it returns.
    abort.abort();
    const end = (): never => process.exit(exitCodes.interrupted);
    setTimeout(() => void (mayros?.settled() ?? Promise.resolve()).then(end), GRACE).unref();
    interrupted.reject(new MayrosError("MAYROS_ABORTED", "interrupted"));
  };
  process.once("SIGINT", onInterrupt);
  try {
    return await Promise.race([work(abort.signal), interrupted.promise]);
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}
