// The rules as `mayros plugins validate` has them: with the names that ship, and with whose files they are.
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createMayros } from "../index.ts";

function copyOfGroq(): string {
  const home = mkdtempSync(join(tmpdir(), "mayros-validate-"));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const folder = join(home, "acme");
  cpSync(join(import.meta.dirname, "../../../../plugins/groq"), folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  return folder;
}

function edit(folder: string, file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

function becomeAcme(folder: string): void {
  const rename = (text: string) => text.replaceAll("GROQ", "ACME").replaceAll("groq", "acme");
  for (const file of ["mayros.plugin.json", "README.md", "package.json"]) {
    edit(folder, file, rename);
  }
  edit(folder, "package.json", (text) => text.replace("@mayros/acme", "acme-mayros-plugin"));
}

/** With a config that can't be read: it must not matter. */
function validate(folder: string) {
  writeFileSync(join(folder, "../mayros.json"), "{ no");
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: join(folder, "..") } });
  onTestFinished(() => mayros.close());
  return mayros.plugins.validate(folder);
}

it("finds nothing wrong with a good plugin", async () => {
  const folder = copyOfGroq();
  becomeAcme(folder);
  expect(await validate(folder)).toEqual({ folder, id: "acme", valid: true, problems: [] });
});

it("names the rule, and what ships already", async () => {
  const folder = copyOfGroq();
  edit(folder, "package.json", (text) => text.replace("@mayros/groq", "acme-mayros-plugin"));
  const { valid, problems } = await validate(folder);
  expect(valid).toBe(false);
  expect(problems).toContainEqual({
    rule: "takes no name that ships with Mayros",
    problem: expect.stringContaining('"groq" is claimed by two plugins'),
  });
  expect(problems).toContainEqual({
    rule: "reads no variable of others",
    problem: expect.stringContaining("GROQ_API_KEY"),
  });
});

it("finds an entry that is not built, and files that anybody may write", async () => {
  const folder = copyOfGroq();
  becomeAcme(folder);
  edit(folder, "mayros.plugin.json", (text) => text.replace('"hosts"', '"entry": "x.js", "hosts"'));
  const rule = "can be read and trusted";
  const { problems } = await validate(folder);
  expect(problems[0]).toEqual({ rule, problem: "has no x.js" });
  chmodSync(join(folder, "models.json"), 0o666);
  expect((await validate(folder)).problems[0]).toEqual({
    rule,
    problem: expect.stringMatching(/models\.json is writable by everyone; chmod/),
  });
});

it("says that there is no folder", async () => {
  const folder = copyOfGroq();
  const { valid, id, problems } = await validate(join(folder, "nowhere", ".."));
  expect([valid, id]).toEqual([false, "groq"]);
  const none = await createMayros({ env: {} }).plugins.validate(join(folder, "nowhere"));
  expect(none).toMatchObject({ valid: false, id: undefined });
  expect(none.problems).toEqual([{ rule: "can be read and trusted", problem: "does not exist" }]);
  expect(problems.length).toBeGreaterThan(0);
});

it("says of a folder without a manifest nothing but that", async () => {
  const folder = copyOfGroq();
  rmSync(join(folder, "mayros.plugin.json"));
  expect(await validate(folder)).toEqual({
    folder,
    id: undefined,
    valid: false,
    problems: [{ rule: "has valid files", problem: "mayros.plugin.json is missing" }],
    next: "npm create mayros-plugin",
  });
});
