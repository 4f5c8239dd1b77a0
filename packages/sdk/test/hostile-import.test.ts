// Code that does harm when it is imported (T50): it does it in a child process. The program lives, other commands and
// models work, and the plugin is named, with the reason and the way on.
import { expect, it, vi } from "vitest";
import { hostileMachine, told } from "./hostile-machine.ts";

// Processes are started, some of which have to run into limits of seconds.
vi.setConfig({ testTimeout: 120_000 });

/** `hurt()` tells what comes of a plugin whose code is on the disk now; of that, nothing is in the next one's way. */
const hurting = `
const hurt = async () => {
  const mayros = createMayros({ onWarning: (message) => tell({ warning: message }) });
  const ask = asking(mayros);
  const lines = [await ask("good/m"), await ask("acme/m"), await ask("good/m")];
  const state = (await mayros.plugins.list()).find(({ id }) => id === "acme");
  lines.push({ enabled: state.enabled, quarantined: state.quarantined, reason: state.reason });
  lines.push((await mayros.models.list({ all: true })).some(({ key }) => key === "good/m"));
  lines.push((await mayros.plugins.doctor()).filter(({ message }) => message.includes("acme")));
  mayros.close();
  tell(lines);
};
mayros.close();
`;

const HELLO = "Hello from the model server.";

type Harm = [what: string, code: string, reason: RegExp];

/** One program meets one after the other, and outlives them all. */
async function expectQuarantined(harms: readonly Harm[]): Promise<void> {
  const machine = await hostileMachine({ code: "" });
  const codes = JSON.stringify(harms.map(([, code]) => code));
  const run = await machine.run(`import { writeFileSync } from "node:fs"; ${hurting}
    for (const code of ${codes}) {
      writeFileSync(home + "/load/acme/index.js", code);
      await hurt();
    }`);
  const met = told(run).filter((line) => !(line as { warning?: unknown }).warning);
  for (const [at, [what, , reason]] of harms.entries()) {
    const said = expect.stringMatching(reason);
    const refused = /^the plugin acme can't be loaded: /;
    expect(met[at], `${what}: ${run.stderr}`).toEqual([
      HELLO,
      { code: "MAYROS_PLUGIN_FAILED", message: said, hint: "mayros plugins enable acme" },
      HELLO,
      { enabled: false, quarantined: true, reason: said },
      true,
      [{ severity: "error", message: said, fix: "mayros plugins enable acme" }],
    ]);
    expect((met[at] as { message: string }[])[1]?.message, what).toMatch(refused);
  }
  expect(met).toHaveLength(harms.length);
  expect(run).toMatchObject({ code: 0, signal: null, stderr: "" });
}

