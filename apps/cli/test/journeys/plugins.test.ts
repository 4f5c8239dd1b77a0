// Plugins of somebody else through the real command: found, looked at, agreed to, switched on and off,
// and, whatever is wrong with them, of no harm to anything else.
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { keys, runInTerminal } from "../run-in-terminal.ts";
import { createHome as createEmptyHome, type MayrosHome } from "../run-mayros.ts";

interface Text {
  readonly provider?: object;
  readonly manifest?: object;
}

/** JSON5, for the `plugins` section. */
const LOAD = 'load: { paths: ["load"] }';

function createHome(): MayrosHome {
  const home = createEmptyHome();
  home.writeConfig(`{ plugins: { ${LOAD} } }`);
  return home;
}

/** Writes a data plugin where load paths find it; returns its folder. */
function writePlugin(home: MayrosHome, id: string, text: Text = {}): string {
  const folder = join(home.folder, `load/${id}`);
  mkdirSync(folder, { recursive: true });
  const provider = {
    name: id,
    api: "openai-completions",
    baseUrl: `https://${id}.example/v1`,
    authMethods: [
      { id: "key", kind: "api-key", choice: `${id}-api-key`, label: `${id} key`, fields: [] },
    ],
    models: [{ id: "one" }],
    ...text.provider,
  };
  const manifest = {
    ...{ id, apiVersion: 1, name: id, description: `${id}'s models`, sources: [] },
    providers: { [id]: provider },
    ...text.manifest,
  };
  const path = join(folder, "mayros.plugin.json");
  writeFileSync(path, JSON.stringify(manifest));
  utimesSync(path, 0, 0);
  return folder;
}

const lookAt = async (home: MayrosHome, id: string): Promise<Record<string, unknown>> =>
  JSON.parse((await home.run(["plugins", "info", id, "--json"])).stdout) as Record<string, unknown>;

it("finds what is there, and has it off until it is enabled", async () => {
  const home = createHome();
  writePlugin(home, "acme");
  const list = await home.run(["plugins", "list"]);
  expect(list.stdout).toMatch(
    /acme +0\.0\.0 +off +data +path +acme +plugins from load paths are off/,
  );
  const info = await home.run(["plugins", "info", "acme"]);
  expect(info.stdout).toContain("; 1 model, ");
  const ask = await home.run(["run", "-m", "acme/one", "hi"]);
  expect(ask.code).toBe(2);
  expect(ask.stderr).toContain("mayros plugins enable acme");
  const enabled = await home.run(["plugins", "enable", "acme"]);
  expect(enabled).toEqual({
    code: 0,
    stderr: "",
    stdout:
      "acme is now on\n  kind       data, runs no code\n  providers  acme\n  sends to   acme.example\n  reads      ACME_API_KEY\n",
  });
  const models = await home.run(["models", "list", "--all", "--provider", "acme", "--json"]);
  expect(models.stdout).toContain("acme/one");
  expect((await home.run(["plugins", "disable", "acme"])).stdout).toBe("acme is now off\n");
  expect(await lookAt(home, "acme")).toMatchObject({ enabled: false, origin: "path" });
});

describe("variables of others", () => {
  const greedy = { provider: { extraKeys: ["GROQ_API_KEY"] } };

  test("need --accept where nobody can be asked", async () => {
    const home = createHome();
    writePlugin(home, "greedy", greedy);
    const refused = await home.run(["plugins", "enable", "greedy"]);
    expect(refused).toMatchObject({ code: 5, stdout: "" });
    expect(refused.stderr).toContain("greedy would read GROQ_API_KEY");
    expect(refused.stderr).toContain("greedy.example");
    expect(refused.stderr).toContain("next: mayros plugins enable greedy --accept");
    const json = await home.run(["plugins", "enable", "greedy", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "MAYROS_CONSENT_MISSING" } });
    expect((await home.run(["plugins", "enable", "greedy", "--accept"])).code).toBe(0);
    const granted = await home.run(["config", "get", "plugins.entries.greedy", "--json"]);
    expect(granted.stdout).toContain("greedy.example");
    expect(await lookAt(home, "greedy")).toMatchObject({ enabled: true });
  });

  test("by hand alone do not do, and the key does not leave", async () => {
    const server = await startModelServer({});
    onTestFinished(() => server.stop());
    const home = createHome();
    writePlugin(home, "greedy", { provider: { ...greedy.provider, baseUrl: `${server.url}/v1` } });
    home.writeConfig(`{ plugins: { ${LOAD}, entries: { greedy: { enabled: true } } } }`);
    const env = { GROQ_API_KEY: "gsk_0123456789abcdefghijklmnop" };
    const run = await home.run(["run", "-m", "greedy/one", "hi"], { env });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("which nobody agreed to");
    expect(server.journal()).toEqual([]);
  });

  test.each([
    ["y", 0, "greedy is now on"],
    ["n", 5, "that needs your consent"],
  ])("are asked about at a terminal: %s", async (answer, code, said) => {
    const home = createHome();
    writePlugin(home, "greedy", greedy);
    const terminal = runInTerminal(["plugins", "enable", "greedy"], home.folder);
    await terminal.see("May it read GROQ_API_KEY and send it to greedy.example?");
    expect(terminal.screen()).toContain("sends to   greedy.example");
    terminal.type(answer);
    expect(await terminal.ended).toBe(code);
    expect(terminal.screen()).toContain(said);
  });

  test("a question that is left alone changes nothing", async () => {
    const home = createHome();
    writePlugin(home, "greedy", greedy);
    const terminal = runInTerminal(["plugins", "enable", "greedy"], home.folder);
    await terminal.see("May it read");
    terminal.type(keys.escape);
    expect(await terminal.ended).toBe(5);
    expect((await lookAt(home, "greedy")).enabled).toBe(false);
  });
});

