import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Credential } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProfileStore, type ProfileStore } from "../src/index.ts";

let folder: string;
let stateDir: string;
let path: string;
let store: ProfileStore;
let clock: number;

function openStore(): ProfileStore {
  return openProfileStore({ stateDir, now: () => clock++, warn: () => {} });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mayros-store-"));
  stateDir = join(folder, "deep", "state");
  path = join(stateDir, "auth.db");
  clock = 1000;
  store = openStore();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const key: Credential = { type: "api-key", key: "sk-abcdefghijklmnopqrst" };
const token: Credential = { type: "token", token: "t0ken", expiresAt: 5 };
const oauth: Credential = {
  type: "oauth",
  access: "access-token-of-some-length",
  refresh: "refresh",
  expiresAt: 6,
  accountId: "account",
  email: "me@example.com",
  extras: { region: "eu" },
};

const unreadable = (message: string | RegExp) => ({
  code: "MAYROS_STATE_UNREADABLE",
  message: expect.stringMatching(message),
  hint: expect.any(String),
});

describe("profiles", () => {
  test("reading and removing where nothing was stored makes nothing", async () => {
    expect(await store.list()).toEqual([]);
    expect(await store.read("p")).toBeUndefined();
    expect(await store.readAll("acme")).toEqual([]);
    expect(await store.listProfileProviders()).toEqual([]);
    expect(await store.order("acme")).toEqual([]);
    expect(await store.remove("p")).toBe(false);
    expect(existsSync(join(folder, "deep"))).toBe(false);
  });

  test.each([key, token, oauth])("a credential comes back as it was: $type", async (credential) => {
    expect(await store.save("p", "acme", credential)).toEqual({ revision: 1, replaced: false });
    expect(await store.read("p")).toEqual({
      id: "p",
      provider: "acme",
      credential,
      revision: 1,
      createdAt: 1000,
      updatedAt: 1000,
    });
  });

  test("replacing counts, and leaves nothing of the old credential", async () => {
    await store.save("p", "acme", oauth);
    expect(await store.save("p", "acme", key)).toEqual({ revision: 2, replaced: true });
    expect(await store.read("p")).toEqual({
      id: "p",
      provider: "acme",
      credential: key,
      revision: 2,
      createdAt: 1000,
      updatedAt: 1001,
    });
    store.close();
    expect(readFileSync(path, "latin1")).not.toContain("access-token-of-some-length");
  });

  test("summaries hold no secret", async () => {
    await store.save("b", "zeta", key);
    await store.save("a", "acme", oauth);
    const summaries = await store.list();
    expect(summaries).toEqual([
      {
        id: "a",
        provider: "acme",
        type: "oauth",
        email: "me@example.com",
        expiresAt: 6,
        renewable: true,
        createdAt: 1001,
        updatedAt: 1001,
        hint: "...ngth",
      },
      {
        id: "b",
        provider: "zeta",
        type: "api-key",
        createdAt: 1000,
        updatedAt: 1000,
        hint: "sk-...qrst",
      },
    ]);
    expect(await store.list("zeta")).toEqual(summaries.slice(1));
  });

  test("by provider, oldest first", async () => {
    for (const id of ["z", "a", "m"]) await store.save(id, "acme", key);
    await store.save("other", "zeta", key);
    await store.save("z", "acme", token);
    expect((await store.readAll("acme")).map(({ id }) => id)).toEqual(["z", "a", "m"]);
    expect((await store.listProfileProviders()).toSorted()).toEqual(["acme", "zeta"]);
  });

  test("removing", async () => {
    await store.save("p", "acme", key);
    expect(await store.remove("p")).toBe(true);
    expect(await store.remove("p")).toBe(false);
    expect(await store.list()).toEqual([]);
    store.close();
    expect(readFileSync(path, "latin1")).not.toContain("sk-abcdefghijklmnopqrst");
  });

  test("a profile of another provider is not replaced", async () => {
    await store.save("p", "zeta", key);
    await expect(store.save("p", "acme", key)).rejects.toMatchObject({
      code: "MAYROS_CREDENTIAL_INVALID",
      message: "profile p belongs to zeta, not to acme",
    });
    expect((await store.read("p"))?.provider).toBe("zeta");
  });

  test("an order that stands in the store is read; a removed profile leaves it", async () => {
    for (const id of ["a", "b"]) await store.save(id, "acme", key);
    const database = new DatabaseSync(path);
    database.exec(`INSERT INTO profile_order VALUES ('acme', 2, 'a'), ('acme', 1, 'b')`);
    database.close();
    expect(await store.order("acme")).toEqual(["b", "a"]);
    await store.remove("b");
    expect(await store.order("acme")).toEqual(["a"]);
  });

  test("bad ids and credentials are refused before anything is made", async () => {
    await expect(store.save("a b", "acme", key)).rejects.toMatchObject({
      code: "MAYROS_CREDENTIAL_INVALID",
    });
    await expect(store.save("p", "acme", { type: "api-key", key: "" })).rejects.toMatchObject({
      code: "MAYROS_CREDENTIAL_INVALID",
    });
    expect(existsSync(stateDir)).toBe(false);
  });

  test("50 changes at once in one process", async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => store.save(`p${index % 10}`, "acme", key)),
    );
    expect((await store.list()).map(({ id }) => id)).toHaveLength(10);
    expect((await store.read("p3"))?.revision).toBe(5);
  });

  test("a lock of another connection is waited for while other work goes on", async () => {
    await store.save("p", "acme", key);
    const other = new DatabaseSync(path);
    other.exec("BEGIN EXCLUSIVE");
    let turns = 0;
    const ticking = setInterval(() => {
      turns++;
      if (turns === 5) other.exec("COMMIT");
    }, 5);
    expect((await store.list()).length).toBe(1);
    expect(turns).toBeGreaterThanOrEqual(5);
    clearInterval(ticking);
    other.close();
  });
});

