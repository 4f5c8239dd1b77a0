// The command as a person runs it, without a terminal; bundled as it is published.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { makeTemplates } from "../src/templates/make-templates.ts";

const root = join(import.meta.dirname, "../../..");
let command: string;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "mayros-create-"));
  command = join(folder, "dist/main.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../src/main.ts")],
    ...{ outfile: command, bundle: true, platform: "node", format: "esm", target: "node22.18" },
    conditions: ["@mayros/source"],
    // What it is built of is no ES module throughout.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  writeFileSync(join(folder, "dist/templates.json"), JSON.stringify(makeTemplates(root)));
  writeFileSync(join(folder, "package.json"), '{ "version": "1.2.3", "type": "module" }');
  return () => rmSync(folder, { recursive: true });
});

function run(...words: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), "mayros-create-in-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  mkdirSync(join(cwd, "full"));
  writeFileSync(join(cwd, "full/notes.txt"), "mine");
  mkdirSync(join(cwd, "begun/.git"), { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
    ...{ cwd, encoding: "utf8", env: {} },
  });
  return { status, stdout, stderr, cwd };
}

it("makes a plugin and says what comes next", () => {
  const { status, stdout, cwd } = run("acme", "--data", "--base-url", "https://api.acme.dev/v1");
  expect(status).toBe(0);
  expect(stdout).toContain("cd acme\n  npm install\n  npm test\n  mayros plugins validate\n");
  const manifest = JSON.parse(readFileSync(join(cwd, "acme/mayros.plugin.json"), "utf8"));
  expect(manifest.providers.acme.baseUrl).toBe("https://api.acme.dev/v1");
  expect(readdirSync(join(cwd, "acme")).sort()).toEqual(
    ".github .gitignore LICENSE README.md mayros.plugin.json models.json package.json test".split(
      " ",
    ),
  );
});

it("tells programs what was made", () => {
  const { stdout } = run(
    "acme",
    "--login",
    "--yes",
    "--json",
    "--id",
    "acme-ai",
    "--api",
    "anthropic-messages",
  );
  const made = JSON.parse(stdout);
  expect(made).toMatchObject({ kind: "login", id: "acme-ai", package: "acme-ai-mayros-plugin" });
  expect(made.files).toContain("src/log-in.ts");
  expect(made.next.at(-1)).toBe("mayros plugins enable acme-ai");
});

it("takes a folder in which a repository was just begun", () => {
  const { status, cwd } = run("begun", "--data", "--yes");
  expect(status).toBe(0);
  expect(readdirSync(join(cwd, "begun"))).toContain("mayros.plugin.json");
});

it.each([
  [["acme"], "--data or --login"],
  [["--data"], "say which folder"],
  [["acme", "--data"], "--base-url <url>, or --yes"],
  [["acme", "--data", "--login"], "give one"],
  [["acme", "extra", "--data"], "one folder"],
  [["acme", "--dada"], "--dada"],
  [["full", "--data", "--yes"], "is not empty: it has notes.txt"],
  [["full/notes.txt", "--data", "--yes"], "it is a file"],
  [["groq", "--data", "--yes"], "ships with Mayros"],
  [["acme", "--data", "--yes", "--provider", "z_ai"], "not kebab-case"],
  [["1234", "--data", "--yes"], "a letter first"],
  [["acme", "--data", "--yes", "--provider", "z-ai"], "ships with Mayros"],
  [["acme", "--data", "--yes", "--provider", "github"], "GITHUB_API_KEY"],
  [["acme", "--data", "--yes", "--package", "@mayros/acme"], "packages of Mayros itself"],
  [["acme", "--data", "--yes", "--package", "A B"], "no name for a package"],
  [["acme", "--data", "--yes", "--api", "openai-completion"], 'did you mean "openai-completions"'],
  [["acme", "--data", "--base-url", "http://api.acme.dev"], "no address that a key may go to"],
])("refuses %j and writes nothing", (words, why) => {
  const { status, stderr, stdout, cwd } = run(...words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(why);
  expect(stderr).toContain("npm create mayros-plugin -- --help");
  expect(readdirSync(cwd).sort()).toEqual(["begun", "full"]);
});

it("helps, and says its version", () => {
  const { status, stdout } = run("--help");
  expect([status, stdout]).toEqual([0, expect.stringContaining("--base-url <url>")]);
  expect(run("--version").stdout).toBe("1.2.3\n");
});
