// Backups of auth.db, and T24/T25: whatever a damaged or newer file holds, it is never written over, and the newest good
// backup takes its place when a person says so.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Credential } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  inspectBackups,
  inspectStore,
  openProfileStore,
  type ProfileStore,
  restoreStore,
} from "../src/index.ts";

const HOUR = 60 * 60 * 1000;
const key = (text: string): Credential => ({ type: "api-key", key: `secret-of-${text}` });
const oauth: Credential = { type: "oauth", access: "access", refresh: "refresh", expiresAt: 6 };
let stateDir: string;
let path: string;
let store: ProfileStore;
let clock: number;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "mayros-backups-"));
  path = join(stateDir, "auth.db");
  clock = Date.UTC(2026, 10, 28);
  store = openProfileStore({ stateDir, now: () => clock, warn: () => {} });
});
afterEach(() => {
  store.close();
  rmSync(stateDir, { recursive: true, force: true });
});

const idsOf = () =>
  inspectBackups(stateDir).map(({ profiles }) => profiles.map(({ id }) => id).join());
const hashOf = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

/** As a later process: the connection of this one would be read from otherwise. */
async function readAgain<T>(read: (again: ProfileStore) => Promise<T>): Promise<T> {
  const again = openProfileStore({ stateDir, now: () => clock, warn: () => {} });
  try {
    return await read(again);
  } finally {
    again.close();
  }
}

describe("backups", () => {
  test("the newest has what was stored last; one of the same hour is replaced, three stay", async () => {
    for (const id of ["a", "b"]) await store.save(id, "acme", key(id));
    expect(idsOf()).toEqual(["a,b"]);
    for (const id of ["c", "d", "e"]) {
      clock += 2 * HOUR;
      await store.save(id, "acme", key(id));
    }
    expect(idsOf()).toEqual(["a,b,c,d,e", "a,b,c,d", "a,b,c"]);
    clock += 1;
    await store.save("f", "acme", key("f"));
    expect(idsOf()).toEqual(["a,b,c,d,e,f", "a,b,c,d", "a,b,c"]);
  });

  test("each is a whole database that only its owner can read, and nothing else is left", async () => {
    await store.save("a", "acme", key("a"));
    const folder = join(stateDir, "backups");
    const names = readdirSync(folder);
    expect(names).toEqual(["auth-20261128T000000000Z.db"]);
    const file = join(folder, names[0] ?? "");
    if (process.platform !== "win32") {
      expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
      expect((statSync(folder).mode & 0o777).toString(8)).toBe("700");
    }
    const database = new DatabaseSync(file, { readOnly: true });
    expect(database.prepare("SELECT id, secret FROM profiles").all()).toEqual([
      { id: "a", secret: "secret-of-a" },
    ]);
    database.close();
  });

  test("a token that is renewed makes one a day", async () => {
    await store.save("a", "acme", oauth);
    const refresh = async () => {
      const before = await store.read("a");
      if (!before) throw new Error("it is not there");
      await store.saveRefreshed(before, oauth);
    };
    clock += 2 * HOUR;
    await refresh();
    expect(inspectBackups(stateDir)).toHaveLength(1);
    clock += 24 * HOUR;
    await refresh();
    expect(inspectBackups(stateDir)).toHaveLength(2);
  });

  test("what was removed is in none of them", async () => {
    for (const id of ["a", "b", "c"]) {
      await store.save(id, "acme", key(id));
      clock += 2 * HOUR;
    }
    await store.remove("a");
    expect(idsOf()).toEqual(["b,c"]);
    for (const { path: file } of inspectBackups(stateDir)) {
      expect(readFileSync(file, "latin1")).not.toContain("secret-of-a");
    }
  });

  test("a folder that is a file stops no save", async () => {
    writeFileSync(join(stateDir, "backups"), "");
    expect(await store.save("a", "acme", key("a"))).toEqual({ revision: 1, replaced: false });
    expect(await store.remove("a")).toBe(true);
  });

  test("reading makes none", async () => {
    await store.list();
    expect(readdirSync(stateDir)).toEqual([]);
  });
});

/** Two logins in a store with a backup, whose file is then spoiled. */
async function spoil(content: Uint8Array | ((whole: Buffer) => Uint8Array)): Promise<void> {
  await store.save("a", "acme", key("a".repeat(9000)));
  await store.save("b", "acme", oauth);
  store.close();
  const whole = readFileSync(path);
  writeFileSync(path, typeof content === "function" ? content(whole) : content);
}

