// Managing mayros.json from the command line, with the built command.
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHome } from "../run-mayros.ts";

const key = "sk-0123456789abcdefghijklmnop";

describe("config set and unset", () => {
  it("make a file, change it, and leave what others wrote", async () => {
    const home = createHome();
    const made = await home.run(["config", "set", "models.aliases.fast", "acme/small"]);
    expect(made).toEqual({
      code: 0,
      stdout: `models.aliases.fast is now "acme/small"\n${home.configPath}\n`,
      stderr: "",
    });
    expect(statSync(home.configPath).mode & 0o777).toBe(0o600);
    const text = "// mine\n{\n  models: {\n    mode: 'merge', // why\n  },\n}\n";
    home.writeConfig(text);
    const set = ["config", "set", "agents.defaults.models", "{ 'a/b': { alias: 'x' } }", "--json"];
    expect(JSON.parse((await home.run(set)).stdout)).toMatchObject({
      path: "agents.defaults.models",
      changed: true,
      value: { "a/b": { alias: "x" } },
    });
    const unset = await home.run(["config", "unset", "agents"]);
    expect(unset.stdout).toContain("agents is removed");
    expect(readFileSync(home.configPath, "utf8")).toBe(text);
    expect((await home.run(["config", "unset", "agents"])).stdout).toBe(
      "agents is not set; nothing changed\n",
    );
  });

  it("take a key from stdin, say that it is in the file, and never show it", async () => {
    const home = createHome();
    const path = "models.providers.acme.apiKey";
    const piped = await home.run(["config", "set", path, "-"], { input: `${key}\n` });
    const typed = await home.run(["config", "set", path, `${key}2`]);
    for (const { code, stdout, stderr } of [piped, typed]) {
      expect(code).toBe(0);
      expect(stdout + stderr).not.toContain(key);
      expect(stderr).toContain(`'\${NAME}'`);
    }
    expect(piped.stderr).not.toContain("command line");
    expect(typed.stderr).toContain(`mayros config set ${path} -`);
    expect(readFileSync(home.configPath, "utf8")).toContain(`apiKey: "${key}2"`);
    const quiet = await home.run(["config", "set", path, `\${ACME_KEY}`]);
    expect(quiet.stderr).toBe("");
  });

  it("leave a file alone that may not be written", () => {
    const home = createHome();
    home.writeConfig("{}");
    chmodSync(home.configPath, 0o444);
    const main = join(import.meta.dirname, "../../dist/main.js");
    const command = [process.execPath, main, "config", "set", "gateway.a", "1"];
    // Nothing is closed to root, so root gives that privilege up.
    const asOthers = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"];
    const [program = "", ...words] = process.getuid?.() === 0 ? [...asOthers, ...command] : command;
    const env = { PATH: process.env.PATH ?? "", HOME: home.folder, MAYROS_STATE_DIR: home.folder };
    const { status, stderr } = spawnSync(program, words, { env, encoding: "utf8" });
    expect(stderr).toContain(`cannot write ${home.configPath}: EACCES; it is as it was`);
    expect(status).toBe(1);
    expect(readFileSync(home.configPath, "utf8")).toBe("{}");
  });

  it("warn in the words of config validate", async () => {
    const home = createHome();
    const words = ["config", "set", "models.providers.acme.baseUrl", `\${NOWHERE}/v1`];
    const problem = "models.providers.acme.baseUrl: the environment variable NOWHERE is not set";
    expect((await home.run(words)).stderr).toContain(problem);
    expect((await home.run(["config", "validate"])).stderr).toContain(problem);
  });

  it("say where a text is broken, but not what stands there", async () => {
    const home = createHome();
    home.writeConfig(`{ models: { providers: { acme: { apiKey "${key}" } } } }`);
    const all = [
      ["config", "validate"],
      ["config", "get", "models"],
      ["models", "list"],
    ];
    for (const { code, stderr } of await Promise.all(all.map((words) => home.run(words)))) {
      expect(code).toBe(2);
      expect(stderr).toMatch(/mayros\.json:1:41: .*expected ":", found a string/);
      expect(stderr).not.toContain(key);
    }
  });

  it("work on a file that is wrong, but make it no worse", async () => {
    const home = createHome();
    home.writeConfig("{ models: { mode: 'x', odd: 1 } }");
    const worse = await home.run(["config", "set", "models.mode", "y"]);
    expect(worse.code).toBe(2);
    expect(worse.stderr).toContain(`${home.configPath} was left as it is: models.mode: expected`);
    expect((await home.run(["config", "set", "models.mode", "merge"])).code).toBe(0);
    expect((await home.run(["config", "unset", "models.odd"])).code).toBe(0);
    expect(readFileSync(home.configPath, "utf8")).toBe("{ models: { mode: 'merge' } }");
    expect((await home.run(["config", "validate"])).code).toBe(0);
  });

  it.each([
    ["gateway.__proto__.x", "1"],
    ["gateway.x", '{ "__proto__": { "x": 1 } }'],
    ["gateway.x", "{ a: "],
  ])("refuse %s %s", async (path, value) => {
    const home = createHome();
    home.writeConfig("{}");
    expect(await home.run(["config", "set", path, value])).toMatchObject({ code: 2, stdout: "" });
    expect(readFileSync(home.configPath, "utf8")).toBe("{}");
  });
});

it("names the file in which something is wrong, and shows what is included", async () => {
  const home = createHome();
  const shared = join(home.folder, "shared.json5");
  home.writeConfig('{ $include: "./shared.json5" }');
  writeFileSync(shared, "{\n  models: { mode: 'x' },\n  gateway: { a: 1 },\n}");
  const wrong = await home.run(["config", "validate"]);
  expect(wrong.stderr).toContain(`${shared}:2:19: error: models.mode: expected`);
  expect((await home.run(["config", "get", "gateway", "--json"])).stdout).toBe('{\n  "a": 1\n}\n');
  const unset = await home.run(["config", "unset", "gateway.a"]);
  expect(unset).toMatchObject({ code: 2, stderr: expect.stringContaining(`${shared}:3:17`) });
});
