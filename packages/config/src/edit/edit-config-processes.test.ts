// What only other processes can show: that no edit is lost between them, and that neither a kill nor a
// full disk leaves half a file.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { parseTree } from "../json5/parse-tree.ts";
import { toValue } from "../json5/to-value.ts";
import { type Locations, locate } from "../locate.ts";
import { fuzzRuns } from "../test/arbitrary-document.ts";
import { startChild } from "../test/start-child.ts";
import { editConfig } from "./edit-config.ts";

/** Nothing is closed to root, so a child of root gives that privilege up. */
const isRoot = process.getuid?.() === 0;
const asOrdinaryUser = isRoot
  ? { within: ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] }
  : {};
const canMount =
  spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]).status === 0;

let home: string;
let locations: Locations;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "mayros-processes-")));
  locations = locate({ HOME: home }, home);
  await mkdir(locations.stateDir);
  onTestFinished(() => rm(home, { recursive: true }));
});

const read = () => readFile(locations.configPath, "utf8");

test("twenty processes change and add keys, and neither key nor comment is lost", async () => {
  const olds = Array.from({ length: 20 }, (_, index) => `old${index}`);
  const lines = olds.map((old) => `    // about ${old}\n    ${old}: 0, // of ${old}\n`);
  const start = "{\n  // the gateway\n  gateway: {\n";
  await writeFile(locations.configPath, `${start}${lines.join("")}  },\n}\n`);
  const names = Array.from({ length: 20 }, (_, index) => `key${index}`);
  const children = await Promise.all(
    names.map((name, index) => {
      // The config is shared, the state is not.
      const own = { ...locations, stateDir: join(home, name) };
      const edits = [`old${index}`, name].map((key) => ({ path: ["gateway", key], value: 1 }));
      return startChild(own, edits);
    }),
  );
  const results = await Promise.all(children.map((child) => child.go()));
  for (const result of results) expect(result).toEqual({ output: '{"changed":true}', errors: "" });
  const text = await read();
  for (const name of names) expect(text).toContain(`    ${name}: 1,\n`);
  const changed = lines.map((line) => line.replace(": 0,", ": 1,")).join("");
  expect(text.startsWith(start + changed)).toBe(true);
}, 120_000);

test("a kill at any moment leaves the old file or the new, and a lock that is free", async () => {
  const padding = "x".repeat(20_000);
  await writeFile(locations.configPath, `{ gateway: { a: "${padding}", b: "${padding}" } }`);
  const edits = ["a", "b"].map((key) => ({ path: ["gateway", key], value: padding }));
  for (let round = 0; round < Math.max(4, fuzzRuns / 200); round++) {
    const child = await startChild(locations, edits, { forever: true });
    void child.go();
    await sleep(20 + Math.random() * 200);
    child.process.kill("SIGKILL");
    await once(child.process, "exit");
    const { gateway } = toValue(parseTree(await read())) as { gateway: Record<string, string> };
    expect(gateway.a).toBe(gateway.b);
    expect(gateway.a?.endsWith(padding)).toBe(true);
  }
  const last = [{ path: ["gateway", "a"], value: "last" }];
  expect(await editConfig(locations, {}, last)).toMatchObject({ changed: true });
});

test.skipIf(!canMount)("a full disk leaves the old file", async () => {
  const small = `{ gateway: { a: "${"x".repeat(20_000)}" } }`;
  await writeFile(join(home, "small.json"), small);
  const script = `
    mount -t tmpfs -o size=64k tmpfs "$0/.mayros" && cd "$0/.mayros" && cp ../small.json mayros.json
    "$@"
    cp mayros.json ../after.json && ls -A > ../files`;
  const edits = [{ path: ["gateway", "b"], value: "y".repeat(30_000) }];
  const within = ["unshare", "-rm", "sh", "-c", script, home];
  const child = await startChild(locations, edits, { within });
  const { output, errors } = await child.go();
  expect({ errors, output }).toEqual({
    errors: "",
    output: expect.stringContaining("MAYROS_CONFIG_UNWRITABLE"),
  });
  expect(output).toContain(`cannot write ${locations.configPath}: ENOSPC`);
  expect(await readFile(join(home, "after.json"), "utf8")).toBe(small);
  expect(await readFile(join(home, "files"), "utf8")).toBe(".mayros.json.lock.db\nmayros.json\n");
});

test("a folder that cannot be written is named", async () => {
  const folder = join(home, "closed");
  await mkdir(folder);
  await chmod(folder, 0o555);
  const closed = { ...locations, configPath: join(folder, "mayros.json") };
  const child = await startChild(closed, [{ path: ["gateway", "a"], value: 1 }], asOrdinaryUser);
  const { output } = await child.go();
  expect(output).toContain("MAYROS_CONFIG_UNWRITABLE");
  expect(output).toContain(`cannot lock ${join(folder, ".mayros.json.lock.db")}: EACCES`);
});

test("a config that may not be written is left alone", async () => {
  await writeFile(locations.configPath, "{}", { mode: 0o444 });
  const child = await startChild(locations, [{ path: ["gateway", "a"], value: 1 }], asOrdinaryUser);
  const { output } = await child.go();
  expect(output).toContain(`cannot write ${locations.configPath}: EACCES; it is as it was`);
  expect(await read()).toBe("{}");
});

test("a lock that cannot be written is an error, for it would lock nobody out", async () => {
  await writeFile(locations.configPath, "{}");
  const lock = join(locations.stateDir, ".mayros.json.lock.db");
  await writeFile(lock, "", { mode: 0o444 });
  const child = await startChild(locations, [{ path: ["gateway", "a"], value: 1 }], asOrdinaryUser);
  const { output } = await child.go();
  expect(output).toContain("MAYROS_CONFIG_UNWRITABLE");
  expect(output).toContain(`cannot lock ${lock}: EACCES`);
  expect(await read()).toBe("{}");
});

test.skipIf(!canMount)(
  "a config that is mounted as a single file is told from its folder",
  async () => {
    await writeFile(locations.configPath, "{}");
    const script = `mount --bind "$0" "$0" && "$@"`;
    const within = ["unshare", "-rm", "sh", "-c", script, locations.configPath];
    const child = await startChild(locations, [{ path: ["gateway", "a"], value: 1 }], { within });
    const { output } = await child.go();
    expect(output).toContain(`cannot write ${locations.configPath}: EBUSY`);
    expect(output).toContain("mount the folder, not the file");
    expect(await read()).toBe("{}");
  },
);

test("a config that cannot be read is named", async () => {
  await writeFile(locations.configPath, "{}");
  await chmod(locations.configPath, 0);
  const child = await startChild(locations, [{ path: ["gateway", "a"], value: 1 }], asOrdinaryUser);
  const { output } = await child.go();
  expect(output).toContain("MAYROS_STATE_UNREADABLE");
  expect(output).toContain(`cannot read ${locations.configPath}: permission denied`);
});
