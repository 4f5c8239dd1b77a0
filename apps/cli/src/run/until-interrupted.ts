// Ctrl-C during a request: the server is told at once, and the program ends soon, whatever else it waits for.
import { exitCodes, MayrosError } from "@mayros/core";

/** ms in which connections and databases may be closed in good order. */
const GRACE = 200;

/** Rejects with MAYROS_ABORTED at the first Ctrl-C. A second one ends the program as it does any other. */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  const interrupted = Promise.withResolvers<never>();
  const onInterrupt = (): void => {
    // Closes the connection before it returns.
    abort.abort();
    setTimeout(() => process.exit(exitCodes.interrupted), GRACE).unref();
    interrupted.reject(new MayrosError("MAYROS_ABORTED", "interrupted"));
  };
  process.once("SIGINT", onInterrupt);
  try {
    return await Promise.race([work(abort.signal), interrupted.promise]);
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}
