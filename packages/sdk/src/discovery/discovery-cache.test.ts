import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDiscoveryCache } from "./discovery-cache.ts";
import type { SeenServer } from "./seen-server.ts";

const BASE = "http://127.0.0.1:1/v1";
const server = (provider: string, at: number, ...ids: string[]): SeenServer => ({
  provider,
  baseUrl: BASE,
  at,
  models: ids.map((id) => ({ id, input: ["text"], reasoning: false, contextWindow: 4096 })),
});

function makeState(): { stateDir: string; path: string } {
  const stateDir = mkdtempSync(join(tmpdir(), "mayros-discovered-"));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  return { stateDir, path: join(stateDir, "cache/discovered/acme.json") };
}

const open = (stateDir: string, now = () => 0) => openDiscoveryCache(stateDir, now);

describe("openDiscoveryCache", () => {
  it("makes nothing until something is put, and then for the owner alone", () => {
    const { stateDir, path } = makeState();
    const cache = open(stateDir);
    expect(cache.find("acme", BASE)).toBeUndefined();
    expect(readdirSync(stateDir)).toEqual([]);
    cache.put([server("acme", 1, "a")]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(stateDir, "cache")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(stateDir, "cache/discovered"))).toEqual(["acme.json"]);
  });

  it("is read by other processes, which see what is new", () => {
    const { stateDir } = makeState();
    const [one, other] = [open(stateDir), open(stateDir)];
    one.put([server("acme", 1, "a"), server("zeta", 1, "z")]);
    expect(other.find("acme", BASE)).toEqual(server("acme", 1, "a"));
    other.put([server("acme", 2, "b", "c")]);
    expect(one.find("acme", BASE)).toEqual(server("acme", 2, "b", "c"));
    expect(one.find("zeta", BASE)).toEqual(server("zeta", 1, "z"));
    expect(one.find("acme", "http://127.0.0.1:2/v1")).toBeUndefined();
  });

  it("keeps the newest five addresses of a provider", () => {
    const { stateDir } = makeState();
    const at = (index: number) => ({ ...server("acme", index, "m"), baseUrl: `${BASE}/${index}` });
    open(stateDir).put(Array.from({ length: 8 }, (_, index) => at(index)));
    const cache = open(stateDir);
    expect(cache.find("acme", `${BASE}/2`)).toBeUndefined();
    expect(cache.find("acme", `${BASE}/3`)).toBeDefined();
  });

  it.each([
    ["", "empty"],
    ["{", "cut short"],
    ["[]", "something else"],
    ['{"format":3,"servers":[]}', "of a later version"],
    ["null", "null"],
  ])("takes %j (%s) for nothing, and replaces it", (text) => {
    const { stateDir, path } = makeState();
    mkdirSync(join(stateDir, "cache/discovered"), { recursive: true });
    writeFileSync(path, text);
    const cache = open(stateDir);
    expect(cache.find("acme", BASE)).toBeUndefined();
    cache.put([server("acme", 1, "a")]);
    expect(open(stateDir).find("acme", BASE)).toEqual(server("acme", 1, "a"));
  });

  it("believes nothing that says where a request goes or what it carries", () => {
    const { stateDir, path } = makeState();
    mkdirSync(join(stateDir, "cache/discovered"), { recursive: true });
    const other = `${BASE}/other`;
    for (const evil of [
      { id: "a", baseUrl: "https://elsewhere.example" },
      { id: "a", headers: { "x-a": "1" } },
      { id: "a", compat: {} },
      { id: "a", cost: { input: 1, output: -1 } },
      { id: "a", __proto__: null, maxTokens: "1" },
    ]) {
      const good = { ...server("acme", 1, "z"), baseUrl: other };
      const servers = [{ ...server("acme", 1), models: [evil] }, good, server("zeta", 1, "z")];
      writeFileSync(path, JSON.stringify({ format: 2, servers }));
      expect(open(stateDir).find("acme", BASE)).toBeUndefined();
      expect(open(stateDir).find("acme", other)).toEqual(good);
      // Each provider has a file of its own.
      expect(open(stateDir).find("zeta", BASE)).toBeUndefined();
    }
  });

  it("throws for no content at all", () => {
    const { stateDir, path } = makeState();
    mkdirSync(join(stateDir, "cache/discovered"), { recursive: true });
    const part = fc.record({
      provider: fc.constant("acme"),
      baseUrl: fc.constant(BASE),
      at: fc.jsonValue(),
      models: fc.oneof(fc.jsonValue(), fc.array(fc.record({ id: fc.jsonValue() }))),
    });
    const content = fc.record({ format: fc.constant(2), servers: fc.array(part) });
    fc.assert(
      fc.property(fc.oneof(content, fc.jsonValue()), (value) => {
        writeFileSync(path, JSON.stringify(value));
        for (const { id } of open(stateDir).find("acme", BASE)?.models ?? []) {
          expect(typeof id).toBe("string");
        }
      }),
    );
  });

  it("remembers in memory what it can't write", () => {
    const { stateDir, path } = makeState();
    // A file where the folder should be: this fails for root, too.
    writeFileSync(join(stateDir, "cache"), "");
    chmodSync(join(stateDir, "cache"), 0o400);
    const cache = open(stateDir);
    cache.put([server("acme", 1, "a")]);
    expect(cache.find("acme", BASE)).toEqual(server("acme", 1, "a"));
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(join(stateDir, "cache"), "utf8")).toBe("");
  });

  it("asks once for everybody who asks at the same time, and again after a while", async () => {
    const { stateDir } = makeState();
    let now = 1000;
    let asked = 0;
    const cache = open(stateDir, () => now);
    const ask = () =>
      cache.askAtMostEvery(60, "acme", async () => {
        asked++;
      });
    await Promise.all([ask(), ask(), ask()]);
    expect(asked).toBe(1);
    now += 60;
    await ask();
    expect(asked).toBe(1);
    now += 1;
    await ask();
    expect(asked).toBe(2);
  });
});