describe("the file", () => {
  test("a store that was replaced or removed under an open connection is noticed", async () => {
    await store.save("old", "acme", key);
    renameSync(path, `${path}.away`);
    expect(await store.list()).toEqual([]);
    await store.save("new", "acme", key);
    expect((await store.list()).map(({ id }) => id)).toEqual(["new"]);
  });

  test("an empty file is an empty store", async () => {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, "", { mode: 0o600 });
    expect(await store.list()).toEqual([]);
    expect(await store.save("p", "acme", key)).toEqual({ revision: 1, replaced: false });
  });

  test("a newer schema is read but not written", async () => {
    await store.save("p", "acme", key);
    const database = new DatabaseSync(path);
    // Another journal mode: what must not be changed, not even before the version is known.
    database.exec("ALTER TABLE profiles ADD COLUMN fresh TEXT; PRAGMA user_version = 999");
    database.exec("PRAGMA journal_mode = WAL");
    database.close();
    expect((await store.list()).map(({ id }) => id)).toEqual(["p"]);
    const bytes = readFileSync(path);
    await expect(store.save("q", "acme", key)).rejects.toMatchObject(
      unreadable(/newer version of Mayros \(schema 999\)/),
    );
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(await store.list()).toHaveLength(1);
  });

  test("one profile that cannot be read does not take the others with it", async () => {
    await store.save("good", "acme", key);
    await store.save("odd", "acme", key);
    const database = new DatabaseSync(path);
    database.exec("UPDATE profiles SET type = 'hologram' WHERE id = 'odd'");
    database.close();
    expect((await store.readAll("acme")).map(({ id }) => id)).toEqual(["good"]);
    await expect(store.read("odd")).rejects.toMatchObject(unreadable(/profile odd/));
  });

  test("a closed store says so, and opens nothing again", async () => {
    await store.save("p", "acme", key);
    store.close();
    await expect(store.list()).rejects.toMatchObject(unreadable(/was closed/));
  });

  test("a sealed row is listed, and says that it cannot be read", async () => {
    await store.save("p", "acme", key);
    const database = new DatabaseSync(path);
    database.exec("UPDATE profiles SET key_id = 'k1'");
    database.close();
    expect((await store.list())[0]?.hint).toBe("...");
    await expect(store.read("p")).rejects.toMatchObject(unreadable(/profile p/));
  });

  test("a database of another program is left alone", async () => {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path);
    database.exec("CREATE TABLE theirs (x)");
    database.close();
    const before = hashOf(path);
    await expect(store.list()).rejects.toMatchObject(unreadable(/another program/));
    await expect(store.save("p", "acme", key)).rejects.toMatchObject(unreadable(/another program/));
    expect(hashOf(path)).toBe(before);
  });
});