describe("code of somebody else", () => {
  const entries = {
    throws: "throw new Error('at import')",
    rejects: "setTimeout(() => Promise.reject(new Error('later')), 0)",
    waits: "await new Promise(() => {})",
    loops: "for (;;) {}",
    exits: "process.exit(42)",
    eats: "const all = []; for (;;) all.push(Buffer.alloc(1 << 26, 1))",
  };

  it("that throws, hangs, exits or eats memory is of no harm to anything", async () => {
    const server = await startModelServer({});
    onTestFinished(() => server.stop());
    const home = createHome();
    for (const [id, code] of Object.entries(entries)) {
      const folder = writePlugin(home, id, { manifest: { entry: "index.js" } });
      writeFileSync(join(folder, "index.js"), code);
      writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    }
    home.writeConfig(`{
      models: { providers: { groq: { baseUrl: "${server.url}/v1", apiKey: "\${K}" } } },
      plugins: { ${LOAD}, entries: { throws: { enabled: true }, loops: { enabled: true } } } }`);
    const env = { K: "key-0123456789abcdef" };
    const [list, info, enable, doctor, models, run] = await Promise.all([
      home.run(["plugins", "list", "--json"], { env }),
      home.run(["plugins", "info", "loops"], { env }),
      home.run(["plugins", "enable", "exits"], { env }),
      home.run(["plugins", "doctor"], { env }),
      home.run(["models", "list"], { env }),
      home.run(["run", "-m", "groq/llama-3.3-70b-versatile", "hi"], { env }),
    ]);
    const { plugins } = JSON.parse(list.stdout) as { plugins: { id: string; code: boolean }[] };
    expect(plugins.filter(({ id }) => id in entries).every(({ code }) => code)).toBe(true);
    expect(info).toMatchObject({ code: 0, stdout: expect.stringContaining("kind       code") });
    const wants = "exits would run code of its publisher";
    expect(enable).toMatchObject({ code: 5, stderr: expect.stringContaining(wants) });
    const why = "throws is off: it has code, which nobody agreed to run";
    expect(doctor).toMatchObject({ code: 1, stdout: expect.stringContaining(why) });
    expect(models).toMatchObject({ code: 0, stdout: expect.stringContaining("groq/") });
    expect(run.code).toBe(0);
  });
});

it("reads nothing again of plugins that did not change", async () => {
  const home = createHome();
  writePlugin(home, "acme");
  writePlugin(home, "loaded");
  utimesSync(join(home.folder, "load"), 0, 0);
  const loaded = async (...words: string[]): Promise<Loads> => {
    const run = await home.run(words, { env: { NODE_OPTIONS: `--import ${reportLoads}` } });
    return JSON.parse(run.stderr) as Loads;
  };
  expect((await loaded("plugins", "list")).files).toContain("build-stranger-index.js");
  const fresh = { files: ["main.js", "run-command.js"], builtins: [] };
  expect(await loaded("plugins", "list")).toEqual(fresh);
  expect(await loaded("models", "list", "--all")).toEqual(fresh);
  writePlugin(home, "loaded", { manifest: { name: "Other" } });
  expect((await loaded("plugins", "list")).files).toContain("build-stranger-index.js");
});

interface Loads {
  readonly files: string[];
  readonly builtins: string[];
}

