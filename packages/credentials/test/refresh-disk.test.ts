// A one-use token is not spent where its successor can't be saved, and a disk that fills meanwhile costs nothing
// (T23, and "disk full" of the protocol).
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OAuthCredential } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fillDisk, isRoot, makeReadOnly, mountDisk } from "./full-disk.ts";
import { goAll, ID, type RefreshRig, startRig } from "./refresh-rig.ts";
import { spendAt } from "./spend-at.ts";

let rig: RefreshRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const unreadable = (message: RegExp) => ({
  code: "MAYROS_STATE_UNREADABLE",
  message: expect.stringMatching(message),
});

describe.runIf(isRoot)("a small disk", () => {
  let unmount: () => void;
  beforeEach(() => {
    unmount = mountDisk(rig.stateDir, 1024);
  });
  afterEach(async () => {
    rig.store.close();
    unmount();
  });

  test("that is full: no token is spent, and the login works when there is room", async () => {
    const profile = await rig.logIn();
    const empty = fillDisk(rig.stateDir);
    const options = { spend: spendAt(rig.server.url) };
    await expect(rig.refresher.fresh(profile, options)).rejects.toMatchObject(
      unreadable(/was not refreshed.*the disk is full/),
    );
    expect(rig.server.seen).toEqual([]);
    expect(await rig.stored()).toEqual(profile);
    empty();
    expect((await rig.refresher.fresh(profile, options)).revision).toBe(2);
  });

  test("that is full: a token that is still good goes on", async () => {
    const profile = await rig.logIn({ expiresAt: Date.now() + 3000 });
    fillDisk(rig.stateDir);
    const options = { spend: spendAt(rig.server.url) };
    // Good for less than a tenth of its time: it would be refreshed.
    rig.ahead = 2900;
    expect(await rig.refresher.fresh(profile, options)).toEqual(profile);
    expect(rig.server.seen).toEqual([]);
    expect(rig.warnings).toEqual([expect.stringMatching(/was not refreshed.*the disk is full/)]);
  });

  test.each([
    ["a token of the usual size", 100, 100],
    ["a token that grew", 100, 12_000],
    ["a token that was and is large", 12_000, 14_000],
  ])("that fills while the token is spent: nothing is lost (%s)", async (_, before, after) => {
    for (let index = 0; index < 20; index += 1) {
      await rig.logIn({ access: "x".repeat(700) }, `acme:${index}`);
    }
    const profile = await rig.logIn({ access: "o".repeat(before) });
    const spend = spendAt(rig.server.url);
    const fresh = await rig.refresher.fresh(profile, {
      async spend(credential: OAuthCredential) {
        const answer = await spend(credential);
        fillDisk(rig.stateDir);
        return { ...answer, access: "n".repeat(after) };
      },
    });
    expect(fresh).toMatchObject({ revision: 2, credential: { access: "n".repeat(after) } });
    expect(await rig.stored()).toEqual(fresh);
    // Without it: another program could have taken that room.
    expect(existsSync(join(rig.stateDir, "auth.ballast"))).toBe(true);
    // What was written over is gone with the journal.
    expect(readdirSync(rig.stateDir)).not.toContain("auth.db-journal");
  });

  test("that fills while others save their logins, too", async () => {
    const profile = await rig.logIn();
    const spend = spendAt(rig.server.url);
    const fresh = await rig.refresher.fresh(profile, {
      async spend(credential: OAuthCredential) {
        await rig.logIn({}, "acme:other");
        await rig.store.remove("acme:other");
        fillDisk(rig.stateDir);
        return spend(credential);
      },
    });
    expect(await rig.stored()).toEqual(fresh);
    expect(fresh.revision).toBe(2);
    expect(existsSync(join(rig.stateDir, "auth.ballast"))).toBe(true);
  });

  test("that is full: logging out works, of one login after the other", async () => {
    await rig.logIn({ access: "secret-of-this-login".repeat(300) });
    await rig.logIn({}, "acme:other");
    fillDisk(rig.stateDir);
    expect(await rig.store.remove(ID)).toBe(true);
    expect(readFileSync(join(rig.stateDir, "auth.db"), "latin1")).not.toContain("secret-of-this");
    expect(await rig.store.list()).toMatchObject([{ id: "acme:other" }]);
    expect(await rig.store.remove("acme:other")).toBe(true);
  });

  test("that is read-only: no token is spent (T23)", async () => {
    const profile = await rig.logIn();
    rig.store.close();
    makeReadOnly(rig.stateDir);
    const [outcome] = await goAll(await rig.startAll(1));
    expect(outcome).toMatchObject(unreadable(/was not refreshed/));
    expect(outcome?.message).toContain(rig.stateDir);
    expect(rig.server.seen).toEqual([]);
    expect(profile.revision).toBe(1);
  });

  test("that is read-only, with the locks elsewhere: no token is spent (T23)", async () => {
    await rig.logIn();
    rig.store.close();
    makeReadOnly(rig.stateDir);
    const [outcome] = await goAll(await rig.startAll(1, { lockDir: rig.folder }));
    expect(outcome).toMatchObject(unreadable(/auth\.db cannot be written/));
    expect(rig.server.seen).toEqual([]);
  });
});

test.skipIf(process.platform !== "linux")(
  "files that may not grow: no token is spent",
  async () => {
    await rig.logIn();
    const size = readFileSync(join(rig.stateDir, "auth.db")).length;
    const within = ["prlimit", `--fsize=${size + 8192}`];
    const [outcome] = await goAll(await rig.startAll(1, {}, { within }));
    expect(outcome).toMatchObject(unreadable(/was not refreshed/));
    expect(rig.server.seen).toEqual([]);
  },
);
