// The contract finds what it is for: a good plugin has nothing to answer for, one that is broken in one place fails
// in one capability.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PlannedCheck } from "../src/contract/check.ts";
import type { ContractOptions } from "../src/contract/contract-options.ts";
import { planChecks } from "../src/contract/plan-checks.ts";
import { writeAcme } from "./acme/write-acme.ts";

interface Failed {
  readonly capability: string;
  readonly name: string;
  readonly why: string;
}

async function failuresOf(folder: string, options: ContractOptions = {}): Promise<Failed[]> {
  return failuresIn(planChecks(folder, options));
}

async function failuresIn(plan: readonly PlannedCheck[]): Promise<Failed[]> {
  const failed: Failed[] = [];
  for (const { capability, name, run, skipped } of plan) {
    if (skipped !== undefined) continue;
    await run().catch((error: unknown) => failed.push({ capability, name, why: String(error) }));
  }
  return failed;
}

it("has nothing against a good plugin", async () => {
  const folder = writeAcme();
  expect(await failuresOf(folder)).toEqual([]);
  const capabilities = new Set(planChecks(folder).map(({ capability }) => capability));
  expect([...capabilities].sort()).toEqual(
    "code globals import login refresh request secrets structure".split(" "),
  );
});

const breakages: [what: string, capability: string, from: string, to: string, why: RegExp][] = [
  ["a login of no method", "code", "auth: { device", "auth: { devise", /devise.*no auth method/s],
  ["a provider of no manifest", "code", "{ auth:", "{ providers: { zcme: {} }, auth:", /zcme/],
  ["a codec of no manifest", "code", "{ auth:", "{ codecs: { zcme: 1 }, auth:", /not in apis/],
  ["a timer", "import", "const grant", "setInterval(() => {}, 1e6);\nconst grant", /leaves open/],
  ["a global", "import", "const grant", "globalThis.acme = 1;\nconst grant", /globalThis\.acme/],
  ["a print", "import", "const grant", "console.log('hi');\nconst grant", /it prints/],
  ["an end", "import", "const grant", "process['ex' + 'it'](0);\nconst grant", /ends the process/],
  [
    "a file",
    "import",
    "const grant",
    "(await import('node:' + 'fs')).writeFileSync('/dev/null', '');\nconst grant",
    /writeFile of node:fs/,
  ],
  ["an error", "import", "const grant", "throw new Error('no');\nconst grant", /can't be imported/],
  ["the global fetch", "globals", "await send(", "await fetch(", /index\.js:\d+: fetch/],
  ["the environment", "globals", "const grant", "void process.env.X;\nconst grant", /process\.env/],
  ["a page without a code", "login", "({ url, userCode })", "({ url })", /code that the person/],
  ["no page", "login", "ui.authorization({ url, userCode });", "", /one page/],
  ["a deaf ear", "login", "if (signal.aborted)", "if (false)", /did not stop|MAYROS_ABORTED/],
  ["no patience", "login", "interval += 5000", "interval += 1", /after slow_down/],
  ["a denial as a fault", "login", "MAYROS_LOGIN_DENIED", "MAYROS_PLUGIN_FAILED", /LOGIN_DENIED/],
  ["an expiry as a fault", "login", "MAYROS_TIMEOUT", "MAYROS_PLUGIN_FAILED", /MAYROS_TIMEOUT/],
  ["seconds for ms", "login", "clock.now() + body.expires_in * 1000", "3600", /ms since/],
  ["what is no JSON", "login", 'type: "oauth",', 'type: "oauth", at: new Date(),', /at:/],
  [
    "an address of its own",
    "login",
    "send(url,",
    'send(url.replace(/.*token$/, "https://login.acme.example/token"),',
    /can't be asked|no config can replace|not asked/,
  ],
  [
    "a key that gets lost",
    "request",
    "{ auth:",
    "{ providers: { acme: { prepare(_, out) { delete out.headers.authorization } } }, auth:",
    /can't be asked/,
  ],
  [
    "an address of its own making",
    "request",
    "{ auth:",
    "{ providers: { acme: { prepare(_, out) { out.url = out.url.replace('/v1', '') } } }, auth:",
    /can't be asked|is not below/,
  ],
  ["a lost refresh token", "refresh", "?? before", "", /must stay/],
  [
    "an old refresh token",
    "refresh",
    "body.refresh_token ?? before",
    "before ?? body.refresh_token",
    /that came/,
  ],
  ["a dead token as a fault", "refresh", "MAYROS_LOGIN_NEEDED", "MAYROS_PLUGIN_FAILED", /NEEDED/],
  [
    "a token in a log",
    "secrets",
    "return credentialOf(body, clock)",
    "{ context.log(body.access_token); return credentialOf(body, clock) }",
    /1 of its tokens/,
  ],
  ["a token in an error", "secrets", '"log in again"', "body.error_description", /1 of its tokens/],
];

/** ms. A good login takes a few, and a broken one all that it gets. */
const PATIENCE = 700;

it.each(breakages)("finds %s (%s)", async (_what, capability, from, to, why) => {
  const plan = planChecks(writeAcme("dist/index.js", from, to), {}, PATIENCE);
  const found = await failuresIn(plan.filter((each) => each.capability === capability));
  expect(found).not.toEqual([]);
  expect(found.map((each) => each.why).join("\n")).toMatch(why);
});

it("says where no request can be tried", async () => {
  const known = '"api":"openai-completions"';
  const folder = writeAcme("mayros.plugin.json", known, '"api":"google-code-assist"');
  const [check] = planChecks(folder).filter(({ capability }) => capability === "request");
  expect(await check?.run()).toMatch(/in a format known here/);
});

it("leaves out what it is told to, with the reason, and nothing that is not there", () => {
  const reason = "no server";
  const plan = planChecks(writeAcme(), { skip: { "login acme/device": reason, secrets: "shy" } });
  const of = (capability: string) =>
    plan.filter((each) => each.capability === capability).map(({ skipped }) => skipped);
  expect(new Set(of("login"))).toEqual(new Set([reason]));
  expect(of("secrets")).toEqual(["shy"]);
  expect(new Set(of("refresh"))).toEqual(new Set([undefined]));
});

it("says that a reason outlived what it was for", async () => {
  const failed = await failuresOf(writeAcme(), { skip: { "login acme/browser": "gone" } });
  expect(failed.map(({ why }) => why).join()).toContain("login acme/browser");
});

it("runs under node --test, with nothing installed for it", () => {
  const folder = writeAcme("dist/index.js", "interval += 5000", "interval += 1");
  const kit = join(import.meta.dirname, "../src/node-test.ts");
  const test = `import { describePlugin } from ${JSON.stringify(kit)};
    describePlugin(${JSON.stringify(folder)}, { skip: { request: "not today" } });`;
  writeFileSync(join(folder, "plugin.test.mjs"), test);
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--conditions=@mayros/source", "--test", "--test-reporter=tap", "plugin.test.mjs"],
    { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH } },
  );
  expect(status).toBe(1);
  expect(stdout).toMatch(/not ok \d+ - asks less often when it is told to: acme\/device/);
  expect(stdout).toMatch(/ok \d+ - sends requests of acme.*# SKIP not today/);
  expect(stdout.match(/^\s+not ok/gm)).toHaveLength(1);
});
