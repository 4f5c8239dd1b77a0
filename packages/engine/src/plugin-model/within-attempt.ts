// The time of one attempt: what somebody's model began ends with it, whether the model heeds its signal or not.

/**
 * Rejects with the reason as soon as `outer` is aborted, whatever `work` does then. Its signal is aborted at that moment,
 * and in any case when the attempt is over: a request that nobody waits for holds no connection.
 */
export async function withinAttempt<Result>(
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer?.throwIfAborted();
  const own = new AbortController();
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => {
    own.abort(outer?.reason);
    aborted.reject(outer?.reason);
  };
  outer?.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(own.signal), aborted.promise]);
  } finally {
    outer?.removeEventListener("abort", onAbort);
    own.abort(new Error("the attempt is over"));
  }
}