/** A module for --import that prints at exit what was loaded after it. */
const reportLoads = `data:text/javascript,${encodeURIComponent(`
  const { registerHooks } = process.getBuiltinModule("node:module");
  const files = [];
  const known = new Set(process.moduleLoadList);
  registerHooks({ load: (url, context, next) => (files.push(url.split("/").at(-1)), next(url, context)) });
  process.on("exit", () => {
    const heavy = /^NativeModule (crypto|dns|fs\\/promises|http|https|net|sqlite|tls)$/;
    const builtins = process.moduleLoadList.filter((name) => heavy.test(name) && !known.has(name));
    process.getBuiltinModule("node:fs").writeSync(2, JSON.stringify({ files, builtins }));
  });
`)}`;

it("finds what is wrong, names the fix, and exits with 1", async () => {
  const home = createHome();
  const open = writePlugin(home, "open");
  chmodSync(open, 0o777);
  home.writeConfig(
    `{ plugins: { ${LOAD}, entries: { zzz: { enabled: true }, groq: { enabled: true } } } }`,
  );
  const doctor = await home.run(["plugins", "doctor"]);
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toContain(`${open} is writable by everyone`);
  expect(doctor.stdout).toContain(`fix: chmod -R go-w '${open}'`);
  // As long as one can't be read it may be that one.
  expect(doctor.stdout).not.toContain("config unset");
  chmodSync(open, 0o755);
  const again = await home.run(["plugins", "doctor", "--json"]);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({
    ...{ count: 1, errors: 0 },
    findings: [{ fix: "mayros config unset 'plugins.entries.zzz'" }],
  });
  expect((await home.run(["config", "unset", "plugins.entries.zzz"])).code).toBe(0);
  expect((await home.run(["plugins", "doctor"])).stdout).toBe("nothing is wrong with plugins\n");
});

it("shows folders that hold no usable plugin where plugins are listed", async () => {
  const home = createHome();
  mkdirSync(join(home.folder, "load"), { recursive: true });
  mkdirSync(join(home.folder, "plugins/stray"), { recursive: true });
  const list = await home.run(["plugins", "list"]);
  expect(list.code).toBe(0);
  expect(list.stdout).toMatch(/load +- +broken +- +path +- +has no mayros\.plugin\.json/);
  expect(list.stdout).toMatch(/stray +- +broken +- +installed +- +does nothing here/);
  const json = await home.run(["plugins", "list", "--json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ count: expect.any(Number), problems: [{}, {}] });
  expect((await home.run(["plugins", "list", "--enabled"])).stdout).not.toContain("broken");
});

it("keeps a plugin off whose config does not fit, without a word of what is in it", async () => {
  const home = createHome();
  const configSchema = {
    type: "object",
    properties: { token: { type: "string", pattern: "^t-", description: "From the vendor" } },
  };
  writePlugin(home, "acme", { manifest: { configSchema } });
  const secret = "super-secret-value-0123";
  home.writeConfig(
    `{ plugins: { ${LOAD}, entries: { acme: { enabled: true, config: { token: "${secret}" } } } } }`,
  );
  const runs = await Promise.all(
    [["list"], ["info", "acme"], ["doctor"], ["enable", "acme"]].map((words) =>
      home.run(["plugins", ...words]),
    ),
  );
  for (const { stdout, stderr } of runs) {
    expect(stdout + stderr).toContain('plugins.entries.acme.config.token must be like "^t-"');
    expect(stdout + stderr).not.toContain(secret);
  }
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 1, 2]);
  expect(runs[1]?.stdout).toContain(
    "settings   in plugins.entries.acme.config:\n           token (string)",
  );
});

it("tells what a plugin is, by its id or a provider's", async () => {
  const home = createHome();
  const info = await home.run(["plugins", "info", "z.ai"]);
  expect(info.code).toBe(0);
  expect(info.stdout).toMatch(/^zai +Z\.AI/);
  expect(info.stdout).toContain("from       bundled\n");
  expect(info.stdout).toContain("mayros onboard --auth-choice zai-api-key, --zai-api-key");
  expect(info.stdout).toMatch(/next +mayros models list --all --provider zai\n$/);
  const unknown = await home.run(["plugins", "info", "grok"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('did you mean "groq"?');
});

it("keeps comments when it writes what was agreed to", async () => {
  const home = createHome();
  writePlugin(home, "acme");
  home.writeConfig(`{\n  // mine\n  plugins: { ${LOAD} }, // and this\n}\n`);
  await home.run(["plugins", "enable", "acme"]);
  const text = readFileSync(home.configPath, "utf8");
  expect(text).toContain("// mine\n");
  expect(text).toContain("// and this");
  expect(text).toMatch(/hosts: \[\s*"acme\.example",?\s*\]/);
});
