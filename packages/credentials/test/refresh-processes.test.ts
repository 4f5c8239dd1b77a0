// Refreshing by processes that are killed, stopped, and overtaken by what a person does (T20, T21, T23, T26-T28).
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isRoot } from "./full-disk.ts";
import { goAll, ID, outcomeOf, type RefreshRig, startRig } from "./refresh-rig.ts";
import type { Child } from "./start-child.ts";

const TIME = 60_000;

let rig: RefreshRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

/** Looks every few ms; the time limit of the test is its end. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((turn) => setTimeout(turn, 5));
}
/** One process is about to get an answer, and holds the lock. */
async function startHolder(children: readonly Child[]): Promise<Child> {
  const [holder] = children as [Child];
  holder.go();
  await until(() => rig.server.seen.length === 1);
  return holder;
}

describe("kill -9 of who refreshes", () => {
  test(
    "before the token was taken: the next one refreshes, with the same token",
    async () => {
      await rig.logIn();
      rig.server.switches.latency = 60_000;
      const children = await rig.startAll(6);
      const holder = await startHolder(children);
      const others = goAll(children.slice(1));
      rig.server.switches.latency = 0;
      holder.process.kill("SIGKILL");
      const outcomes = await others;
      expect(new Set(outcomes.map(({ access }) => access))).toEqual(new Set(["access-refresh-2"]));
      expect(rig.server.seen).toEqual(["refresh-1", "refresh-1"]);
      expect(rig.server.reuses()).toBe(0);
    },
    TIME,
  );

  test(
    "after it was taken, with the answer under way: nothing brings it back, and it is said once",
    async () => {
      const before = await rig.logIn();
      rig.server.switches.pause = 60_000;
      const children = await rig.startAll(6);
      const holder = await startHolder(children);
      await until(() => rig.server.refreshes() === 1);
      const others = goAll(children.slice(1));
      holder.process.kill("SIGKILL");
      const outcomes = await others;
      expect(outcomes.map(({ code }) => code)).toEqual(outcomes.map(() => "MAYROS_LOGIN_NEEDED"));
      // Of the others one asked.
      expect(rig.server.seen).toEqual(["refresh-1", "refresh-1"]);
      expect((await rig.stored())?.credential).toEqual(before.credential);
    },
    TIME,
  );

  test(
    "after it was taken, by a server that answers a lost answer again: no error",
    async () => {
      await rig.logIn();
      Object.assign(rig.server.switches, { pause: 200, grace: true });
      const children = await rig.startAll(6);
      const holder = await startHolder(children);
      await until(() => rig.server.refreshes() === 1);
      const others = goAll(children.slice(1));
      holder.process.kill("SIGKILL");
      const outcomes = await others;
      expect(new Set(outcomes.map(({ access }) => access))).toEqual(new Set(["access-refresh-2"]));
      expect(rig.server.refreshes()).toBe(1);
    },
    TIME,
  );

  test(
    "at any moment, again and again: each token is taken once, and the others have no error",
    async () => {
      await rig.logIn();
      Object.assign(rig.server.switches, { latency: 5, pause: 10, grace: true });
      const rounds = 4;
      let killed = 0;
      for (let round = 0; round < rounds; round += 1) {
        const children = await rig.startAll(8, { rejected: true });
        const doomed = children.slice(0, 3);
        const outcomes = goAll(children.slice(3));
        for (const child of doomed) {
          child.go();
          await new Promise((turn) => setTimeout(turn, 10 + round * 15));
          if (child.process.kill("SIGKILL")) killed += 1;
        }
        expect((await outcomes).flatMap(({ code }) => code ?? [])).toEqual([]);
      }
      const stored = await rig.stored();
      expect(stored?.revision).toBe(1 + rounds);
      expect(rig.server.refreshes()).toBe(rounds);
      expect(rig.server.seen.length).toBeLessThanOrEqual(rounds + killed);
      const { credential } = stored ?? {};
      expect(credential).toMatchObject({ refresh: `refresh-${rounds + 1}` });
    },
    TIME,
  );
});

