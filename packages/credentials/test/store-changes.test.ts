// What the store keeps beside credentials: orders, logins that ended, refreshed tokens; and what it does with a file
// that another version wrote (T25).
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { OAuthCredential } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProfileStore, openSealer, type Profile, type ProfileStore } from "../src/index.ts";

let stateDir: string;
let path: string;
let store: ProfileStore;
let clock: number;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "mayros-changes-"));
  path = join(stateDir, "auth.db");
  clock = 1000;
  store = openProfileStore({ stateDir, now: () => clock++, warn: () => {} });
});
afterEach(() => {
  store.close();
  rmSync(stateDir, { recursive: true, force: true });
});

const oauth = (name: string): OAuthCredential => ({
  type: "oauth",
  access: `access-${name}`,
  refresh: `refresh-${name}`,
  expiresAt: 5000,
});

async function saved(id: string, name = id): Promise<Profile> {
  await store.save(id, "acme", oauth(name), "device");
  return (await store.read(id)) as Profile;
}

describe("orders", () => {
  test("are set, replaced, and taken away", async () => {
    for (const id of ["a", "b", "c"]) await saved(id);
    await store.setOrder("acme", ["c", "a", "c"]);
    expect(await store.order("acme")).toEqual(["c", "a"]);
    await store.setOrder("acme", ["b"]);
    expect(await store.order("acme")).toEqual(["b"]);
    expect(await store.clearOrder("acme")).toBe(true);
    expect(await store.clearOrder("acme")).toBe(false);
    expect(await store.order("acme")).toEqual([]);
  });

  test("name profiles of the provider alone; otherwise the old one stays", async () => {
    await saved("a");
    await store.save("theirs", "zeta", oauth("z"));
    await store.setOrder("acme", ["a"]);
    await expect(store.setOrder("acme", ["a", "theirs", "nobody"])).rejects.toMatchObject({
      code: "MAYROS_PROFILE_UNKNOWN",
      message: "acme has no profile theirs, nobody",
      hint: "mayros models auth list --provider acme",
    });
    expect(await store.order("acme")).toEqual(["a"]);
  });
});

describe("logins that ended", () => {
  test("keep their tokens, and are so until they are saved again", async () => {
    const before = await saved("p");
    expect(await store.markDead(before, "it was revoked")).toBe(true);
    const dead = await store.read("p");
    expect(dead).toEqual({ ...before, dead: { reason: "it was revoked", at: 1001 } });
    expect((await store.list())[0]?.dead).toEqual(dead?.dead);
    expect((await saved("p")).dead).toBeUndefined();
  });

  test("end for the login that was asked, not for a later one", async () => {
    const before = await saved("p");
    await saved("p", "anew");
    expect(await store.markDead(before, "it was revoked")).toBe(false);
    expect((await store.read("p"))?.dead).toBeUndefined();
    await store.remove("p");
    expect(await store.markDead(before, "it was revoked")).toBe(false);
  });
});

