// A browser login that nobody finishes: T7, and S1, S4 with it.
import { MayrosError } from "@mayros/core";
import {
  type AuthorizationServer,
  fastClock,
  realClock,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pendingLogin } from "./pending-login.ts";
import { get, isListening } from "./raw-request.ts";

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

it("frees the port when it is stopped", async () => {
  const stop = new AbortController();
  const login = await pendingLogin(server, { signal: stop.signal });
  expect(await isListening(login.port)).toBe(true);
  stop.abort();
  await expect(login.tokens).rejects.toMatchObject({ code: "MAYROS_ABORTED", exitCode: 130 });
  expect(await isListening(login.port)).toBe(false);
  expect(server.journal()).toEqual([]);
});

it("ends with the reason that it was stopped for", async () => {
  const stop = new AbortController();
  const login = await pendingLogin(server, { signal: stop.signal });
  stop.abort(new MayrosError("MAYROS_CONSENT_MISSING", "not like this"));
  await expect(login.tokens).rejects.toMatchObject({ code: "MAYROS_CONSENT_MISSING" });
});

it("ends when the person stops the question, and takes the port with it", async () => {
  const login = await pendingLogin(server, {
    answer: () => Promise.reject(new MayrosError("MAYROS_ABORTED", "stopped")),
  });
  await expect(login.tokens).rejects.toMatchObject({ code: "MAYROS_ABORTED" });
  expect(await isListening(login.port)).toBe(false);
});

it("starts nothing where it was stopped before", async () => {
  const signal = AbortSignal.abort();
  await expect(pendingLogin(server, { signal })).rejects.toMatchObject({ code: "MAYROS_ABORTED" });
});

it("gives up after five minutes, by the clock it was given", async () => {
  const clock = fastClock();
  const due = Promise.withResolvers<void>();
  const login = await pendingLogin(server, {
    clock: {
      now: () => clock.now(),
      async sleep(ms, signal) {
        await clock.sleep(ms, signal);
        await due.promise;
      },
    },
  });
  expect(login.stage.prompts[0]?.expiresAt).toBe(Date.UTC(2026, 0, 1) + 300_000);
  expect(await isListening(login.port)).toBe(true);
  due.resolve();
  await expect(login.tokens).rejects.toMatchObject({ code: "MAYROS_TIMEOUT", exitCode: 6 });
  expect(clock.slept).toEqual([300_000]);
  expect(await isListening(login.port)).toBe(false);
});

it("leaves no timer and no question behind", async () => {
  const asked = Promise.withResolvers<AbortSignal>();
  const slept = Promise.withResolvers<AbortSignal>();
  const login = await pendingLogin(server, {
    answer: ({ signal }) => {
      if (signal) asked.resolve(signal);
      return new Promise(() => {});
    },
    clock: {
      ...realClock,
      sleep(ms, signal) {
        if (signal) slept.resolve(signal);
        return realClock.sleep(ms, signal);
      },
    },
  });
  await get(login.port, await login.answer());
  await login.tokens;
  expect((await asked.promise).aborted).toBe(true);
  expect((await slept.promise).aborted).toBe(true);
});