describe("who refreshes is stopped, as by a laptop that sleeps (T28)", () => {
  test(
    "others say by whom, or wait for it; it goes on where it was",
    async () => {
      await rig.logIn();
      rig.server.switches.pause = 50;
      const children = await rig.startAll(3);
      const [hasty] = await rig.startAll(1, { patience: 500 });
      const holder = await startHolder(children);
      holder.process.kill("SIGSTOP");
      await until(() => rig.server.refreshes() === 1);
      const waiting = goAll(children.slice(1));
      const gaveUp = (await goAll([hasty as Child]))[0];
      expect(gaveUp).toMatchObject({
        code: "MAYROS_TIMEOUT",
        message: expect.stringMatching(
          new RegExp(`^process ${holder.process.pid} on \\S+ has been refreshing ${ID} for more`),
        ),
      });
      holder.process.kill("SIGCONT");
      const outcomes = [await outcomeOf(holder), ...(await waiting)];
      expect(new Set(outcomes.map(({ access }) => access))).toEqual(new Set(["access-refresh-2"]));
      expect(rig.server.seen).toEqual(["refresh-1"]);
    },
    TIME,
  );

  test(
    "longer than an answer may take: the answer that lies there is saved, not asked for again",
    async () => {
      await rig.logIn();
      rig.server.switches.pause = 50;
      const holder = await startHolder(await rig.startAll(1, { longest: 1500 }));
      holder.process.kill("SIGSTOP");
      await until(() => rig.server.refreshes() === 1);
      await new Promise((turn) => setTimeout(turn, 2000));
      holder.process.kill("SIGCONT");
      expect((await outcomeOf(holder)).access).toBe("access-refresh-2");
      expect(rig.server.seen).toEqual(["refresh-1"]);
    },
    TIME,
  );
});

describe("while another process refreshes", () => {
  test(
    "a person logs out: that stays so (T20)",
    async () => {
      await rig.logIn();
      rig.server.switches.latency = 500;
      const children = await rig.startAll(3);
      const holder = await startHolder(children);
      const others = goAll(children.slice(1));
      await rig.store.remove(ID);
      const outcomes = [await outcomeOf(holder), ...(await others)];
      expect(outcomes.map(({ code }) => code)).toEqual(
        outcomes.map(() => "MAYROS_PROFILE_UNKNOWN"),
      );
      expect(outcomes[0]?.warnings).toEqual([expect.stringContaining("was removed while")]);
      expect(await rig.stored()).toBeUndefined();
    },
    TIME,
  );

  test(
    "a person logs in anew: all get that, at once or later (T20)",
    async () => {
      await rig.logIn();
      rig.server.switches.latency = 500;
      const children = await rig.startAll(3);
      const holder = await startHolder(children);
      const others = goAll(children.slice(1));
      await rig.logIn({ access: "anew", expiresAt: Date.now() + 3_600_000 });
      const outcomes = [await outcomeOf(holder), ...(await others)];
      expect(outcomes.map(({ access }) => access)).toEqual(["anew", "anew", "anew"]);
      expect((await rig.stored())?.credential).toMatchObject({ access: "anew" });
    },
    TIME,
  );

  test(
    "the server ends the login: one asks, all are told (T21)",
    async () => {
      await rig.logIn();
      rig.server.revoke("refresh-1");
      rig.server.switches.latency = 100;
      const outcomes = await goAll(await rig.startAll(8));
      expect(outcomes.map(({ code }) => code)).toEqual(outcomes.map(() => "MAYROS_LOGIN_NEEDED"));
      expect(rig.server.seen).toEqual(["refresh-1"]);
    },
    TIME,
  );
});

describe.skipIf(process.platform === "win32")("files", () => {
  test.each([0o000, 0o077])(
    "umask %i: nobody else can read any of them (T27)",
    async (umask) => {
      await rig.logIn();
      rig.server.switches.latency = 300;
      const [child] = (await rig.startAll(1, { umask })) as [Child];
      child.go();
      await until(() => rig.server.seen.length === 1);
      const files = readdirSync(rig.stateDir, { recursive: true, withFileTypes: true });
      const modes = files.map((file) => {
        const { mode } = statSync(join(file.parentPath, file.name));
        return `${file.isDirectory() ? "folder" : "file"} ${(mode & 0o777).toString(8)}`;
      });
      expect(new Set(modes)).toEqual(new Set(["file 600", "folder 700"]));
      expect(files.map(({ name }) => name)).toContain("auth.db-journal");
      expect((await outcomeOf(child)).access).toBe("access-refresh-2");
    },
    TIME,
  );

  test(
    "a folder that may not be written: no token is spent (T23)",
    async () => {
      await rig.logIn();
      // Nothing is closed to root, so its child gives that privilege up.
      const within = isRoot ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : [];
      chmodSync(rig.stateDir, 0o500);
      const [outcome] = await goAll(await rig.startAll(1, {}, { within }));
      chmodSync(rig.stateDir, 0o700);
      expect(outcome).toMatchObject({
        code: "MAYROS_STATE_UNREADABLE",
        message: expect.stringMatching(/was not refreshed.*cannot be/),
      });
      expect(rig.server.seen).toEqual([]);
    },
    TIME,
  );

  test.runIf(isRoot)("locks of somebody else are not trusted (T26)", async () => {
    const profile = await rig.logIn();
    mkdirSync(join(rig.stateDir, "locks"), { mode: 0o777 });
    chownSync(join(rig.stateDir, "locks"), 65534, 65534);
    const spend = (): Promise<never> => Promise.reject(new Error("spent"));
    await expect(rig.refresher.fresh(profile, { spend })).rejects.toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
      message: expect.stringContaining("belongs to another user (uid 65534)"),
    });
  });
});
