// Notes a call of the global fetch while something runs. Code of a plugin has its context's.

/** `strayed` gets a line for it; the call itself fails. */
export async function trapFetch<Result>(
  strayed: string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const original = globalThis.fetch;
  globalThis.fetch = () => {
    strayed.push("it calls the global fetch");
    return Promise.reject(new Error("the global fetch is not for plugins: context.fetch is"));
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = original;
  }
}
