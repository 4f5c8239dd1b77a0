// An exchange that hangs, and one whose error quotes what it was given.
import { MayrosError, type ProviderCode } from "@mayros/core";
import { expect, it } from "vitest";
import { exchange } from "./exchange.ts";

const SECRET = "secret-0123456789";
const loadedWith = (openSession: NonNullable<ProviderCode["openSession"]>) => ({
  plugin: "acme",
  code: { openSession },
  hosts: [],
  secrets: ["variable-0123456789"],
  context: {
    env: {},
    files: { read: async () => "", which: async () => undefined },
    clock: { now: () => 0, sleep: async () => {} },
    log: () => {},
    oauth: {},
    config: {},
  },
  fetchUntil: async () => fetch,
});

it("ends what takes too long, also where the code forgets its signal", async () => {
  let seen: AbortSignal | undefined;
  const hanging = loadedWith((_credential, { signal }) => {
    seen = signal;
    return new Promise(() => {});
  });
  await expect(exchange(undefined, hanging, 10)).rejects.toMatchObject({
    code: "MAYROS_LOGIN_UNAVAILABLE",
    message: "the plugin acme got no session within 0.01 s",
  });
  expect(seen?.aborted).toBe(true);
});

it.each([
  ["of its own", (text: string) => new Error(text), "MAYROS_PLUGIN_FAILED"],
  [
    "of ours",
    (text: string) => new MayrosError("MAYROS_LOGIN_NEEDED", text, { hint: `not ${text}` }),
    "MAYROS_LOGIN_NEEDED",
  ],
  [
    "of ours, in hints alone",
    (text: string) => new MayrosError("MAYROS_LOGIN_NEEDED", "no", { hint: `not ${text}` }),
    "MAYROS_LOGIN_NEEDED",
  ],
])("hides in errors %s what must not be shown", async (_whose, make, code) => {
  const quoting = loadedWith(async () => {
    throw make(`${SECRET} refresh-0123456789 variable-0123456789`);
  });
  const credential = { type: "oauth", access: SECRET, refresh: "refresh-0123456789" } as const;
  const error = (await exchange(credential, quoting).catch(
    (reason: unknown) => reason,
  )) as MayrosError;
  expect(error.code).toBe(code);
  expect(`${error.message} ${error.hint}`).not.toMatch(/0123456789/);
});
