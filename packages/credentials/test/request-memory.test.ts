// state.db: what one process learns of a key the others know, and no trouble with the file is ever the
// trouble of a request.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { failureOf } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Candidate,
  isCooling,
  openRequestMemory,
  type RequestMemory,
  type RequestMemoryOptions,
} from "../src/index.ts";
import { startChild } from "./start-child.ts";

const HOUR = 3_600_000;
const limited = failureOf("rate_limit", 429);
const facts = { provider: "acme", sessionId: undefined, choice: true };

let stateDir: string;
let now: number;
let warnings: string[];
let opened: RequestMemory[];

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "mayros-memory-"));
  now = 1_800_000_000_000;
  warnings = [];
  opened = [];
});
afterEach(() => {
  for (const memory of opened) memory.close();
  rmSync(stateDir, { recursive: true, force: true });
});

const open = (settings?: RequestMemoryOptions["settings"]): RequestMemory => {
  const memory = openRequestMemory({
    stateDir,
    ...(settings ? { settings } : {}),
    now: () => now,
    warn: (text) => warnings.push(text),
  });
  opened.push(memory);
  return memory;
};
const env = (name: string): Candidate => ({
  credential: { type: "api-key", key: `secret-of-${name}` },
  source: { kind: "env", name },
});
const profile = (id: string): Candidate => ({
  credential: { type: "api-key", key: `secret-of-${id}` },
  source: { kind: "profile", name: id },
});
/** How many handles this process has on a file. */
const openFiles = (path: string): number =>
  readdirSync("/proc/self/fd").filter((handle) => {
    try {
      return readlinkSync(`/proc/self/fd/${handle}`) === path;
    } catch {
      return false;
    }
  }).length;
const coolsAt = async (memory: RequestMemory, candidate: Candidate, model = "acme/m") =>
  (await memory.cooldowns(model))(candidate)?.until;

