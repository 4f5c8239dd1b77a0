// Shell completion: the script in a real bash, and what stands behind all three scripts.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import { configWithPlugin, writePlugin } from "../write-plugin.ts";

const KEY = "gsk_0123456789abcdefghijklmnop";
const main = join(import.meta.dirname, "../../dist/main.js");

async function candidates(home: MayrosHome, ...words: string[]): Promise<string[]> {
  const run = await home.run(["__complete", "--", ...words]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout.split("\n").filter(Boolean);
}

function logIn(home: MayrosHome, profile: string): Promise<unknown> {
  const words = ["models", "auth", "paste-api-key", "--provider", "groq", "--profile-id", profile];
  return home.run(words, { input: KEY });
}

describe("what could follow", () => {
  it("a beginning, a group and a command", async () => {
    const home = createHome();
    expect(await candidates(home, "mo")).toEqual(["models"]);
    expect(await candidates(home, "")).not.toContain("__complete");
    expect(await candidates(home, "--")).toEqual(["--help", "--version"]);
    expect(await candidates(home, "models", "auth", "lo")).toEqual([
      "login",
      "logout",
      "login-github-copilot",
    ]);
    expect(await candidates(home, "plugins", "disable", "--")).toEqual(["--json", "--help"]);
    expect(await candidates(home, "run", "--verbose", "--v")).toEqual([]);
    expect(await candidates(home, "completion", "")).toEqual(["bash", "zsh", "fish"]);
    expect(await candidates(home, "no", "such", "")).toEqual([]);
  });

  it("an option or an argument with a name: provider, model, plugin, choice", async () => {
    const home = createHome();
    expect(await candidates(home, "models", "list", "--provider", "gro")).toEqual(["groq"]);
    expect(await candidates(home, "models", "list", "--provider=gro")).toEqual(["--provider=groq"]);
    expect(await candidates(home, "run", "-m", "groq/llama-3.3")).toEqual([
      "groq/llama-3.3-70b-versatile",
    ]);
    expect(await candidates(home, "run", "--model", "")).toContain("zai/");
    expect(await candidates(home, "models", "set", "z.ai/glm-4.7")).toContain("z.ai/glm-4.7");
    expect(await candidates(home, "plugins", "enable", "gro")).toEqual(["groq"]);
    expect(await candidates(home, "onboard", "--auth-choice", "groq")).toEqual(["groq-api-key"]);
    expect(await candidates(home, "onboard", "--auth-choice=custom")).toEqual([
      "--auth-choice=custom-api-key",
    ]);
    expect(await candidates(home, "onboard", "--groq")).toEqual(["--groq-api-key"]);
    expect(await candidates(home, "run", "--", "--mo")).toEqual([]);
  });

  it("names of this machine: logins, aliases, places in the config", async () => {
    const home = createHome();
    await logIn(home, "groq:work");
    home.writeConfig(
      "{ models: { aliases: { fast: 'groq/x' } }, agents: { defaults: { model: 'groq/x', models: { 'a/b': {} } } } }",
    );
    expect(await candidates(home, "models", "auth", "logout", "")).toEqual(["groq:work"]);
    expect(await candidates(home, "run", "-m", "fa")).toEqual(["fast"]);
    expect(await candidates(home, "config", "get", "")).toEqual(["models", "agents"]);
    expect(await candidates(home, "config", "get", "agents.")).toEqual([
      "agents.defaults",
      "agents.defaults.model",
      "agents.defaults.models",
    ]);
    expect(await candidates(home, "config", "get", "agents.defaults.models[")).toEqual([
      "agents.defaults.models['a/b']",
    ]);
  });

  it("is described on demand", async () => {
    const run = await createHome().run(["__complete", "--described", "--", "plugins", "ena"]);
    expect(run.stdout).toBe("enable\tTurn a plugin on\n");
  });

  it("is still there when the config is broken, without an error", async () => {
    const home = createHome();
    home.writeConfig("{,}");
    expect(await candidates(home, "models", "auth", "lo")).toEqual(["login", "logout"]);
    expect(await candidates(home, "models", "set", "")).toEqual([]);
    expect(await candidates(home, "onboard", "--auth")).toEqual(["--auth-choice"]);
  });

  it("leaves names out that would drive a terminal", async () => {
    const home = createHome();
    home.writeConfig('{ models: { aliases: { "evil\\u001b[31m": "groq/x", "fine": "groq/x" } } }');
    const found = await candidates(home, "run", "-m", "");
    expect(found).toContain("fine");
    expect(found.join()).not.toContain("evil");
  });

  it("loads no SQLite and no zod where it needs none", async () => {
    const home = createHome();
    await logIn(home, "groq:work");
    const words = ["__complete", "--", "models", "set", "groq/"];
    const report = `data:text/javascript,${encodeURIComponent(reportLoads)}`;
    const run = spawnSync(process.execPath, ["--import", report, main, ...words], {
      env: { PATH: process.env.PATH, MAYROS_STATE_DIR: home.folder },
      encoding: "utf8",
    });
    expect(run.stderr).toBe("main.js,run-command.js,complete.js,more-commands.js,manage.js ");
  });
});

const reportLoads = `
  const { registerHooks } = process.getBuiltinModule("node:module");
  const files = [];
  registerHooks({ load: (url, context, next) => (files.push(url.split("/").at(-1)), next(url, context)) });
  process.on("exit", () => {
    const heavy = process.moduleLoadList.filter((name) => /^NativeModule (crypto|http|sqlite)$/.test(name));
    process.getBuiltinModule("node:fs").writeSync(2, files.join() + " " + heavy.join());
  });`;

/** What bash offers for a line that was typed so far: `words` as bash cuts it, the last one at the cursor. */
function completeInBash(home: MayrosHome, words: readonly string[], script: string): string[] {
  const bin = join(home.folder, "bin");
  mkdirSync(bin, { recursive: true });
  const command = join(bin, "mayros");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(command, 0o755);
  const ask = `${script}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_mayros
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const run = spawnSync("bash", ["--norc", "--noprofile", "-c", ask, "bash", ...words], {
    cwd: home.folder,
    env: {
      PATH: [bin, process.env.PATH].join(delimiter),
      HOME: home.folder,
      MAYROS_STATE_DIR: home.folder,
    },
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  return run.stdout.split("\n").filter(Boolean);
}

describe("the script for bash", () => {
  it("completes in a real bash, also words that bash cuts", async () => {
    const home = createHome();
    const { stdout: script } = await home.run(["completion", "bash"]);
    await logIn(home, "groq:work");
    const ask = (...words: string[]): string[] =>
      completeInBash(home, ["mayros", ...words], script);
    expect(ask("mod")).toEqual(["models"]);
    expect(ask("plugins", "enable", "gro")).toEqual(["groq"]);
    // Bash keeps what stands before the last cut.
    expect(ask("models", "auth", "logout", "groq", ":", "wo")).toEqual(["work"]);
    expect(ask("models", "auth", "logout", "groq", ":")).toEqual(["work"]);
    expect(ask("models", "list", "--provider", "=", "gro")).toEqual(["groq"]);
    expect(ask("models", "set", '"groq/llama-3.3')).toEqual(["groq/llama-3.3-70b-versatile"]);
    expect(ask("nothing", "like", "this", "")).toEqual([]);
  });

  it("evaluates nothing and hands names over quoted", async () => {
    const home = createHome();
    const { stdout: script } = await home.run(["completion", "bash"]);
    const name = "x$(>pwned);`>pwned`'\"";
    await logIn(home, name);
    const [offered = ""] = completeInBash(
      home,
      ["mayros", "models", "auth", "logout", "x"],
      script,
    );
    expect(existsSync(join(home.folder, "pwned"))).toBe(false);
    const typed = spawnSync("bash", ["-c", `printf %s ${offered}`], {
      cwd: home.folder,
      encoding: "utf8",
    });
    expect(typed.stdout).toBe(name);
    expect(existsSync(join(home.folder, "pwned"))).toBe(false);
    // Nothing can be quoted inside quotes for sure: such a name is not offered there.
    const inQuotes = ["mayros", "models", "auth", "logout", '"x'];
    expect(completeInBash(home, inQuotes, script)).toEqual([]);
  });
});

describe("the scripts", () => {
  it.each([
    ["bash", "complete -F _mayros mayros", "mayros __complete -- "],
    ["zsh", "compdef _mayros mayros", "mayros __complete --described -- "],
    ["fish", "complete --command mayros", "mayros __complete --described -- "],
  ])("for %s asks mayros and keeps its errors to itself", async (shell, registers, asks) => {
    const run = await createHome().run(["completion", shell]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain(registers);
    const asking = run.stdout.split("\n").filter((line) => line.includes("mayros __complete"));
    expect(asking).toEqual([expect.stringContaining(asks)]);
    expect(asking[0]).toContain("2>/dev/null");
    expect(run.stdout).not.toContain("compgen");
  });

  it("for another shell is refused with those that there are", async () => {
    const run = await createHome().run(["completion", "tcsh"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("mayros completion bash|zsh|fish");
  });
});

it("runs no plugin and asks no network for the models of another plugin", async () => {
  const home = createHome();
  const folder = writePlugin(home.folder, { models: [{ id: "m1" }] });
  home.writeConfig(configWithPlugin(folder, true));
  expect(await candidates(home, "models", "set", "acme/")).toEqual(["acme/m1"]);
});
