import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failureOf } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProfileStore, openRequestMemory, type ProfileStore } from "../src/index.ts";
import { startChild } from "./start-child.ts";

const isRoot = process.getuid?.() === 0;
let folder: string;
let stateDir: string;
let warnings: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mayros-store-"));
  stateDir = join(folder, "state");
  warnings = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function openStore(): ProfileStore {
  return openProfileStore({ stateDir, now: Date.now, warn: (text) => warnings.push(text) });
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("several processes", () => {
  test("20 that make the store and save at the same moment: everything is there", async () => {
    const children = Array.from({ length: 20 }, (_, index) =>
      startChild("save-in-child.ts", [stateDir, `p${index}`, "3"]),
    );
    await Promise.all(children.map((child) => child.printed(1)));
    for (const child of children) child.go();
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual(ends.map(() => [0, ""]));
    const store = openStore();
    const ids = (await store.list()).map(({ id }) => id);
    store.close();
    expect(new Set(ids)).toEqual(
      new Set(children.flatMap((_, index) => [1, 2, 3].map((number) => `p${index}-${number}`))),
    );
    expect(warnings).toEqual([]);
  }, 120_000);

  test("8 that save the same profiles: every save counts", async () => {
    const children = Array.from({ length: 8 }, () =>
      startChild("save-in-child.ts", [stateDir, "same", "3"]),
    );
    await Promise.all(children.map((child) => child.printed(1)));
    for (const child of children) child.go();
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(ends.map(({ stderr }) => stderr).join("")).toBe("");
    const store = openStore();
    const saved = await store.readAll("acme");
    expect(saved.map(({ revision }) => revision)).toEqual([8, 8, 8]);
    store.close();
  }, 120_000);

  test("kill -9 while saving: the old or the new profile, and the next process goes on at once", async () => {
    const store = openStore();
    await store.save("other", "acme", { type: "api-key", key: "untouched" });
    let reached = 0;
    for (let round = 1; round <= 8; round++) {
      const child = startChild("save-in-child.ts", [stateDir, "same", "0"]);
      await child.printed(1);
      child.go();
      await child.printed(2 + round);
      await new Promise((resolve) => setTimeout(resolve, round));
      child.process.kill("SIGKILL");
      await child.ended;
      const reported = Number(child.lines.at(-1)?.split(" ")[1]);
      const profile = await store.read("same");
      expect(profile?.revision).toBeGreaterThanOrEqual(Math.max(reported, reached));
      expect(profile?.revision).toBeLessThanOrEqual(reported + 1);
      expect(profile?.credential).toMatchObject({ key: expect.stringMatching(/^(.)\1{9999}$/) });
      reached = profile?.revision ?? 0;
    }
    expect((await store.read("other"))?.credential).toEqual({ type: "api-key", key: "untouched" });
    await store.save("same", "acme", { type: "api-key", key: "after" });
    store.close();
  }, 120_000);
});

describe.skipIf(process.platform === "win32")("permissions", () => {
  test.each(["000", "022", "077"])("umask %s: folder 0700, file 0600", async (umask) => {
    const child = startChild("save-in-child.ts", [stateDir, "p", "1", umask]);
    child.go();
    expect(await child.ended).toMatchObject({ code: 0, stderr: "" });
    expect(modeOf(stateDir)).toBe("700");
    const files = readdirSync(stateDir);
    expect(files).toEqual(["auth.ballast", "auth.db", "backups"]);
    const [backup = ""] = readdirSync(join(stateDir, "backups"));
    files.splice(2, 1, join("backups", backup));
    expect(modeOf(join(stateDir, "backups"))).toBe("700");
    for (const file of files) expect(modeOf(join(stateDir, file))).toBe("600");
  });

  test("the rollback journal is as closed as the database", async () => {
    const child = startChild("save-in-child.ts", [stateDir, "same", "0", "000"]);
    child.go();
    await child.printed(2);
    const seen = new Set<string>();
    const journal = join(stateDir, "auth.db-journal");
    while (seen.size === 0) {
      const stats = statSync(journal, { throwIfNoEntry: false });
      if (stats) seen.add((stats.mode & 0o777).toString(8));
      await new Promise((resolve) => setImmediate(resolve));
    }
    child.process.kill("SIGKILL");
    await child.ended;
    expect([...seen]).toEqual(["600"]);
  });

  test("modes that are too open are closed and reported once", async () => {
    const first = openStore();
    await first.save("p", "acme", { type: "api-key", key: "k" });
    first.close();
    chmodSync(stateDir, 0o755);
    chmodSync(join(stateDir, "auth.db"), 0o644);
    const store = openStore();
    await store.list();
    await store.list();
    await store.save("q", "acme", { type: "api-key", key: "k" });
    store.close();
    expect([modeOf(stateDir), modeOf(join(stateDir, "auth.db"))]).toEqual(["700", "600"]);
    expect(warnings).toEqual([
      expect.stringContaining("auth.db was open to other users (0644): it is now 0600"),
      expect.stringContaining("state was open to other users (0755): it is now 0700"),
    ]);
  });

  test.runIf(isRoot)("a store of somebody else is refused", async () => {
    const first = openStore();
    await first.save("p", "acme", { type: "api-key", key: "k" });
    first.close();
    chownSync(join(stateDir, "auth.db"), 65534, 65534);
    const store = openStore();
    await expect(store.list()).rejects.toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
      message: expect.stringContaining("belongs to another user (uid 65534)"),
    });
    await expect(store.save("q", "acme", { type: "api-key", key: "k" })).rejects.toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
    });
  });

  // Nothing is closed to root, so its child gives that privilege up.
  const ordinary = isRoot ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : [];

  async function runRestricted(fileMode: number, folderMode: number) {
    const first = openStore();
    await first.save("p", "acme", { type: "api-key", key: "k" });
    first.close();
    const path = join(stateDir, "auth.db");
    chmodSync(path, fileMode);
    chmodSync(stateDir, folderMode);
    const child = startChild("read-in-child.ts", [stateDir], ordinary);
    const { stdout, stderr } = await child.ended;
    chmodSync(stateDir, 0o700);
    expect(stderr).toBe("");
    return JSON.parse(stdout) as { read: unknown; write: { code: string; message: string } };
  }

  test.each([
    ["folder", 0o600, 0o500],
    ["file and folder", 0o400, 0o500],
  ])("read-only %s: reads work, writes say what is wrong", async (_, fileMode, folderMode) => {
    const { read, write } = await runRestricted(fileMode, folderMode);
    expect(read).toEqual(["p"]);
    expect(write.code).toBe("MAYROS_STATE_UNREADABLE");
    expect(write.message).toMatch(/auth\.db cannot be (?:written|opened)/);
  });

  test.each([
    ["folder", 0o600, 0o500],
    ["file and folder", 0o400, 0o500],
  ])(
    "read-only %s: cooldowns go on in memory, with one warning",
    async (_, fileMode, folderMode) => {
      const memory = openRequestMemory({ stateDir, now: Date.now, warn: () => {} });
      const credential = { type: "api-key", key: "secret-of-OLD" } as const;
      const old = { credential, source: { kind: "env", name: "OLD" } } as const;
      await memory.failed(old, "acme/m", failureOf("rate_limit"));
      memory.close();
      chmodSync(join(stateDir, "state.db"), fileMode);
      chmodSync(stateDir, folderMode);
      const { stdout, stderr } = await startChild("remember-in-child.ts", [stateDir], ordinary)
        .ended;
      chmodSync(stateDir, 0o700);
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual({
        before: ["OLD"],
        // Nobody has to know that a use was not noted.
        quiet: true,
        // It would end here and go on for everybody else.
        reset: "MAYROS_STATE_UNREADABLE",
        after: ["NEWER", "OLD"],
        warnings: [expect.stringMatching(/state\.db cannot be .* in this process alone$/)],
      });
    },
  );

  test("a folder that may not be entered is an error, not an empty store", async () => {
    const { read } = await runRestricted(0o600, 0o000);
    expect(read).toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
      message: expect.stringContaining(join(stateDir, "auth.db")),
    });
  });
});
