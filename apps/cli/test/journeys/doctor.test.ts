// `mayros doctor` as a person runs it: what it prints, what it exits with, what it changes.
import { chmodSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const KEY = "gsk_0123456789abcdefghijklmnop";

async function logIn(home: MayrosHome): Promise<string> {
  await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], { input: KEY });
  return join(home.folder, "auth.db");
}

it("finds nothing wrong on a machine where nothing happened yet", async () => {
  const run = await createHome().run(["doctor"]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).toContain("no default model is set");
  expect(run.stdout).toMatch(/\nnothing is wrong\n$/);
});

it("reports a truncated store, leaves it alone, and says the way back", async () => {
  const home = createHome();
  const database = await logIn(home);
  truncateSync(database, 5000);
  const before = readFileSync(database);
  const run = await home.run(["doctor", "--fix"]);
  expect(run.code).toBe(1);
  expect(run.stdout).toContain(`error   ${database} is damaged`);
  expect(run.stdout).toContain("fix: mayros doctor --restore-auth\n");
  expect(readFileSync(database)).toEqual(before);
});

it("puts the backup in its place when somebody says so, and keeps what was there", async () => {
  const home = createHome();
  const database = await logIn(home);
  truncateSync(database, 5000);
  const before = readFileSync(database);
  const refused = await home.run(["doctor", "--restore-auth"]);
  expect(refused).toMatchObject({ code: 5, stdout: "" });
  expect(refused.stderr).toContain(`${database} is damaged.\nThe newest good backup is of 20`);
  expect(refused.stderr).toContain("It has 1 login: groq:default.");
  expect(refused.stderr).toContain("next: mayros doctor --restore-auth --yes");
  expect(readFileSync(database)).toEqual(before);
  const run = await home.run(["doctor", "--restore-auth", "--yes", "--json"]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const restored = JSON.parse(run.stdout) as { kept: string[]; profiles: object[] };
  expect(restored).toMatchObject({
    path: database,
    condition: "damaged",
    profiles: [{ id: "groq:default", provider: "groq" }],
    renewable: [],
  });
  expect(restored.kept.map((path) => readFileSync(path))).toEqual([before]);
  expect((await home.run(["models", "auth", "list"])).stdout).toContain("groq:default");
  expect(await home.run(["doctor", "--restore-auth", "--yes"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("is sound: there is nothing to restore"),
  });
});

it("closes what others can read with --fix, and only then", async () => {
  const home = createHome();
  const database = await logIn(home);
  chmodSync(database, 0o644);
  const found = await home.run(["doctor"]);
  expect(found.code).toBe(0);
  expect(found.stdout).toContain(
    `  warning ${database} is open to other users (0644)\n          fix: mayros doctor --fix, or chmod 600 ${database}\n`,
  );
  expect(statSync(database).mode & 0o777).toBe(0o644);
  const fixed = await home.run(["doctor", "--fix"]);
  expect(fixed.stdout).toContain(
    `  fixed   ${database} is open to other users (0644)\n          done: chmod 600 ${database}\n`,
  );
  expect(fixed.stdout).toMatch(/0 errors, 0 warnings, 1 fixed\n$/);
  expect(statSync(database).mode & 0o777).toBe(0o600);
});

it("works on an invalid config and exits with 2", async () => {
  const home = createHome();
  home.writeConfig("{ models: { providers: { a: { baseURL: 1 } } } }");
  const run = await home.run(["doctor", "--json"]);
  expect(run).toMatchObject({ code: 2, stderr: "" });
  const report = JSON.parse(run.stdout) as { errors: number; findings: { check: string }[] };
  expect(report.errors).toBeGreaterThan(0);
  expect(report.findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(["config", "state", "databases", "clock", "runtime"]),
  );
});

it("says once what other commands would warn of", async () => {
  const home = createHome();
  home.writeConfig("{ somebodyElses: {} }");
  const run = await home.run(["doctor"]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout.split("somebodyElses: is not something").length).toBe(2);
});

it("prints no key and no control character of a config", async () => {
  const home = createHome();
  await logIn(home);
  home.writeConfig(
    `{ agents: { defaults: { model: "groq/\\u001b[31mx" } }, models: { providers: { a: { baseUrl: "https://a.example", apiKey: "${KEY}" } } } }`,
  );
  const run = await home.run(["doctor"], { env: { GROQ_API_KEY: KEY } });
  expect(run.stdout).toContain("groq/[31mx");
  expect(run.stdout).not.toContain(KEY);
  expect(run.stdout).not.toContain("\u001b");
});
