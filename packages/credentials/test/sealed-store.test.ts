// T31 and the sealing of rows: a keyring that works, is absent, locked, silent or has lost its key, each in a process of
// its own; and what somebody can do who may write the file.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Credential } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  openProfileStore,
  openSealer,
  type ProfileStore,
  type StoreMode,
  systemKeyring,
} from "../src/index.ts";

const LIBRARY = join(import.meta.dirname, "fake-keyring.cjs");
const CANARY = "canary-5f0e2b";
const oauth: Credential = {
  type: "oauth",
  access: `${CANARY}-access`,
  refresh: `${CANARY}-refresh`,
  expiresAt: 6,
  email: "me@example.com",
  extras: { idToken: `${CANARY}-id` },
};
const key: Credential = { type: "api-key", key: `${CANARY}-key` };

let folder: string;
let ring: string;
let path: string;
let warnings: string[];
/** ms, of the sealer's clock. */
let elapsed: number;
const open = new Set<ProfileStore>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mayros-sealed-"));
  ring = join(folder, "ring");
  mkdirSync(ring);
  path = join(folder, "state", "auth.db");
  warnings = [];
  elapsed = 0;
});
afterEach(() => {
  for (const store of open) store.close();
  open.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** As a new process would. */
function openStore(mode: StoreMode = "auto", library = LIBRARY, patience?: number): ProfileStore {
  const env = {
    PATH: process.env.PATH,
    DBUS_SESSION_BUS_ADDRESS: "x",
    XDG_RUNTIME_DIR: ring,
    ACME_API_KEY: CANARY,
  };
  const warn = (text: string) => void warnings.push(text);
  const sealer = openSealer({
    keyring: systemKeyring({ env, library, patience }),
    mode: async () => mode,
    elapsed: () => elapsed,
    warn,
  });
  const store = openProfileStore({ stateDir: join(folder, "state"), now: Date.now, warn, sealer });
  open.add(store);
  return store;
}

const behave = (mode: string) => writeFileSync(join(ring, "mode"), mode);
const asked = () => (existsSync(join(ring, "log")) ? readFileSync(join(ring, "log"), "utf8") : "");
const entries = () => readdirSync(ring).filter((name) => name.startsWith("entry-"));
const bytes = () => readFileSync(path, "latin1");

function change(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

const unavailable = (message: RegExp) => ({
  code: "MAYROS_KEYRING_UNAVAILABLE",
  message: expect.stringMatching(message),
  hint: expect.stringMatching(/./),
});

describe("a keyring that works", () => {
  test("seals what was in plain text before, as it is, and leaves no backup of that", async () => {
    const plain = openStore("file");
    await plain.save("a", "acme", oauth, "browser");
    await plain.save("b", "acme", key);
    await plain.saveReference("c", "acme", { source: "env", id: "A_KEY" }, "api-key");
    const before = await plain.readAll("acme");
    expect(await plain.sealPlain()).toEqual([]);
    expect(bytes()).toContain(CANARY);
    expect(await openStore().sealPlain()).toEqual(["a", "b"]);
    expect(await openStore().sealPlain()).toEqual([]);
    expect(await openStore().readAll("acme")).toEqual(before);
    expect((await openStore().list()).map(({ sealed }) => sealed)).toEqual([true, true, undefined]);
    const folder_ = join(folder, "state", "backups");
    const files = [path, ...readdirSync(folder_).map((name) => join(folder_, name))];
    expect(files).toHaveLength(2);
    for (const file of files) expect(readFileSync(file, "latin1")).not.toContain(CANARY);
  });

  test("a token that is renewed meanwhile is saved", async () => {
    const store = openStore("file");
    await store.save("a", "acme", oauth);
    const [before] = await store.readAll("acme");
    await openStore().sealPlain();
    expect(before && (await openStore().saveRefreshed(before, { ...oauth, access: "new" }))).toBe(
      true,
    );
    expect(await openStore().read("a")).toMatchObject({ credential: { access: "new" } });
    expect((await openStore().list())[0]).toMatchObject({ sealed: true });
  });

  test("rows are sealed, and every process can open them", async () => {
    await openStore().save("a", "acme", oauth);
    await openStore().save("b", "acme", key);
    const store = openStore();
    expect(await store.list()).toMatchObject([
      { id: "a", sealed: true, hint: "...", email: "me@example.com", renewable: true },
      { id: "b", sealed: true, hint: "..." },
    ]);
    expect((await store.read("a"))?.credential).toEqual(oauth);
    expect((await store.readAll("acme")).map(({ credential }) => credential)).toEqual([oauth, key]);
    expect(bytes()).not.toContain(CANARY);
    expect(warnings).toEqual([]);
  });

  test("listing asks no keyring", async () => {
    await openStore().save("a", "acme", key);
    rmSync(join(ring, "log"));
    const store = openStore();
    await store.list();
    await store.listProfileProviders();
    await store.order("acme");
    expect(asked()).toBe("");
  });

  test("it is told to be the one that survives a restart", async () => {
    await openStore().save("a", "acme", key);
    for (const line of asked().trim().split("\n")) {
      expect(JSON.parse(line)).toEqual([
        "mayros",
        expect.any(String),
        { linux: { store: "secret-service" } },
      ]);
    }
  });

  test("one key for all rows and stores, of 32 bytes", async () => {
    const store = openStore();
    await Promise.all(["a", "b", "c"].map((id) => store.save(id, "acme", key)));
    await openStore().save("d", "acme", key);
    expect(entries()).toHaveLength(2);
    const [one, other] = entries().map((name) => readFileSync(join(ring, name), "utf8"));
    expect(one).toBe(other);
    expect(Buffer.from(one?.split(":")[1] ?? "", "base64url")).toHaveLength(32);
  });

  test("the same text is sealed differently each time, and each save anew", async () => {
    const store = openStore();
    await store.save("a", "acme", key);
    const first = bytes();
    expect(await store.save("a", "acme", key)).toEqual({ revision: 2, replaced: true });
    expect(bytes()).not.toBe(first);
    expect((await openStore().read("a"))?.credential).toEqual(key);
  });

  test("a refreshed token is sealed as the old one was", async () => {
    const store = openStore();
    await store.save("a", "acme", oauth);
    const before = await store.read("a");
    if (!before) throw new Error("it is not there");
    expect(await store.saveRefreshed(before, { ...oauth, access: `${CANARY}-2` })).toBe(true);
    expect((await openStore().read("a"))?.credential).toMatchObject({ access: `${CANARY}-2` });
    expect(bytes()).not.toContain(CANARY);
  });

  test("what was in plain text stays readable, and is sealed when it is stored anew", async () => {
    await openStore("file").save("a", "acme", key);
    expect(bytes()).toContain(CANARY);
    expect(asked()).toBe("");
    const store = openStore();
    expect((await store.read("a"))?.credential).toEqual(key);
    await store.save("a", "acme", key);
    expect(bytes()).not.toContain(CANARY);
    expect((await openStore("file").read("a"))?.credential).toEqual(key);
  });
});

describe("somebody who may write the file", () => {
  test.each([
    ["another provider", "UPDATE profiles SET provider = 'evil'"],
    ["another id", "UPDATE profiles SET id = 'z'"],
    ["another revision", "UPDATE profiles SET revision = 9"],
    ["another column", "UPDATE profiles SET secret = refresh"],
    [
      "another text",
      "UPDATE profiles SET secret = substr(secret, 1, 20) || 'AAAA' || substr(secret, 25)",
    ],
    ["a text that is cut", "UPDATE profiles SET secret = substr(secret, 1, 12)"],
    ["nothing", "UPDATE profiles SET secret = ''"],
  ])("can't give a sealed text %s", async (_, sql) => {
    await openStore().save("a", "acme", oauth);
    change(sql);
    const store = openStore();
    const [row] = await store.list();
    await expect(store.read(row?.id ?? "")).rejects.toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
      message: expect.stringMatching(/was not sealed by Mayros as it stands, or was damaged/),
    });
    expect(await store.readAll(row?.provider ?? "")).toEqual([]);
    expect(warnings.join()).toContain("was not sealed by Mayros");
  });
});

describe("T31: a keyring that is not to be had", () => {
  test("absent: auto stores in plain text, keyring stores nothing", async () => {
    behave("absent");
    await openStore().save("a", "acme", key);
    expect((await openStore().list())[0]).not.toHaveProperty("sealed");
    expect((await openStore().read("a"))?.credential).toEqual(key);
    await expect(openStore("keyring").save("b", "acme", key)).rejects.toMatchObject(
      unavailable(/was not provided by any \.service files/),
    );
    expect(await openStore().list()).toHaveLength(1);
    expect(entries()).toEqual([]);
  });

  test.each([
    ["locked", /is locked/],
    ["silent", /does not answer within 3 s/],
    ["waiting", /is locked and was not unlocked within 3 s/],
    ["forgets", /does not keep what it is given/],
  ])(
    "%s: auto says so once and stores in plain text, keyring stores nothing",
    async (mode, says) => {
      behave(mode);
      const store = openStore();
      await store.save("a", "acme", key);
      await store.save("b", "acme", key);
      expect(warnings).toEqual([expect.stringMatching(says)]);
      expect((await store.list()).map(({ sealed }) => sealed)).toEqual([undefined, undefined]);
      await expect(openStore("keyring").save("c", "acme", key)).rejects.toMatchObject(
        unavailable(says),
      );
      expect(entries()).toEqual([]);
    },
    20_000,
  );

  test("a library that prints lines of its own is understood all the same", async () => {
    const chatty = join(folder, "chatty.cjs");
    const said = `console.log("hello"); console.log("5"); console.log("null");`;
    writeFileSync(chatty, `${said} module.exports = require(${JSON.stringify(LIBRARY)});`);
    await openStore("keyring", chatty).save("a", "acme", key);
    expect((await openStore("keyring", chatty).read("a"))?.credential).toEqual(key);
  });

  test("no library, no D-Bus: absent, without a process", async () => {
    const nowhere = systemKeyring({ env: {}, library: LIBRARY, platform: "linux" });
    await expect(nowhere.read(["x"], { patient: false })).rejects.toMatchObject({
      trouble: "absent",
      message: expect.stringContaining("no D-Bus"),
    });
    await openStore("auto", join(folder, "none.cjs")).save("a", "acme", key);
    expect((await openStore().list())[0]).not.toHaveProperty("sealed");
  });

  test.each([
    ["locked", /is locked/],
    ["silent", /does not answer within 0\.8 s/],
    ["absent", /not provided/],
  ])(
    "%s after rows were sealed: an error of its own; no new key, no plain text",
    async (mode, says) => {
      await openStore().save("a", "acme", oauth);
      const [file, keys] = [bytes(), entries()];
      behave(mode);
      for (const chosen of ["auto", "keyring"] as const) {
        const store = openStore(chosen, LIBRARY, 800);
        await expect(store.read("a")).rejects.toMatchObject(unavailable(says));
        await expect(store.readAll("acme")).rejects.toMatchObject(unavailable(says));
        await expect(store.save("b", "acme", key)).rejects.toMatchObject(unavailable(says));
        expect(await store.list()).toHaveLength(1);
      }
      expect([bytes(), entries()]).toEqual([file, keys]);
      behave("works");
      expect((await openStore().read("a"))?.credential).toEqual(oauth);
    },
    60_000,
  );

  test("silent: asked once for ten reads, and again after half a minute", async () => {
    await openStore().save("a", "acme", oauth);
    behave("silent");
    rmSync(join(ring, "log"));
    const store = openStore("auto", LIBRARY, 300);
    for (let count = 1; count <= 10; count += 1) {
      await expect(store.read("a")).rejects.toMatchObject(unavailable(/does not answer/));
      elapsed += 2_999;
    }
    expect(asked().trim().split("\n")).toHaveLength(1);
    behave("works");
    await expect(store.read("a")).rejects.toMatchObject(unavailable(/does not answer/));
    elapsed += 10;
    expect((await store.read("a"))?.credential).toEqual(oauth);
  });

  test("a key that is gone: the same, until the store is told to do without", async () => {
    await openStore().save("a", "acme", oauth);
    for (const name of entries()) rmSync(join(ring, name));
    await expect(openStore().read("a")).rejects.toMatchObject(unavailable(/has no key k1-/));
    await expect(openStore().save("b", "acme", key)).rejects.toMatchObject(
      unavailable(/has no key k1-/),
    );
    expect(entries()).toEqual([]);
    await expect(openStore().requireStorable()).rejects.toMatchObject(unavailable(/has no key/));
    await openStore("file").requireStorable();
    const [closed] = await openStore("file").readAllClosed("acme");
    expect(closed).toMatchObject({
      id: "a",
      credential: { type: "oauth", email: "me@example.com" },
    });
    await openStore("file").save("a", "acme", key);
    expect((await openStore("file").read("a"))?.credential).toEqual(key);
    await openStore().save("b", "acme", key);
    expect((await openStore().list()).map(({ sealed }) => sealed)).toEqual([undefined, true]);
  });

  test("a keyring that was exchanged for another: its key is not taken for ours", async () => {
    await openStore().save("a", "acme", oauth);
    const current = join(ring, "entry-mayros-current");
    const [id] = readFileSync(current, "utf8").split(":");
    writeFileSync(current, `${id}:${Buffer.alloc(32).toString("base64url")}`);
    rmSync(join(ring, `entry-mayros-${id}`));
    await expect(openStore().read("a")).rejects.toMatchObject(unavailable(/has no key k1-/));
  });
});