const spoilt: [string, (whole: Buffer) => Uint8Array][] = [
  ...[0, 1, 15, 16, 99, 100, 511, 512, 4095, 4096, 4097, 8192, 12287, 20479].map(
    (length): [string, (whole: Buffer) => Uint8Array] => [
      `cut at ${length}`,
      (whole) => whole.subarray(0, length),
    ],
  ),
  ["NUL bytes", () => Buffer.alloc(8192)],
  ["text", () => Buffer.from("x".repeat(9000))],
  ["null", () => Buffer.from("null")],
  ["UTF-16", () => Buffer.from(`\ufeff${"{}".repeat(4000)}`, "utf16le")],
  ["an overwritten page", (whole) => Buffer.from(whole).fill(0xff, 4096, 8192)],
  ["100 MB of NUL bytes", () => Buffer.alloc(100_000_000)],
];

describe("T24: a damaged file", () => {
  test.each(spoilt)("%s: is never written over, and restored on demand", async (_, content) => {
    await spoil(content);
    const before = hashOf(path);
    const isEmpty = statSync(path).size === 0;
    await readAgain(async (again) => {
      if (isEmpty) return;
      await expect(again.save("c", "acme", key("c"))).rejects.toMatchObject({
        code: "MAYROS_STATE_UNREADABLE",
      });
      await again.remove("a").catch(() => {});
    });
    expect(hashOf(path)).toBe(before);
    expect(inspectStore(stateDir).condition).toBe(isEmpty ? "empty" : "damaged");
    const restored = restoreStore(stateDir, clock);
    expect(restored.kept.map(hashOf)).toEqual([before]);
    expect(await readAgain((again) => again.readAll("acme"))).toMatchObject([
      { id: "a", credential: key("a".repeat(9000)) },
      { id: "b", credential: oauth },
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(stateDir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("its journal goes with it: it would be rolled into the new file", async () => {
    await spoil(Buffer.alloc(8192));
    writeFileSync(`${path}-journal`, "\0old");
    const { kept } = restoreStore(stateDir, clock);
    expect(existsSync(`${path}-journal`)).toBe(false);
    expect(kept.map((file) => readFileSync(file).length)).toEqual([4, 8192]);
    expect(await readAgain((again) => again.list())).toHaveLength(2);
  });

  test("a file that is gone", async () => {
    await store.save("a", "acme", key("a"));
    store.close();
    rmSync(path);
    expect(restoreStore(stateDir, clock).kept).toEqual([]);
    expect(await readAgain((again) => again.list())).toHaveLength(1);
  });

  test("the newest backup that is good is taken; without any nothing is touched", async () => {
    await store.save("a", "acme", key("a"));
    clock += 2 * HOUR;
    await spoil(Buffer.alloc(8192));
    const before = hashOf(path);
    const [newest, older] = inspectBackups(stateDir);
    writeFileSync(newest?.path ?? "", "spoilt");
    expect(restoreStore(stateDir, clock).backup.path).toBe(older?.path);
    expect(await readAgain((again) => again.list())).toHaveLength(1);
    writeFileSync(path, Buffer.alloc(8192));
    writeFileSync(older?.path ?? "", "spoilt");
    expect(() => restoreStore(stateDir, clock)).toThrow(
      /can't be restored: no backup of it is sound/,
    );
    rmSync(join(stateDir, "backups"), { recursive: true });
    expect(() => restoreStore(stateDir, clock)).toThrow(/there is no backup of it/);
    expect(hashOf(path)).toBe(before);
  });
});

describe("T25 and what else is not restored over", () => {
  test("a newer schema is read, not written, and stays", async () => {
    await store.save("a", "acme", key("a"));
    store.close();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 999");
    database.close();
    const before = hashOf(path);
    await readAgain(async (again) => {
      expect(await again.list()).toHaveLength(1);
      await expect(again.save("b", "acme", key("b"))).rejects.toMatchObject({
        message: expect.stringContaining("newer version of Mayros (schema 999)"),
      });
      await expect(again.remove("a")).rejects.toMatchObject({ code: "MAYROS_STATE_UNREADABLE" });
    });
    expect(() => restoreStore(stateDir, clock)).toThrow(/newer version/);
    expect(hashOf(path)).toBe(before);
  });

  test("a backup of a newer version is not taken", async () => {
    await spoil(Buffer.alloc(8192));
    const [backup] = inspectBackups(stateDir);
    const database = new DatabaseSync(backup?.path ?? "");
    database.exec("PRAGMA user_version = 999");
    database.close();
    expect(() => restoreStore(stateDir, clock)).toThrow(/no backup of it is sound/);
  });

  test("a sound store, and a database of another program", async () => {
    await store.save("a", "acme", key("a"));
    expect(() => restoreStore(stateDir, clock)).toThrow(/is sound: there is nothing to restore/);
    store.close();
    rmSync(path);
    const database = new DatabaseSync(path);
    database.exec("CREATE TABLE theirs (x)");
    database.close();
    expect(() => restoreStore(stateDir, clock)).toThrow(/another program/);
  });
});
