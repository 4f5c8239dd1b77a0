// Edits on disk: what is kept, what is refused, and what happens when others write too.
import { writeFileSync } from "node:fs";
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Locations, locate } from "../locate.ts";
import { editConfig } from "./edit-config.ts";

let home: string;
let locations: Locations;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "mayros-edit-"));
  locations = locate({ HOME: home }, home);
  onTestFinished(() => rm(home, { recursive: true }));
});

async function write(text: string): Promise<void> {
  await mkdir(locations.stateDir, { recursive: true });
  await writeFile(locations.configPath, text);
}

const read = () => readFile(locations.configPath, "utf8");
const setModel = (value: unknown) => [{ path: ["agents", "defaults", "model"], value }];

test("makes the file and its folder, for their owner alone", async () => {
  const result = await editConfig(locations, {}, setModel("a/b"));
  expect(result).toMatchObject({ path: locations.configPath, changed: true, text: await read() });
  expect(await read()).toBe(
    '{\n  agents: {\n    defaults: {\n      model: "a/b",\n    },\n  },\n}\n',
  );
  expect((await stat(locations.configPath)).mode & 0o777).toBe(0o600);
  expect((await stat(locations.stateDir)).mode & 0o777).toBe(0o700);
  expect(await readdir(locations.stateDir)).toEqual(["locks", "mayros.json"]);
});

test("applies several edits, the later on top of the earlier", async () => {
  await write("{ /* mine */ }");
  await editConfig(locations, {}, (value) => {
    expect(value).toEqual({});
    return [
      { path: ["models", "aliases"], value: {} },
      { path: ["models", "aliases", "fast"], value: "a/b" },
    ];
  });
  expect(await read()).toBe('{ /* mine */ models: { aliases: { fast: "a/b" } } }');
});

test("writes nothing, and locks nothing, where nothing changes", async () => {
  await write("{ agents: {defaults: {model: 'a/b'}} }");
  const before = await stat(locations.configPath);
  expect(await editConfig(locations, {}, setModel("a/b"))).toMatchObject({ changed: false });
  expect((await stat(locations.configPath)).ino).toBe(before.ino);
  expect(await readdir(locations.stateDir)).toEqual(["mayros.json"]);
});

describe("refuses", () => {
  test("what would be a new error", async () => {
    await write("{}");
    const edits = [{ path: ["models", "providers", "x", "baseURL"], value: "http://h" }];
    await expect(editConfig(locations, {}, edits)).rejects.toMatchObject({
      code: "MAYROS_CONFIG_INVALID",
      message: `${locations.configPath} was left as it is: models.providers.x.baseURL: unknown key; did you mean "baseUrl"?`,
    });
    expect(await read()).toBe("{}");
  });

  test("text that is not JSON5", async () => {
    await write("{ a: }");
    await expect(editConfig(locations, {}, setModel("a/b"))).rejects.toThrow(
      `${locations.configPath}:1:6: expected a value`,
    );
  });

  test.each([
    [["__proto__", "x"], "MAYROS_CONFIG_PATH_INVALID"],
    [["gateway", "constructor"], "MAYROS_CONFIG_PATH_INVALID"],
    [[], "MAYROS_CONFIG_PATH_INVALID"],
  ])("the path %j", async (path, code) => {
    await expect(editConfig(locations, {}, [{ path, value: 1 }])).rejects.toMatchObject({ code });
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

test("an invalid config can be mended, and an old error is no reason to refuse", async () => {
  await write('{ modle: 1, models: { mode: "x", odd: 1 } }');
  await editConfig(locations, {}, [{ path: ["models", "mode"], value: "merge" }]);
  expect(await read()).toBe('{ modle: 1, models: { mode: "merge", odd: 1 } }');
});

test("references stay references, and an unset one in a key is no error", async () => {
  await write("{}");
  const value = { apiKey: `\${NOT_SET}`, baseUrl: "http://h" };
  const env = { NOT_SET: undefined };
  const { warnings } = await editConfig(locations, env, [
    { path: ["models", "providers", "x"], value },
  ]);
  expect(warnings).toEqual([]);
  expect(await read()).toContain(`apiKey: "\${NOT_SET}"`);
});

describe("symbolic links", () => {
  test.each([true, false])("are written through (target exists: %s)", async (exists) => {
    const target = join(home, "dotfiles", "mayros.json");
    await mkdir(join(home, "dotfiles"));
    await mkdir(locations.stateDir);
    if (exists) await writeFile(target, "{}");
    await symlink("../dotfiles/mayros.json", locations.configPath);
    expect(await editConfig(locations, {}, setModel("a/b"))).toMatchObject({ path: target });
    expect((await lstat(locations.configPath)).isSymbolicLink()).toBe(true);
    expect(await readFile(target, "utf8")).toContain('model: "a/b"');
  });
});

describe("a person saves the file meanwhile", () => {
  const meddle = (times: number) => {
    let count = 0;
    return () => {
      count += 1;
      if (count <= times) {
        writeFileSync(locations.configPath, `{ gateway: { count: ${count} } } // by hand`);
      }
      return setModel("a/b");
    };
  };

  test("both changes are there", async () => {
    await write("{}");
    await editConfig(locations, {}, meddle(3));
    expect(await read()).toMatch(/count: 3 }.*model: "a\/b".*\/\/ by hand$/s);
  });

  test("who never stops is told", async () => {
    await write("{}");
    await expect(editConfig(locations, {}, meddle(100))).rejects.toMatchObject({
      code: "MAYROS_CONFIG_CHANGED",
    });
    expect(await read()).not.toContain("model");
  });
});

test("edits at the same time in one process all arrive", async () => {
  await write("{ // keep\n}");
  const names = Array.from({ length: 8 }, (_, index) => `key${index}`);
  await Promise.all(
    names.map((name) => editConfig(locations, {}, [{ path: ["gateway", name], value: name }])),
  );
  const text = await read();
  for (const name of names) expect(text).toContain(`${name}: "${name}"`);
  expect(text).toContain("// keep");
});

test("old temporary files of killed writers go, new ones and others stay", async () => {
  await write("{}");
  const name = (last: string) => `.mayros.json.4711-${last}.tmp`;
  for (const one of [name("1"), name("2"), ".mayros.json.mine.tmp"]) {
    await writeFile(join(locations.stateDir, one), "");
    if (one !== name("2")) await utimes(join(locations.stateDir, one), 0, 0);
  }
  await editConfig(locations, {}, setModel("a/b"));
  const left = await readdir(locations.stateDir);
  expect(left).toEqual([name("2"), ".mayros.json.mine.tmp", "locks", "mayros.json"]);
});
