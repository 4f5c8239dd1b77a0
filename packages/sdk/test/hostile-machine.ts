// A machine with plugins of strangers that do harm, and a program on it that uses the SDK: as a real process, since what
// they do is to end or stop one.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { afterAll, onTestFinished } from "vitest";

const sdk = join(import.meta.dirname, "../src/index.ts");

export interface ProgramRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface HostileMachine {
  readonly folder: string;
  /** Writes the code of the plugin. */
  setCode(code: string): void;
  /** Runs a program to its end; `mayros` is there, and `tell(value)` prints a line of JSON. */
  run(program: string, env?: Readonly<Record<string, string>>): Promise<ProgramRun>;
}

export interface HostilePlugin {
  readonly code: string;
  readonly manifest?: object;
  /** Agreed to and on; default true. */
  readonly enabled?: boolean;
}

/** The plugin is `acme` with a provider of the same name; `good` is a provider of the config at the same server. */
export async function hostileMachine(plugin: HostilePlugin): Promise<HostileMachine> {
  const server = await startModelServer({});
  onTestFinished(() => server.stop());
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mayros-hostile-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const acme = join(folder, "load/acme");
  mkdirSync(acme, { recursive: true, mode: 0o700 });
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value), {
      mode: 0o600,
    });
  write("load/acme/package.json", { name: "mayros-acme", version: "1.0.0", type: "module" });
  write("load/acme/mayros.plugin.json", { ...manifest, ...plugin.manifest });
  write("load/acme/index.js", plugin.code);
  const grants = { env: ["ACME_API_KEY"], hosts: ["acme.example"], code: true };
  const entries = { acme: { enabled: true, grants } };
  const baseUrl = `${server.url}/v1`;
  const good = {
    baseUrl,
    api: "openai-completions",
    apiKey: "key-0123456789abcdef",
    models: [{ id: "m" }],
  };
  write("mayros.json", {
    plugins: { load: { paths: ["./load"] }, ...(plugin.enabled === false ? {} : { entries }) },
    models: { providers: { good, acme: { baseUrl } } },
  });
  return {
    folder,
    setCode: (code) => write("load/acme/index.js", code),
    run(program, env = {}) {
      write("program.mjs", `${beginning(folder)}${program}`);
      return runProgram(join(folder, "program.mjs"), {
        ...{ PATH: process.env.PATH ?? "", HOME: folder, MAYROS_STATE_DIR: folder },
        ...{ ACME_API_KEY: "key-0123456789abcdef", ...env },
      });
    },
  };
}

const method = { id: "key", kind: "api-key", choice: "acme-api-key", label: "Acme key" };

const manifest = {
  ...{ id: "acme", apiVersion: 1, name: "Acme", description: "Does harm", entry: "index.js" },
  providers: {
    acme: {
      name: "Acme",
      api: "openai-completions",
      baseUrl: "https://acme.example/v1",
      authMethods: [method, { id: "login", kind: "oauth-browser", label: "Acme login" }],
      models: [{ id: "m" }],
    },
  },
  hosts: ["acme.example"],
  sources: [],
};

/** On one line, so that lines of programs stay countable. */
const beginning = (home: string): string =>
  [
    `import { createMayros } from ${JSON.stringify(sdk)};`,
    `const tell = (value) => console.log(JSON.stringify(value));`,
    `const told = (error) => ({ code: error.code, message: error.message, hint: error.hint });`,
    `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));`,
    `const mayros = createMayros({ onWarning: (message) => tell({ warning: message }) });`,
    `const asking = (mayros) => (model, more) => { let text = ""; return mayros.run({ model, prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }], ...more }, (part) => { if (part.type === "text-delta") text += part.delta; }).finished.then(() => text, told); };`,
    `const ask = asking(mayros);`,
    `const home = ${JSON.stringify(home)};`,
    "",
  ].join(" ");

/** Programs of one test file load the same sources: what Node made of them is kept, which is half of what they cost. */
const compiled = mkdtempSync(join(tmpdir(), "mayros-compiled-"));
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

function runProgram(file: string, env: Record<string, string>): Promise<ProgramRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--conditions=@mayros/source", file], {
      env: { NODE_COMPILE_CACHE: compiled, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        out[name] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, ...out }));
  });
}

/** What a program told, line by line. */
export const told = ({ stdout }: ProgramRun): unknown[] =>
  stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
