// How long a session is kept, and who is asked for it how often; with a clock that the test moves.
import type { Credential, Session } from "@mayros/core";
import { describe, expect, it } from "vitest";
import type { LoadedCode } from "../loaded-code.ts";
import { openSession, renewSession, type SessionMemory } from "./session-memory.ts";

const MINUTE = 60_000;

function setUp(answer: (count: number, now: number) => Session | Promise<Session>) {
  const clock = { time: 1_800_000_000_000 };
  const memory: SessionMemory = new Map();
  const asked: (Credential | undefined)[] = [];
  const loadedWith = (config: LoadedCode["context"]["config"] = {}): LoadedCode => ({
    plugin: "acme",
    code: {
      async openSession(credential) {
        asked.push(credential);
        return answer(asked.length, clock.time);
      },
    },
    hosts: [],
    secrets: [],
    context: {
      env: {},
      files: { read: async () => "", which: async () => undefined },
      clock: { now: () => clock.time, sleep: async () => {} },
      log: () => {},
      oauth: {},
      config,
    },
    fetchUntil: async () => fetch,
  });
  const key = (text: string): Credential => ({ type: "api-key", key: text });
  const how = { memory, now: () => clock.time };
  const open = (credential: Credential | undefined = key("k"), config = {}) =>
    openSession({ provider: "acme", credential, loaded: loadedWith(config) }, how);
  const renew = (refused: Session) =>
    renewSession(refused, { provider: "acme", credential: key("k"), loaded: loadedWith() }, how);
  return { clock, memory, asked, open, renew, key };
}

const lasting =
  (ms: number) =>
  (count: number, now: number): Session => ({ token: `t${count}`, expiresAt: now + ms });

describe("a session", () => {
  it.each([
    ["an hour", 60 * MINUTE, 55 * MINUTE],
    ["ten minutes", 10 * MINUTE, 9 * MINUTE],
    ["a second", 1_000, 30_000],
    ["no time at all, by this clock", -60 * MINUTE, 30_000],
  ])("that lasts for %s is kept until a while before its end", async (_name, lasts, kept) => {
    const { clock, open, asked } = setUp(lasting(lasts));
    await open();
    clock.time += kept - 1;
    expect((await open()).token).toBe("t1");
    clock.time += 1;
    expect((await open()).token).toBe("t2");
    expect(asked).toHaveLength(2);
  });

  it("without an end is kept for as long as its credential", async () => {
    const { clock, open, asked } = setUp((count) => ({ token: `t${count}` }));
    await open();
    clock.time += 1_000 * 60 * MINUTE;
    await open();
    expect(asked).toHaveLength(1);
    const login = { type: "oauth", access: "a", expiresAt: clock.time + 60 * MINUTE } as const;
    await open(login);
    clock.time += 55 * MINUTE;
    await open(login);
    expect(asked).toHaveLength(3);
  });

  it("is asked for once, whoever waits, and again after a failure", async () => {
    const { open, asked } = setUp((count) => {
      if (count === 1) throw new Error("not now");
      return { token: "t" };
    });
    const first = await Promise.allSettled(Array.from({ length: 1_000 }, () => open()));
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set(["rejected"]));
    expect(asked).toHaveLength(1);
    await Promise.all(Array.from({ length: 1_000 }, () => open()));
    expect(asked).toHaveLength(2);
  });

  it("is another one for another credential, and under another config", async () => {
    const { open, asked, key } = setUp((count) => ({ token: `t${count}` }));
    const sessions = [await open(), await open(key("other")), await open(key("k"), { a: 1 })];
    expect(sessions.map(({ token }) => token)).toEqual(["t1", "t2", "t3"]);
    expect((await open()).token).toBe("t1");
    expect(asked).toHaveLength(3);
  });

  it("is renewed once for all who were refused with it", async () => {
    const { open, renew, asked } = setUp((count) => ({ token: `t${count}` }));
    const refused = await open();
    const renewed = await Promise.all(Array.from({ length: 100 }, () => renew(refused)));
    expect(new Set(renewed.map(({ token }) => token))).toEqual(new Set(["t2"]));
    // Somebody who was refused with the old one, but late.
    expect((await renew(refused)).token).toBe("t2");
    expect(asked).toHaveLength(2);
  });

  it("is forgotten when it is over, and when there are too many", async () => {
    const { clock, memory, open, key } = setUp(lasting(10 * MINUTE));
    for (let count = 0; count < 300; count++) await open(key(`k${count}`));
    expect(memory.size).toBe(256);
    clock.time += 10 * MINUTE;
    await open(key("new"));
    expect(memory.size).toBe(1);
  });
});

it.each<[string, unknown]>([
  ["nothing", undefined],
  ["no token", {}],
  ["an empty token", { token: "" }],
  ["a token with a line break", { token: "a\nb" }],
])("code that gives %s is named", async (_what, session) => {
  const { open } = setUp(() => session as Session);
  await expect(open()).rejects.toMatchObject({
    code: "MAYROS_PLUGIN_FAILED",
    message: "the plugin acme failed: its openSession gave no token that can be sent",
  });
});