describe("damage", () => {
  async function expectUntouched(content: Buffer): Promise<void> {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, content, { mode: 0o600 });
    const before = hashOf(path);
    const reader = openStore();
    await expect(reader.list()).rejects.toMatchObject(unreadable(path));
    await expect(reader.save("p", "acme", key)).rejects.toMatchObject(unreadable(path));
    reader.close();
    expect(hashOf(path)).toBe(before);
  }

  test.each([
    ["JSON", Buffer.from('{"version":1,"profiles":{}}')],
    ["NUL bytes", Buffer.alloc(8192)],
    ["text", Buffer.from("x".repeat(9000))],
    ["an empty list", Buffer.from("[]")],
    ["null", Buffer.from("null")],
    ["UTF-16", Buffer.from(`\ufeff{"profiles":${JSON.stringify("x".repeat(600))}}`, "utf16le")],
    ["100 MB", Buffer.alloc(100_000_000, "SQLite ")],
  ])("%s instead of a database", async (_, content) => {
    await expectUntouched(content);
  });

  test("cut off anywhere", async () => {
    await store.save("p", "acme", { type: "api-key", key: "k".repeat(9000) });
    store.close();
    const whole = readFileSync(path);
    const lengths = [1, 15, 16, 50, 99, 100, 101, 511, 512, 1024, 4095, 4096, 4097];
    for (let length = 8192; length < whole.length; length += 4096) lengths.push(length, length - 1);
    for (const length of lengths) await expectUntouched(whole.subarray(0, length));
  });

  test("damaged in the middle: nothing is written over it", async () => {
    for (let index = 0; index < 40; index++) {
      await store.save(`p${index}`, "acme", { type: "api-key", key: "k".repeat(500) });
    }
    store.close();
    const content = readFileSync(path);
    content.fill(0xff, 4096 * 4, 4096 * 5);
    writeFileSync(path, content);
    const before = hashOf(path);
    store = openStore();
    await expect(store.save("new", "acme", key)).rejects.toMatchObject(unreadable(/damaged/));
    expect(hashOf(path)).toBe(before);
  });

  test("a state folder that is a file", async () => {
    mkdirSync(join(folder, "deep"));
    writeFileSync(stateDir, "");
    await expect(store.list()).rejects.toMatchObject(unreadable(/its folder is a file/));
    await expect(store.save("p", "acme", key)).rejects.toMatchObject(
      unreadable(/its folder is a file/),
    );
  });

  test.skipIf(process.platform === "win32")(
    "a folder, a dangling link, a loop of links",
    async () => {
      mkdirSync(path, { recursive: true });
      await expect(store.list()).rejects.toMatchObject(unreadable(/is not a file/));
      rmSync(path, { recursive: true });
      symlinkSync(join(folder, "nowhere"), path);
      await expect(store.save("p", "acme", key)).rejects.toMatchObject(
        unreadable(/link to nowhere/),
      );
      rmSync(path);
      symlinkSync(path, path);
      await expect(store.list()).rejects.toMatchObject(unreadable(/ELOOP/));
    },
  );
});

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
