// Notes a call of the global fetch by what runs here, and by nothing else: code of a plugin has its context's.
import { AsyncLocalStorage } from "node:async_hooks";

/** `strayed` gets a line for it; the call itself fails. Also for what goes on after `work` was given up. */
export async function trapFetch<Result>(
  strayed: string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const inside = new AsyncLocalStorage<true>();
  const original = globalThis.fetch;
  const trap: typeof fetch = (input, init) => {
    if (inside.getStore() === undefined) return original(input, init);
    strayed.push("it calls the global fetch");
    return Promise.reject(new Error("the global fetch is not for plugins: context.fetch is"));
  };
  globalThis.fetch = trap;
  try {
    return await inside.run(true, work);
  } finally {
    if (globalThis.fetch === trap) globalThis.fetch = original;
  }
}
