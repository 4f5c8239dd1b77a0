// Code that passes its first load and does harm later, in a program that goes on serving (T50, P11): the program lives,
// the plugin is named and asked no more, and what is not the plugin's is as it would be without it.
import { describe, expect, it, vi } from "vitest";
import { hostileMachine, type ProgramRun, told } from "./hostile-machine.ts";

// Each starts processes, some of which have to run into limits of seconds.
vi.setConfig({ testTimeout: 120_000 });

const HELLO = "Hello from the model server.";

/** A plugin whose `prepare`, and with it each request, does this. */
const preparing = (work: string): string =>
  `export default { providers: { acme: { prepare(session, outgoing) { ${work} } } } };`;

const ended = (name: string) =>
  expect.objectContaining({
    code: "MAYROS_PLUGIN_FAILED",
    message: expect.stringContaining(
      `the plugin acme called ${name}, which would end this program`,
    ),
  });

const withoutWarnings = (run: ProgramRun): unknown[] =>
  told(run).filter((line) => (line as { warning?: string }).warning === undefined);

describe("an exit that a plugin asks for", () => {
  it("in prepare throws there, however it is called", async () => {
    const exits = {
      exit: "process.exit(3)",
      abort: "process.abort()",
      reallyExit: "process.reallyExit(3)",
      kill: "process.kill(process.pid)",
      group: "process.kill(0, 'SIGKILL')",
      applied: "Reflect.apply(process.exit, process, [3])",
      compiled: "new Function('process.exit(3)')()",
      handed: "[3].forEach(process.exit)",
    };
    const works = Object.entries(exits).map(([model, work]) => `${model}: () => ${work}`);
    const code = `const works = { ${works.join(", ")} }; ${preparing("works[outgoing.model]();")}`;
    const run = await (await hostileMachine({ code })).run(`
      for (const model of ${JSON.stringify(Object.keys(exits))}) tell(await ask("acme/" + model));
      tell(await ask("good/m"));
      tell("alive");
      mayros.close();`);
    const names = ["exit", "abort", "reallyExit", "kill", "kill", "exit", "exit", "exit"];
    expect(withoutWarnings(run)).toEqual([
      ...names.map((name) => ended(`process.${name}`)),
      HELLO,
      "alive",
    ]);
    expect(run).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("in a login ends the login alone", async () => {
    const code =
      "export default { auth: { login: { async login() { await null; process.exit(3); } } } };";
    const machine = await hostileMachine({ code });
    const run = await machine.run(`
      const ui = { note() {}, prompt: async () => "" };
      tell(await mayros.auth.login({ provider: "acme", method: "login", ui }).catch(told));
      tell(await ask("good/m"));
      mayros.close();`);
    expect(told(run)).toEqual([ended("process.exit"), HELLO]);
    expect(run.code).toBe(0);
  });

  it.each([
    ["of its own", "setTimeout(() => process.exit(3), 10);"],
    ["that has no frame of its own", "setTimeout(process.exit, 10, 3);"],
    ["behind a promise", "Promise.resolve(3).then(process.exit);"],
  ])("in a timer %s does not end the program", async (_what, work) => {
    const machine = await hostileMachine({ code: preparing(work) });
    const run = await machine.run(`
      tell(await ask("acme/m"));
      await sleep(200);
      tell(await ask("acme/m"));
      tell(await ask("good/m"));
      mayros.close();`);
    const [first, ...rest] = told(run).filter(
      (line) => typeof line === "string" || (line as object & { code?: string }).code,
    );
    expect([HELLO, rest[0]]).toContainEqual(first);
    expect(rest.at(-1)).toBe(HELLO);
    expect(told(run)).toContainEqual({
      warning: expect.stringMatching(
        /^the plugin acme failed .*: the plugin acme called process.exit/,
      ),
    });
    expect(run).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("leaves the program's own exits alone, also where the plugin calls the program", async () => {
    const code =
      "export default { auth: { login: { async login({ ui }) { await ui.prompt({ message: 'x' }); } } } };";
    const machine = await hostileMachine({ code });
    const run = await machine.run(`
      const ui = { note() {}, prompt: async () => process.exit(7) };
      process.on("exit", (code) => tell({ exit: code }));
      await mayros.auth.login({ provider: "acme", method: "login", ui }).catch(told);
      tell("not reached");`);
    expect(told(run)).toEqual([{ exit: 7 }]);
    expect(run.code).toBe(7);
  });
});

describe("a plugin that never settles", () => {
  it.each([
    ["login", "Promise.withResolvers().promise"],
    ["login that heeds nothing", "new Promise(() => setInterval(() => {}, 1000))"],
  ])("in a %s ends with the caller's signal", async (_what, waiting) => {
    const code = `export default { auth: { login: { login: () => ${waiting} } } };`;
    const machine = await hostileMachine({ code });
    const run = await machine.run(`
      const ui = { note() {}, prompt: async () => "" };
      const stop = new AbortController();
      const login = mayros.auth.login({ provider: "acme", method: "login", ui, signal: stop.signal });
      setTimeout(() => stop.abort(), 500);
      tell(await login.catch((error) => error.code));
      tell(await ask("good/m"));
      mayros.close();
      process.exit();`);
    expect(told(run)).toEqual(["MAYROS_ABORTED", HELLO]);
  });

  it.each(["openSession", "createLanguageModel"])(
    "in %s ends with the caller's signal",
    async (name) => {
      const code = `export default { providers: { acme: { ${name}: () => new Promise(() => {}) } } };`;
      const machine = await hostileMachine({ code });
      const run = await machine.run(`
        const stop = new AbortController();
        setTimeout(() => stop.abort(), 1000);
        tell((await ask("acme/m", { abortSignal: stop.signal })).code);
        tell(await ask("good/m"));
        mayros.close();
        process.exit();`);
      expect(told(run)).toEqual(["MAYROS_ABORTED", HELLO]);
    },
  );
});

describe("an error of a plugin that nobody catches", () => {
  it.each([
    ["a timer that throws", "setTimeout(() => { throw new Error('oops'); }, 10);"],
    ["a timer that throws no error", "setTimeout(() => { throw 'oops'; }, 10);"],
    ["a promise that nobody waits for", "Promise.reject(new Error('oops'));"],
    ["a promise without an error", "Promise.reject('oops');"],
    [
      "an async function of later",
      "(async () => { await new Promise((r) => setTimeout(r, 5)); throw new Error('oops'); })();",
    ],
    ["an event that throws", "process.nextTick(() => { throw new Error('oops'); });"],
    [
      "a promise of code that it imports",
      "import('node:fs/promises').then(({ readFile }) => readFile('/nowhere/oops'));",
    ],
  ])("is its own: %s", async (_what, work) => {
    const machine = await hostileMachine({ code: preparing(work) });
    const run = await machine.run(`
      await ask("acme/m");
      await sleep(100);
      tell(await ask("acme/m"));
      tell(await ask("good/m"));
      tell((await mayros.plugins.doctor()).filter(({ message }) => message.includes("acme")));
      mayros.close();`);
    const [warning, refused, hello, findings] = told(run);
    expect(warning, run.stderr).toEqual({
      warning: expect.stringMatching(/^the plugin acme failed .*oops/),
    });
    expect(refused).toEqual({
      code: "MAYROS_PLUGIN_FAILED",
      message: expect.stringMatching(/^the plugin acme failed earlier in this program.*oops/),
      hint: "mayros plugins doctor",
    });
    expect(hello).toBe(HELLO);
    expect(findings).toEqual([
      {
        severity: "warning",
        message: expect.stringMatching(/^acme failed in a program at .*oops/),
        fix: "mayros plugins enable acme",
      },
    ]);
    expect(run).toMatchObject({ code: 0, signal: null, stderr: "" });
  });

  it("is remembered: another program may try the plugin again, and says what it did", async () => {
    const work = "setTimeout(() => { throw new Error('oops'); }, 10);";
    const machine = await hostileMachine({ code: preparing(work) });
    await machine.run(`await ask("acme/m"); await sleep(100); mayros.close();`);
    const next = await machine.run(`
      const acme = async () => (await mayros.plugins.doctor()).filter(({ message }) => message.includes("acme failed")).length;
      tell(await acme());
      await mayros.plugins.enable("acme");
      tell(await acme());
      mayros.close();`);
    expect(told(next)).toEqual([1, 0]);
  });

  it("leaves requests of others that are under way alone", async () => {
    const work = "setTimeout(() => { throw new Error('oops'); }, 1);";
    const machine = await hostileMachine({ code: preparing(work) });
    const run = await machine.run(`
      tell((await Promise.all(["good/m", "acme/m", "good/m", "good/m"].map((ref) => ask(ref)))).filter((text) => text === ${JSON.stringify(HELLO)}).length >= 3);
      for (let asked = 0; asked < 20; asked++) await ask("good/m");
      tell("alive");
      mayros.close();`);
    expect(told(run).filter((line) => !(line as { warning?: string }).warning)).toEqual([
      true,
      "alive",
    ]);
    expect(run.code).toBe(0);
  });
});

/**
 * Without what differs from run to run, and without what Node prints above the error: of a rejection whose stack was
 * looked at it shows a line of its own in the place of the program's. An abort prints addresses.
 */
function comparable({ stderr, ...run }: ProgramRun): ProgramRun {
  const shown = stderr.slice(Math.max(0, stderr.search(/^(?:Error: mine|\[UnhandledPromise)/m)));
  const plain = shown.replaceAll(/\/[^\s:]*mayros-hostile-\w+/g, "/home");
  return { ...run, stderr: run.signal === "SIGABRT" ? "" : plain };
}

describe("an error that is not the plugin's", () => {
  /** With the plugin loaded, and without any. */
  const both = async (program: string) => {
    const machine = await hostileMachine({ code: "export default { providers: { acme: {} } };" });
    const beginning =
      'await ask(process.env.REF); const oops = () => { throw new Error("mine"); };\n';
    const [bare, beside] = await Promise.all([
      hostileMachine({ code: "" }).then((other) =>
        other.run(beginning + program, { REF: "good/m" }),
      ),
      machine.run(beginning + program, { REF: "acme/m" }),
    ]);
    expect(comparable(beside)).toEqual(comparable(bare));
    return bare;
  };

  it.each<[string, string, number, string]>([
    ["an exception", "setTimeout(oops, 10); await sleep(1000);", 1, "Error: mine"],
    ["a rejection", 'Promise.reject(new Error("mine")); await sleep(1000);', 1, "Error: mine"],
    ["a rejection without an error", 'Promise.reject("mine"); await sleep(1000);', 1, "mine"],
    ["an exit", 'process.on("exit", (code) => tell(code)); process.exit(9);', 9, ""],
    ["an exit code", "process.exitCode = 4; mayros.close();", 4, ""],
    ["an abort", "process.abort();", -1, ""],
    [
      "a handler of exceptions",
      'process.on("uncaughtException", (error, origin) => { tell([error.message, origin]); process.exit(5); }); setTimeout(oops, 10); await sleep(1000);',
      5,
      "",
    ],
    [
      "a handler of rejections",
      'process.on("unhandledRejection", (reason) => { tell(reason.message); process.exit(6); }); Promise.reject(new Error("mine")); await sleep(1000);',
      6,
      "",
    ],
  ])("is as it was: %s", async (_what, program, code, stderr) => {
    const run = await both(program);
    expect(run.code ?? -1).toBe(code);
    expect(run.stderr).toContain(stderr);
  });
});

it("MAYROS_PLUGINS=off loads nothing of strangers, and says so", async () => {
  const machine = await hostileMachine({ code: 'throw new Error("was loaded");' });
  const run = await machine.run(
    `
    const { enabled, wanted, reason } = (await mayros.plugins.list()).find(({ id }) => id === "acme");
    tell({ enabled, wanted, reason });
    tell(await ask("good/m"));
    tell((await ask("acme/m")).code);
    tell(await mayros.plugins.enable("acme").catch(told));
    tell((await mayros.plugins.doctor()).filter(({ message }) => message.includes("acme")));
    mayros.close();`,
    { MAYROS_PLUGINS: "off" },
  );
  const reason = "MAYROS_PLUGINS is off";
  expect(told(run)).toEqual([
    { enabled: false, wanted: false, reason },
    HELLO,
    "MAYROS_PROVIDER_DISABLED",
    {
      code: "MAYROS_PLUGIN_DENIED",
      message: `acme stays off: ${reason}`,
      hint: "unset MAYROS_PLUGINS",
    },
    [
      {
        severity: "warning",
        message: `plugins.entries.acme.enabled is true, but ${reason}`,
        fix: "unset MAYROS_PLUGINS",
      },
    ],
  ]);
});