describe("cooldowns", () => {
  test("are known to everybody on this machine, for that key and that model alone", async () => {
    const cooldown = await open().failed(env("A"), "acme/m", limited);
    expect(cooldown).toMatchObject({ reason: "rate_limit", until: now + 60_000 });
    const other = open();
    expect(await coolsAt(other, env("A"))).toBe(now + 60_000);
    expect(await coolsAt(other, env("B"))).toBeUndefined();
    expect(await coolsAt(other, env("A"), "acme/other")).toBeUndefined();
  });

  test("are the same for one key under two names", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    const renamed = {
      ...env("A"),
      source: { kind: "config", name: "models.providers.acme.apiKey" },
    } as const;
    expect(await coolsAt(memory, renamed)).toBe(now + 60_000);
  });

  test("grow with each failure after the window, and end with an answer", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    expect(await memory.failed(env("A"), "acme/m", limited)).toBeUndefined();
    now += 60_001;
    expect((await memory.failed(env("A"), "acme/m", limited))?.until).toBe(now + 5 * 60_000);
    memory.answered(env("A"), "acme/m", facts);
    expect(await coolsAt(memory, env("A"))).toBeUndefined();
    memory.close();
    const later = open();
    expect(await coolsAt(later, env("A"))).toBeUndefined();
    expect((await later.failed(env("A"), "acme/m", limited))?.until).toBe(now + 60_000);
  });

  test("are listed by name and ended by name, all of them or one", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    await memory.failed(env("A"), "acme/n", limited);
    await memory.failed(profile("acme:work"), "acme/m", failureOf("billing", 429));
    const listed = await memory.listCooldowns();
    expect(listed.map(({ name, model, reason }) => [name, model, reason])).toEqual([
      ["A", "acme/m", "rate_limit"],
      ["A", "acme/n", "rate_limit"],
      ["acme:work", "acme/m", "billing"],
    ]);
    expect(JSON.stringify(listed)).not.toContain("secret-of");
    expect(await memory.reset("A")).toBe(2);
    expect(await memory.reset("nobody")).toBe(0);
    expect(await memory.reset()).toBe(1);
    expect(await open().listCooldowns()).toEqual([]);
  });

  test("are over when a clock was set back, at every look until it has caught up", async () => {
    await open().failed(env("A"), "acme/m", limited);
    for (const hours of [1000, 1, 1]) {
      now -= hours * HOUR;
      const cooldown = (await open().cooldowns("acme/m"))(env("A"));
      expect(cooldown && isCooling(cooldown, now)).toBe(false);
      expect(await open().listCooldowns()).toEqual([]);
    }
    const again = await open().failed(env("A"), "acme/m", limited);
    expect(again).toMatchObject({ until: now + 60_000, failures: 1 });
  });

  test("begin anew after an answer that is not written yet", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    // A live key is asked while it cools: it answers, and fails again at once.
    await memory.cooldowns("acme/m");
    memory.answered(env("A"), "acme/m", facts);
    now += 5_000;
    expect(await memory.failed(env("A"), "acme/m", limited)).toMatchObject({
      until: now + 60_000,
      failures: 1,
    });
    memory.close();
    expect(await coolsAt(open(), env("A"))).toBe(now + 60_000);
  });

  test("are counted anew a day after the last failure, by any process", async () => {
    await open().failed(env("A"), "acme/m", limited);
    now += 2 * HOUR;
    expect(await open().failed(env("A"), "acme/m", limited)).toMatchObject({ failures: 2 });
    now += 24 * HOUR + 1;
    expect(await open().failed(env("A"), "acme/m", limited)).toMatchObject({
      failures: 1,
      until: now + 60_000,
    });
  });

  test("end for good: who was reset climbs from the first step, after a restart, too", async () => {
    const memory = open();
    for (const wait of [60_001, 300_001]) {
      await memory.failed(env("A"), "acme/m", limited);
      now += wait;
    }
    expect(await memory.reset("A")).toBe(0);
    memory.close();
    expect(await open().failed(env("A"), "acme/m", limited)).toMatchObject({
      failures: 1,
      until: now + 60_000,
    });
  });

  test("of a list of keys end by the variable's name, or one by one", async () => {
    const memory = open();
    for (const name of ["ACME_API_KEYS[1]", "ACME_API_KEYS[2]", "ACME_API_KEYS_2"]) {
      await memory.failed(env(name), "acme/m", limited);
    }
    expect(await memory.reset("ACME_API_KEYS[2]")).toBe(1);
    expect(await memory.reset("ACME_API_KEYS")).toBe(1);
    expect(await memory.reset("ACME_API_KEYS_2")).toBe(1);
  });

  test("last as long as the config says, or as usual where it can't be read", async () => {
    const spent = failureOf("billing", 429);
    const settings = async () => ({ billingBackoffHoursByProvider: { acme: 1 } });
    const memory = open(settings);
    expect((await memory.failed(env("A"), "acme/m", spent))?.until).toBe(now + HOUR);
    expect((await memory.failed(env("A"), "zeta/m", spent))?.until).toBe(now + 5 * HOUR);
    const broken = open(() => Promise.reject(new Error("no config")));
    expect((await broken.failed(env("B"), "acme/m", spent))?.until).toBe(now + 5 * HOUR);
    expect(warnings).toEqual([]);
  });
});

describe("the file", () => {
  test("is not made by a person with one key that works", async () => {
    const memory = open();
    await memory.cooldowns("acme/m");
    await memory.history("acme", "s1");
    memory.answered(env("A"), "acme/m", { ...facts, choice: false });
    await memory.failed(env("A"), "acme/m", failureOf("auth", 401));
    expect(await memory.listCooldowns()).toEqual([]);
    expect(await memory.reset()).toBe(0);
    memory.close();
    expect(existsSync(join(stateDir, "state.db"))).toBe(false);
  });

  test("holds no secret, and is nobody else's to read", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    memory.answered(profile("acme:work"), "acme/m", { ...facts, sessionId: "s1" });
    memory.close();
    const path = join(stateDir, "state.db");
    expect(readFileSync(path).includes("secret-of")).toBe(false);
    expect((statSync(path).mode & 0o777).toString(8)).toBe("600");
  });

  test("may be deleted at any time", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    rmSync(join(stateDir, "state.db"));
    expect(await coolsAt(memory, env("A"))).toBeUndefined();
    await memory.failed(env("B"), "acme/m", limited);
    expect(await coolsAt(open(), env("B"))).toBe(now + 60_000);
    expect(warnings).toEqual([]);
  });

  test.each([
    ["damaged", "this is no database, but it is longer than five hundred bytes ".repeat(20)],
    ["cut off", "SQLite format 3\0"],
  ])(
    "that is %s is left as it is, and memory lasts as long as the process",
    async (_what, text) => {
      const path = join(stateDir, "state.db");
      writeFileSync(path, text, { mode: 0o600 });
      const memory = open();
      await memory.failed(env("A"), "acme/m", limited);
      expect(await coolsAt(memory, env("A"))).toBe(now + 60_000);
      expect(await memory.reset()).toBe(1);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain("state.db");
      expect(readFileSync(path, "utf8")).toBe(text);
    },
  );

  test("that can't be made keeps nobody from asking", async () => {
    rmSync(stateDir, { recursive: true });
    writeFileSync(stateDir, "");
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    expect(await coolsAt(memory, env("A"))).toBe(now + 60_000);
    expect(warnings).toHaveLength(1);
  });

  test("in the place of which a folder stands keeps nobody from asking", async () => {
    mkdirSync(join(stateDir, "state.db"));
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    expect(await coolsAt(memory, env("A"))).toBe(now + 60_000);
    expect(warnings).toHaveLength(1);
  });

  test("is whole after a kill in the middle of a write", async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = startChild("fail-in-child.ts", [stateDir, `acme/${round}`]);
      await child.printed(5 + round);
      child.process.kill("SIGKILL");
      await child.ended;
      now = Date.now();
      const listed = await open().listCooldowns();
      const written = listed.filter(({ model }) => model === `acme/${round}`).length;
      // What was said to be written is there; the one under way may be.
      expect(written - child.lines.length).toBeOneOf([0, 1]);
    }
    expect(warnings).toEqual([]);
  });
});

