// The bundle's own rules: what the build rewrites, and what a start may load.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { rewriteBuiltinImports } from "../../../lazy-builtins.ts";
import { makeImportsStatic } from "../inline-imports.ts";
import { refuseWrappedModules } from "../refuse-wrapped-modules.ts";

const dist = join(import.meta.dirname, "../dist");

describe("rewriteBuiltinImports", () => {
  it.each([
    [
      'import { join } from "node:path";',
      'const join = process.getBuiltinModule("node:path").join;',
    ],
    [
      'import { hash as digest, type Hash } from "node:crypto";',
      'const digest = (...values) => process.getBuiltinModule("node:crypto").hash(...values);',
    ],
    [
      'import { BlockList } from "node:net";',
      'const BlockList = process.getBuiltinModule("node:net").BlockList;',
    ],
    ['import * as fs from "node:fs";', 'const fs = process.getBuiltinModule("node:fs");'],
    ['import type { Stats } from "node:fs";', ""],
    ['import { type Stats } from "node:fs";', ""],
    ['import { z } from "zod/mini";', 'import { z } from "zod/mini";'],
  ])("%s", (source, expected) => {
    expect(rewriteBuiltinImports(source)).toBe(expected);
  });
});

it("refuses to load late what is no function", () => {
  const source = 'import { constants } from "node:fs/promises";';
  expect(() => rewriteBuiltinImports(source)).toThrow("constants of node:fs/promises");
});

it("makes dynamic imports static", () => {
  expect(makeImportsStatic('const load = () => import("./a.ts");')).toBe(
    'import * as imported0 from "./a.ts";\nconst load = () => Promise.resolve(imported0);',
  );
});

describe("the built command", () => {
  it("imports nothing that is not in its own folder", () => {
    for (const file of readdirSync(dist).filter((name) => name.endsWith(".js"))) {
      const text = readFileSync(join(dist, file), "utf8");
      const imports = [...text.matchAll(/(?:^|[;}\s])(?:import|from)\s*\(?"([^",]+)"/g)].map(
        (match) => match[1],
      );
      expect(imports.filter((path = "") => !path.startsWith("./") && !isBuiltin(path))).toEqual([]);
    }
  });

  it("brings the licences of what it is made of", () => {
    const notices = readFileSync(join(dist, "NOTICES.txt"), "utf8");
    for (const name of ["@clack/prompts", "json5", "zod"]) expect(notices).toContain(`${name} `);
  });

  it("has an entry under 5 KB, and a file that every command loads under 128 KB", () => {
    expect(statSync(join(dist, "main.js")).size).toBeLessThan(5 * 1024);
    expect(statSync(join(dist, "run-command.js")).size).toBeLessThan(128 * 1024);
  });

  it("is few files: package.json, README and LICENSE come to these", () => {
    const folders = [dist, join(dist, "../builtin")];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()),
    );
    expect(files.length).toBeLessThanOrEqual(51);
  });

  it("is not built with a dynamic import in a file that every command loads", async () => {
    const built = build({
      stdin: { contents: 'import("./quote-word.ts");', resolveDir: join(dist, "../src") },
      plugins: [refuseWrappedModules("run-command.js")],
      ...{ bundle: true, write: false, platform: "node", logLevel: "silent" },
      outfile: join(dist, "run-command.js"),
    });
    await expect(built).rejects.toThrow("quote-word.ts late: give it a file of its own");
  });

  it("loads no zod, codec, network or prompts to list models", () => {
    const run = spawnSync(
      process.execPath,
      ["--import", reportLoads, join(dist, "main.js"), "models", "list", "--all", "--plain"],
      {
        env: { PATH: process.env.PATH, MAYROS_STATE_DIR: join(dist, "nowhere") },
        encoding: "utf8",
      },
    );
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stderr)).toEqual({ files: ["main.js", "run-command.js"], builtins: [] });
  });
});

/** A module for --import that prints at exit what was loaded after it. */
const reportLoads = `data:text/javascript,${encodeURIComponent(`
  const { registerHooks } = process.getBuiltinModule("node:module");
  const files = [];
  registerHooks({ load: (url, context, next) => (files.push(url.split("/").at(-1)), next(url, context)) });
  process.on("exit", () => {
    const heavy = /^NativeModule (crypto|dns|http|https|net|sqlite|tls)$/;
    const builtins = process.moduleLoadList.filter((name) => heavy.test(name));
    process.getBuiltinModule("node:fs").writeSync(2, JSON.stringify({ files, builtins }));
  });
`)}`;
