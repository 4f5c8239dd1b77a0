// Many that need one token: callers of one process, and processes of one machine (T16, T17, T18).
import { createHash } from "node:crypto";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRefresher } from "../src/index.ts";
import { goAll, ID, type RefreshRig, startRig } from "./refresh-rig.ts";
import { spendAt } from "./spend-at.ts";

let rig: RefreshRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

async function expectOneRefresh(processes: number): Promise<void> {
  const outcomes = await goAll(await rig.startAll(processes));
  expect(outcomes.filter(({ code }) => code !== undefined)).toEqual([]);
  expect(outcomes.flatMap(({ warnings }) => warnings)).toEqual([]);
  expect(new Set(outcomes.map(({ access }) => access))).toEqual(new Set(["access-refresh-2"]));
  expect(rig.server.seen).toEqual(["refresh-1"]);
}

describe("one expired token", () => {
  test("1,000 callers in one process: one refresh, and the same token for all (T16)", async () => {
    const profile = await rig.logIn();
    rig.server.switches.latency = 50;
    let reads = 0;
    const read = (id: string) => {
      reads += 1;
      return rig.store.read(id);
    };
    const { stateDir, now } = rig;
    const store = { ...rig.store, read };
    const refresher = openRefresher({ stateDir, store, now, warn: () => {} });
    const options = { spend: spendAt(rig.server.url) };
    const fresh = await Promise.all(
      Array.from({ length: 1000 }, () => refresher.fresh(profile, options)),
    );
    // They share one look at the store, too.
    expect(reads).toBeLessThan(10);
    expect(rig.server.seen).toEqual(["refresh-1"]);
    expect(new Set(fresh.map(({ revision }) => revision))).toEqual(new Set([2]));
    expect(fresh[999]).toEqual(await rig.stored());
  });

  test("50 processes: one refresh, no error (T17)", async () => {
    await rig.logIn();
    rig.server.switches.latency = 50;
    await expectOneRefresh(50);
  }, 120_000);

  test("two logins at once: one refresh each", async () => {
    await rig.logIn();
    await rig.logIn({}, "acme:other");
    const children = await Promise.all([
      rig.startAll(4),
      rig.startAll(4, {}, { id: "acme:other" }),
    ]);
    const outcomes = await goAll(children.flat());
    expect(outcomes.filter(({ code }) => code !== undefined)).toEqual([]);
    expect(rig.server.seen.toSorted()).toEqual(["refresh-1", "refresh-2"]);
  }, 120_000);
});

describe("what other programs left where the lock is (T18)", () => {
  const hash = createHash("sha256").update(ID).digest("hex");
  const OURS = { mode: 0o600 };
  const lock = () => join(rig.stateDir, "locks", `${hash}.db`);

  test.each<[string, () => void]>([
    ["an old file of no bytes", () => writeFileSync(lock(), "", OURS)],
    ["a pid that is not there", () => writeFileSync(lock(), "999999\n", OURS)],
    ["more than a page of something", () => writeFileSync(lock(), "x".repeat(9000), OURS)],
    ["a folder", () => mkdirSync(lock())],
    ["a folder in place of its journal", () => mkdirSync(`${lock()}-journal`)],
    [
      "something in place of its journal",
      () => writeFileSync(`${lock()}-journal`, "journal", OURS),
    ],
    ["a lock folder of another library", () => mkdirSync(join(rig.stateDir, "auth.db.lock"))],
  ])(
    "%s",
    async (_, leave) => {
      await rig.logIn();
      mkdirSync(join(rig.stateDir, "locks"), { mode: 0o700 });
      leave();
      const tomorrow = Date.now() / 1000 + 86_400;
      utimesSync(join(rig.stateDir, "locks"), tomorrow, tomorrow);
      rig.server.switches.latency = 50;
      await expectOneRefresh(6);
    },
    60_000,
  );
});
