// Edits on disk: what is kept, what is refused, and what happens when others write too.
import { rmSync, writeFileSync } from "node:fs";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Locations, locate } from "../locate.ts";
import { readConfig } from "../read-config.ts";
import { editConfig } from "./edit-config.ts";

let home: string;
let locations: Locations;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "mayros-edit-")));
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
  expect(await readdir(locations.stateDir)).toEqual([".mayros.json.lock.db", "mayros.json"]);
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

test("gives the warnings of the whole config, also where nothing changes", async () => {
  await write("{ channels: {} }");
  const first = await editConfig(locations, {}, setModel("a/b"));
  const second = await editConfig(locations, {}, setModel("a/b"));
  expect(second.changed).toBe(false);
  expect(first.warnings).toMatchObject([{ path: "channels" }]);
  expect(second.warnings).toEqual(first.warnings);
});

test.skipIf(process.getuid?.() !== 0)("a file keeps its owner and its mode", async () => {
  await write("{}");
  await chown(locations.configPath, 1234, 1235);
  await chmod(locations.configPath, 0o640);
  await editConfig(locations, {}, setModel("a/b"));
  const { uid, gid, mode } = await stat(locations.configPath);
  expect([uid, gid, mode & 0o777]).toEqual([1234, 1235, 0o640]);
  const lock = await stat(join(locations.stateDir, ".mayros.json.lock.db"));
  expect([lock.uid, lock.gid, lock.mode & 0o777]).toEqual([1234, 1235, 0o600]);
});

test("what is no lock is named", async () => {
  await write("{}");
  const lock = join(locations.stateDir, ".mayros.json.lock.db");
  await writeFile(lock, "no database, and longer than the header of one would be".repeat(99));
  await expect(editConfig(locations, {}, setModel("a/b"))).rejects.toMatchObject({
    code: "MAYROS_CONFIG_UNWRITABLE",
    message: `cannot lock ${lock}: file is not a database`,
    hint: expect.stringContaining("MAYROS_CONFIG_PATH"),
  });
  expect(await read()).toBe("{}");
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

describe("a config that is wrong already", () => {
  const edit = (path: (string | number)[], value?: unknown) =>
    editConfig(locations, {}, [value === undefined ? { path, remove: true } : { path, value }]);

  test("is not made wrong in another way at the same place", async () => {
    await write('{ models: { mode: "x" } }');
    await expect(edit(["models", "mode"], "y")).rejects.toThrow("left as it is: models.mode");
    expect(await read()).toBe('{ models: { mode: "x" } }');
  });

  test("may have what is wrong removed, or an item before it", async () => {
    await write('{ plugins: { allow: ["a", "", 1], odd: 1 } }');
    await edit(["plugins", "allow", 0]);
    await edit(["plugins", "odd"]);
    expect(await read()).toBe('{ plugins: { allow: ["", 1] } }');
    await expect(edit(["plugins", "allow", 2], 1)).rejects.toThrow("plugins.allow[");
  });

  test("with a key that reaches into the prototype can be edited elsewhere", async () => {
    await write('{ gateway: { "__proto__": 1 } }');
    await edit(["models", "mode"], "merge");
    expect(await read()).toBe('{ gateway: { "__proto__": 1 }, models: { mode: "merge" } }');
  });
});

describe("with included files", () => {
  const shared = () => join(locations.stateDir, "shared.json5");
  beforeEach(async () => {
    await write(`{
  $include: "./shared.json5", // ours
  agents: { defaults: { imageModel: "a/i" } },
}
`);
    await writeFile(
      shared(),
      '{ agents: { defaults: { model: { primary: "a/b", fallbacks: ["c/d"] } } }, models: { aliases: { fast: "a/b" } } }',
    );
  });
  afterEach(async () => expect(await readFile(shared(), "utf8")).toContain('fallbacks: ["c/d"]'));

  test("edits go to mayros.json, and win", async () => {
    await editConfig(locations, {}, [
      { path: ["agents", "defaults", "model", "primary"], value: "x/y" },
    ]);
    expect(await read()).toContain('imageModel: "a/i", model: { primary: "x/y" }');
    const { config, value } = await readConfig(locations, {});
    expect(config.agents?.defaults?.model).toEqual({ primary: "x/y", fallbacks: ["c/d"] });
    expect(value).not.toHaveProperty("$include");
  });

  test("an item is added to a list of theirs by writing the whole list", async () => {
    await editConfig(locations, {}, (value) => {
      expect(value).toMatchObject({ agents: { defaults: { model: { fallbacks: ["c/d"] } } } });
      return [
        { path: ["agents", "defaults", "model", "fallbacks", 1], value: "e/f" },
        { path: ["agents", "defaults", "model", "fallbacks", 0], remove: true },
      ];
    });
    expect(await read()).toContain('fallbacks: ["e/f"]');
    const { config } = await readConfig(locations, {});
    expect(config.agents?.defaults?.model).toEqual({ primary: "a/b", fallbacks: ["e/f"] });
  });

  test("what only they have cannot be removed, and is said to be theirs", async () => {
    const before = await read();
    const edit = { path: ["models", "aliases", "fast"], remove: true } as const;
    await expect(editConfig(locations, {}, [edit])).rejects.toMatchObject({
      code: "MAYROS_CONFIG_PATH_INVALID",
      message: expect.stringContaining(`"models.aliases.fast" stands in ${shared()}:1:1`),
      hint: `edit ${shared()}; commands write only ${locations.configPath}`,
    });
    expect(await read()).toBe(before);
  });

  test("removing what is nowhere changes nothing", async () => {
    const edit = { path: ["models", "aliases", "slow"], remove: true } as const;
    expect(await editConfig(locations, {}, [edit])).toMatchObject({ changed: false });
  });
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

test("a link's .. starts at the real place of its folder", async () => {
  await mkdir(join(home, "data", "mayros"), { recursive: true });
  await symlink("data/mayros", locations.stateDir);
  await symlink("../dotfiles/mayros.json", locations.configPath);
  for (const folder of [join(home, "data", "dotfiles"), join(home, "dotfiles")]) {
    await mkdir(folder);
    await writeFile(join(folder, "mayros.json"), "{}");
  }
  const { path } = await editConfig(locations, {}, setModel("a/b"));
  expect(path).toBe(join(home, "data", "dotfiles", "mayros.json"));
  expect(await read()).toContain('model: "a/b"');
  expect(await readFile(join(home, "dotfiles", "mayros.json"), "utf8")).toBe("{}");
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

  test("a file that was deleted is made anew", async () => {
    await write("{ gateway: {} }");
    let isFirst = true;
    const { changed } = await editConfig(locations, {}, () => {
      if (isFirst) rmSync(locations.configPath);
      isFirst = false;
      return setModel("a/b");
    });
    expect(changed).toBe(true);
    expect(await read()).toMatch(/^\{\n {2}agents: .*a\/b/s);
  });

  test("a file that was made is not written over", async () => {
    await mkdir(locations.stateDir);
    await editConfig(locations, {}, meddle(1));
    expect(await read()).toMatch(/count: 1 }.*model: "a\/b".*\/\/ by hand$/s);
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
  expect(left).toEqual([name("2"), ".mayros.json.lock.db", ".mayros.json.mine.tmp", "mayros.json"]);
});