describe("many processes", () => {
  test("that fail with one key at once begin one cooldown, which none of them stretches", async () => {
    const children = Array.from({ length: 8 }, () =>
      startChild("fail-once-in-child.ts", [stateDir, "acme/m"]),
    );
    await Promise.all(children.map((child) => child.printed(1)));
    for (const child of children) child.go();
    const said = await Promise.all(children.map(async ({ ended }) => (await ended).stdout));
    expect(said.filter((text) => text.endsWith("began"))).toHaveLength(1);
    expect(said.filter((text) => text.endsWith("cools already"))).toHaveLength(7);
    now = Date.now();
    expect(await open().listCooldowns()).toMatchObject([{ failures: 1, name: "ACME_API_KEY" }]);
  });

  test("may hold the file when one of them closes: what it noted is written all the same", async () => {
    const memory = open();
    await memory.failed(env("A"), "acme/m", limited);
    memory.answered(env("A"), "acme/m", facts);
    const other = new DatabaseSync(join(stateDir, "state.db"), { timeout: 0 });
    other.exec("BEGIN EXCLUSIVE");
    memory.close();
    other.exec("COMMIT");
    const rows = () => other.prepare("SELECT count(*) AS count FROM cooldowns").get()?.count;
    while (rows() !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
    other.close();
    expect(warnings).toEqual([]);
    // No connection is left that nobody closes.
    if (process.platform === "linux") expect(openFiles(join(stateDir, "state.db"))).toBe(0);
  });
});

describe("history", () => {
  test("tells when profiles were used, and which one a session has", async () => {
    const memory = open();
    memory.answered(profile("acme:a"), "acme/m", { ...facts, sessionId: "s1" });
    now += 1_000;
    memory.answered(profile("acme:b"), "acme/m", { ...facts, sessionId: "s2" });
    const wanted = { lastUsed: new Map(Object.entries({ "acme:a": now - 1_000, "acme:b": now })) };
    expect(await memory.history("acme", "s1")).toEqual({ ...wanted, sticky: "acme:a" });
    memory.close();
    expect(await open().history("acme", "s2")).toEqual({ ...wanted, sticky: "acme:b" });
    expect(await open().history("acme", undefined)).toEqual({ ...wanted, sticky: undefined });
    expect(await open().history("other", "s1")).toEqual({ ...wanted, sticky: undefined });
  });

  test("is forgotten after a month", async () => {
    const memory = open();
    memory.answered(profile("acme:a"), "acme/m", { ...facts, sessionId: "s1" });
    memory.close();
    now += 31 * 24 * HOUR;
    const later = open();
    later.answered(profile("acme:b"), "acme/m", facts);
    later.close();
    const { lastUsed, sticky } = await open().history("acme", "s1");
    expect([...lastUsed.keys()]).toEqual(["acme:b"]);
    expect(sticky).toBeUndefined();
  });
});