describe("refreshed tokens", () => {
  test("replace the old ones; method, age and place in the order stay", async () => {
    const before = await saved("p");
    await store.setOrder("acme", ["p"]);
    await store.markDead(before, "a server was wrong");
    expect(await store.saveRefreshed(before, oauth("new"))).toBe(true);
    expect(await store.read("p")).toEqual({
      ...before,
      credential: oauth("new"),
      revision: 2,
      updatedAt: 1002,
      refreshedAt: 1002,
    });
    expect(await store.order("acme")).toEqual(["p"]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["saved anew", () => saved("p", "anew")],
    ["removed", () => store.remove("p")],
    [
      "removed and saved anew, which counts from 1 again",
      async () => {
        await store.remove("p");
        await saved("p", "anew");
      },
    ],
    ["refreshed by another", async () => store.saveRefreshed(await read("p"), oauth("theirs"))],
  ])("are not saved over what was %s", async (_, act) => {
    const before = await saved("p");
    await act();
    const after = await store.read("p");
    expect(await store.saveRefreshed(before, oauth("late"))).toBe(false);
    expect(await store.read("p")).toEqual(after);
  });

  test("get their space before, of which nothing is left after", async () => {
    const before = await saved("p");
    expect(await store.reserve(before, "1234 host")).toBe(true);
    expect(await store.holder("p")).toBe("1234 host");
    expect(readdirSync(stateDir)).toContain("auth.db-journal");
    expect(await store.read("p")).toEqual(before);
    await store.saveRefreshed(before, oauth("new"));
    expect(await store.holder("p")).toBeUndefined();
    expect(readdirSync(stateDir)).not.toContain("auth.db-journal");
    expect(readFileSync(path, "latin1")).not.toContain("refresh-p");
    expect(await store.reserve(before, "1234 host")).toBe(false);
  });

  test("a reservation that nobody came back for goes with the next save or logout", async () => {
    const before = await saved("p");
    await store.reserve(before, "1234 host");
    await saved("other");
    expect(readdirSync(stateDir)).toContain("auth.db-journal");
    await store.remove("p");
    expect(readdirSync(stateDir)).not.toContain("auth.db-journal");
  });

  test("that are none after all give their space back", async () => {
    const before = await saved("p");
    await saved("other", "secret-of-the-other");
    await store.reserve(before, "1234 host");
    await store.remove("other");
    expect(await store.release(before)).toBe(true);
    expect(await store.read("p")).toEqual(before);
    expect(await store.holder("p")).toBeUndefined();
    expect(readdirSync(stateDir)).not.toContain("auth.db-journal");
  });

  test("can be saved after the end, by who holds the store", async () => {
    const before = await saved("p");
    const release = store.hold();
    store.close();
    expect(await store.saveRefreshed(before, oauth("new"))).toBe(true);
    release();
    await expect(store.read("p")).rejects.toMatchObject({ code: "MAYROS_STATE_UNREADABLE" });
  });
});

async function read(id: string): Promise<Profile> {
  return (await store.read(id)) as Profile;
}

/** As version 1 made it: mayros before logins. */
const VERSION_1 = `
CREATE TABLE profiles (id TEXT PRIMARY KEY, provider TEXT NOT NULL, type TEXT NOT NULL, secret TEXT NOT NULL,
  refresh TEXT, expires_at INTEGER, account_id TEXT, email TEXT, extras TEXT, key_id TEXT, revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE TABLE profile_order (provider TEXT NOT NULL, position INTEGER NOT NULL, profile_id TEXT NOT NULL,
  PRIMARY KEY (provider, position)) STRICT;
INSERT INTO profiles VALUES
  ('old', 'acme', 'oauth', 'access-old', 'refresh-old', 5000, 'a', 'me@example.com', NULL, NULL, 3, 1, 2),
  ('key', 'acme', 'api-key', 'sk-old', NULL, NULL, NULL, NULL, NULL, NULL, 1, 1, 1);
INSERT INTO profile_order VALUES ('acme', 1, 'old');
PRAGMA user_version = 1;`;

describe("a file of version 1", () => {
  const old = { id: "old", provider: "acme", revision: 3, createdAt: 1, updatedAt: 2 };
  const identity = { accountId: "a", email: "me@example.com" };
  beforeEach(() => {
    mkdirSync(stateDir, { recursive: true });
    const database = new DatabaseSync(path);
    database.exec(VERSION_1);
    database.close();
  });

  test("is read as it is, and stays as it is", async () => {
    const bytes = readFileSync(path);
    expect(await store.read("old")).toEqual({
      ...old,
      credential: { ...oauth("old"), ...identity },
    });
    expect((await store.list()).map(({ id }) => id)).toEqual(["key", "old"]);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("is brought up by the first change, with all that stands in it", async () => {
    const before = await read("old");
    expect(await store.saveRefreshed(before, { ...oauth("new"), ...identity })).toBe(true);
    const credential = { ...oauth("new"), ...identity };
    expect(await store.read("old")).toMatchObject({ credential, revision: 4, createdAt: 1 });
    expect(await store.order("acme")).toEqual(["old"]);
    expect((await read("key")).credential).toEqual({ type: "api-key", key: "sk-old" });
  });

  test("is sealed, which is a change, too", async () => {
    const entries = new Map<string, string>();
    const keyring = {
      read: async (names: readonly string[]) => names.map((name) => entries.get(name)),
      write: async (given: Readonly<Record<string, string>>) => {
        for (const [name, value] of Object.entries(given)) entries.set(name, value);
      },
    };
    const sealer = openSealer({ keyring, mode: async () => "auto", warn: () => {} });
    const sealed = openProfileStore({ stateDir, now: Date.now, warn: () => {}, sealer });
    expect(await sealed.sealPlain()).toEqual(["old", "key"]);
    expect((await sealed.read("key"))?.credential).toEqual({ type: "api-key", key: "sk-old" });
    sealed.close();
  });
});

test("a file of a later version is read, and no change is made to it (T25)", async () => {
  const before = await saved("p");
  store.close();
  const database = new DatabaseSync(path);
  database.exec("ALTER TABLE profiles ADD COLUMN fresh TEXT; PRAGMA user_version = 999");
  database.close();
  const bytes = readFileSync(path);
  store = openProfileStore({ stateDir, now: () => clock++, warn: () => {} });
  expect(await store.read("p")).toEqual(before);
  const changes: (() => Promise<unknown>)[] = [
    () => store.reserve(before, "1234 host"),
    () => store.saveRefreshed(before, oauth("new")),
    () => store.markDead(before, "no"),
    () => store.setOrder("acme", ["p"]),
    () => store.remove("p"),
  ];
  for (const change of changes) {
    await expect(change()).rejects.toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
      message: expect.stringMatching(/newer version of Mayros \(schema 999\)/),
    });
  }
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(readdirSync(stateDir)).not.toContain("auth.db-journal");
});