const harms: readonly Harm[] = [
  ["throws", 'throw new Error("boom at import");', /boom at import/],
  [
    "rejects later",
    'setTimeout(() => Promise.reject(new Error("late boom")), 20); export default {};',
    /failed right after it was loaded: late boom/,
  ],
  [
    "waits for nothing",
    "await new Promise(() => {}); export default {};",
    /never finishes loading/,
  ],
  ["ends its process", "process.exit(0);", /ended its process \(exit code 0\)/],
  ["aborts its process", "process.abort();", /its process crashed \(SIGABRT\)/],
  [
    "wants to end others",
    "process.kill(process.ppid, 9); export default {};",
    /wants to signal a process/,
  ],
  [
    "wants to end others by another name",
    "process._kill(process.ppid, 9); export default {};",
    /wants to signal a process/,
  ],
  [
    "wants others to listen for a debugger",
    "process._debugProcess(process.ppid); export default {};",
    /wants to signal a process/,
  ],
  [
    "wants a database",
    'import { DatabaseSync } from "node:sqlite"; new DatabaseSync("./written"); export default {};',
    /wants to open a database while it is loaded/,
  ],
  [
    "fills the heap",
    "const all = []; for (;;) all.push(new Array(1e6).fill(all.length));",
    /used more than 256 MB of memory/,
  ],
  [
    "takes two gigabytes",
    "const all = []; for (let i = 0; i < 64; i++) all.push(Buffer.alloc(2 ** 25, 1)); export default {};",
    /used more than 512 MB of memory/,
  ],
  ["throws what is nothing", "throw undefined;", /can't be loaded|undefined/],
  [
    "writes a lot",
    'for (let i = 0; i < 1e4; i++) console.error("x".repeat(1e4)); throw new Error("and then");',
    /and then/,
  ],
  [
    "has a login that its manifest does not name",
    "export default { auth: { other: { login() {} } } };",
    /the auth method "other", which its manifest does not name \(it names "key", "login"\)/,
  ],
  [
    "has a provider that its manifest does not name",
    "export default { providers: { openai: {} } };",
    /the provider "openai", which its manifest does not name \(it names "acme"\)/,
  ],
  [
    "has a wire format that its manifest does not name",
    "export default { codecs: { theirs: () => {} } };",
    /the wire format "theirs", which its manifest does not name \(it names none\)/,
  ],
];

/** Where Node has a permission model. */
const reaches = [
  [`readFileSync(${JSON.stringify("/etc/hostname")})`, "FileSystemRead /etc/hostname"],
  [`writeFileSync("written", "")`, "FileSystemWrite"],
  [`execFileSync("true")`, "ChildProcess"],
].map(([code, what]): Harm => {
  const imports = `import { readFileSync, writeFileSync } from "node:fs"; import { execFileSync } from "node:child_process";`;
  const reason = new RegExp(`more than its own files while it is loaded \\(${what}`);
  return [`wants ${what}`, `${imports} ${code}; export default {};`, reason];
});

it("quarantines code that does harm", async () => {
  await expectQuarantined(harms);
});

it("quarantines code that never comes to an end", async () => {
  const reason = /did not finish loading within 5 s/;
  const waiting = "setInterval(() => {}, 1000); await new Promise(() => {}); export default {};";
  await Promise.all([
    expectQuarantined([["waits for ever", waiting, reason]]),
    expectQuarantined([["computes for ever", "for (;;);", reason]]),
  ]);
});

it.skipIf(!process.allowedNodeEnvironmentFlags.has("--permission"))(
  "lets code read nothing but its own files while it is tried out, and write and start nothing",
  async () => {
    await expectQuarantined(reaches);
  },
);

it.skipIf(!process.allowedNodeEnvironmentFlags.has("--allow-net"))(
  "lets code ask no network while it is tried out, where Node can forbid that",
  async () => {
    const code = `import { connect } from "node:net";
      await new Promise((resolve, reject) => connect(9, "127.0.0.1").on("error", reject));`;
    const reason = /more than its own files while it is loaded \((?:Net|connect|the network)/;
    await expectQuarantined([["asks a network", code, reason]]);
  },
);

it("gives code no key while it is tried out", async () => {
  const code = `throw new Error(Object.keys(process.env).filter((name) => /KEY|TOKEN|SECRET|MAYROS/.test(name)).join() || "none");`;
  await expectQuarantined([["tells keys", code, /can't be loaded: none$|^none$|: none$/]]);
});

it("tries code once, again when its files changed, and again when a person says so", async () => {
  // Each load leaves a mark that lists of folders show; the child may not write.
  const machine = await hostileMachine({ code: 'throw new Error("one");' });
  const asking = `tell(await ask("acme/m")); mayros.close();`;
  const messages = async (): Promise<unknown[]> =>
    told(await machine.run(asking)).map((line) => (line as { message?: string }).message ?? line);
  expect(String(await messages())).toContain("acme can't be loaded: one");
  // Off from the start, and nothing is run.
  expect(String(await messages())).toContain("acme, which is off: one");
  machine.setCode('throw new Error("two");');
  expect(String(await messages())).toContain("acme can't be loaded: two");
  machine.setCode("export default {};");
  expect(await messages()).toEqual([HELLO]);
  machine.setCode('throw new Error("three");');
  expect(String(await messages())).toContain("acme can't be loaded: three");
  const enabling = `
    tell(await mayros.plugins.enable("acme").catch(told));
    tell((await mayros.plugins.list()).find(({ id }) => id === "acme").enabled);
    mayros.close();`;
  expect(told(await machine.run(enabling)).slice(1)).toEqual([
    expect.objectContaining({
      code: "MAYROS_PLUGIN_FAILED",
      message: expect.stringContaining("three"),
    }),
    false,
  ]);
});
