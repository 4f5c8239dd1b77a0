// Canaries: secrets whose every way is followed, through logins, requests, refreshes and their refusals, to vendors that
// repeat what they were sent. They are found in the store and nowhere else: not in what is shown, not in other files, not
// in command lines, and in no environment of what is started. As they are, in addresses and in base64.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EchoingVendor, spellingsIn, startEchoingVendor } from "../echoing-vendor.ts";
import { createHome, type MayrosHome, type MayrosRun } from "../run-mayros.ts";
import { addressAfterLogin, startLogin } from "../start-login.ts";
import { type SeenProcess, watchProcesses } from "../watch-processes.ts";
import { writePlugin } from "../write-plugin.ts";

const CLIENT_SECRET = "canary-client-secret/0123456789+~=";
const KEY = "canary-key/0123456789abcdef+~=";
const TOKEN = "canary-token/0123456789abcdef+~=";
const VAULT = "canary-vault/0123456789abcdef+~=";
const VARIABLE = "canary-variable/0123456789abcdef+~=";
const FOREIGN = "canary-imported/0123456789abcdef+~=";

let vendor: EchoingVendor;
let home: MayrosHome;
let shown: string[];
let processes: SeenProcess[];
/** Files that the test made itself. */
let own: Set<string>;

beforeEach(async () => {
  vendor = await startEchoingVendor();
  for (const each of [CLIENT_SECRET, KEY, TOKEN, VAULT, VARIABLE, FOREIGN]) {
    vendor.secrets.add(each);
  }
  home = createHome();
  shown = [];
  processes = [];
  own = new Set();
  const oauth = {
    clientId: "client-1",
    authorizationUrl: `${vendor.url}/authorize`,
    tokenUrl: `${vendor.url}/token`,
    deviceAuthorizationUrl: `${vendor.url}/device/code`,
    userInfoUrl: `${vendor.url}/userinfo`,
    redirectUri: "http://127.0.0.1/callback",
    devicePkce: true,
  };
  const providers = {
    acme: {
      name: "Acme",
      api: "openai-completions",
      baseUrl: `${vendor.url}/v1`,
      authMethods: [
        { id: "browser", kind: "oauth-browser", label: "Acme by browser", interactive: true },
        { id: "device", kind: "oauth-device", label: "Acme by code", interactive: true },
      ],
      models: [{ id: "big-1" }],
    },
  };
  const folder = writePlugin(home.folder, { manifest: { oauth, providers } });
  const block = { baseUrl: `${vendor.url}/v1`, api: "openai-completions", models: [{ id: "m" }] };
  home.writeConfig(
    JSON.stringify({
      plugins: {
        load: { paths: [folder] },
        entries: {
          acme: {
            enabled: true,
            config: { clientSecret: { source: "env", id: "ACME_CLIENT_SECRET" } },
          },
        },
      },
      auth: {
        secretProviders: { vault: { source: "exec", command: program("vault", vaultProgram) } },
      },
      models: { providers: { keyed: block, foreign: block } },
    }),
  );
  chmodSync(home.configPath, 0o600);
});
afterEach(() => {
  expect(shown.length).toBeGreaterThan(5);
  expect(leaks(), "what is shown, and files").toEqual([]);
  expect(processLeaks(), "processes").toEqual([]);
});

const vaultProgram = `process.stdout.write(${JSON.stringify(VAULT)});`;
/** Notes what it was started with, and visits the page. */
const browserProgram = (log: string): string =>
  `require("node:fs").writeFileSync(${JSON.stringify(log)}, JSON.stringify(process.env)); fetch(process.argv[2]);`;

function program(name: string, code: string): string {
  mkdirSync(join(home.folder, "bin"), { recursive: true, mode: 0o700 });
  const path = join(home.folder, "bin", name);
  writeFileSync(path, `#!${process.execPath}\n${code}`);
  chmodSync(path, 0o700);
  own.add(path);
  return path;
}

/** With all the variables that a person may have secrets in, and a session bus that nobody answers at. */
const environment = () => ({
  PATH: `${join(home.folder, "bin")}:${process.env.PATH ?? ""}`,
  ACME_CLIENT_SECRET: CLIENT_SECRET,
  GROQ_API_KEY: VARIABLE,
  DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home.folder, "no-bus")}`,
  MAYROS_DEBUG: "1",
});

async function mayros(words: string, input?: string): Promise<MayrosRun> {
  let watch: ReturnType<typeof watchProcesses> | undefined;
  const run = await home.run(words.split(" "), {
    env: environment(),
    ...(input === undefined ? {} : { input }),
    onStart: ({ pid }) => {
      if (pid !== undefined && process.platform === "linux") watch = watchProcesses(pid);
    },
  });
  processes.push(...(watch?.stop() ?? []));
  note(run);
  return run;
}

function note(run: MayrosRun): void {
  shown.push(run.stdout, run.stderr);
}

/** Runs it as it is, with every step told, and as JSON; all come to the same end. */
async function inAllWays(words: string, code: number): Promise<void> {
  for (const more of ["", " --json", ...(words.startsWith("run") ? [" --verbose"] : [])]) {
    const run = await mayros(words + more);
    expect(run.code, `${words}${more}: ${run.stderr}${run.stdout}`).toBe(code);
  }
}

/** The store is auth.db with its journal and backups. */
const isStore = (path: string): boolean => /^(?:auth\.db(?:-journal)?|backups\/.*\.db)$/.test(path);

function files(wanted: (path: string) => boolean): [path: string, text: string][] {
  const paths = readdirSync(home.folder, { recursive: true, encoding: "utf8" });
  return paths
    .filter((path) => wanted(path) && !own.has(join(home.folder, path)))
    .filter((path) => statSync(join(home.folder, path)).isFile())
    .map((path) => [path, readFileSync(join(home.folder, path), "latin1")]);
}

function leaks(): string[] {
  const others = files((path) => !isStore(path));
  expect(others.map(([path]) => path)).toContain("mayros.json");
  const texts = [...shown.map((text, index) => [`output ${index}`, text] as const), ...others];
  return texts.flatMap(([where, text]) => {
    const secrets = [...vendor.secrets].flatMap((secret) => spellingsIn(text, secret));
    // The address of the login page is there to be opened.
    const rest = text.replaceAll(/http:\/\/[^\s"]*\/authorize\?[^\s"]*/g, "");
    const states = [...vendor.states].filter((state) => rest.includes(state));
    return [...secrets, ...states].map((found) => `${where}: ${found}: ${text.slice(0, 2000)}`);
  });
}

function processLeaks(): string[] {
  return processes.flatMap(({ commandLine, name, environment: env }) =>
    [...vendor.secrets].flatMap((secret) => {
      const found = spellingsIn(`${commandLine}\n${name}\n${env}`, secret);
      return found.map((each) => `${commandLine}: ${each}`);
    }),
  );
}

async function logIn(method: "browser" | "device", profile: string): Promise<void> {
  const login = `models auth login --provider acme --method ${method} --profile-id ${profile}`;
  const words = `${login} --no-browser --json`.split(" ");
  const running = startLogin(home, words, environment());
  const { url } = await running.event("authorization");
  if (method === "browser") running.answer(await addressAfterLogin(url));
  const run = await running.ended;
  note(run);
  expect(run.code, run.stdout + run.stderr).toBe(0);
}

const stored = (): string =>
  files(isStore)
    .map(([, text]) => text)
    .join("");

describe("logins", () => {
  it("by browser, by code and by a pasted address, and those that are refused", async () => {
    const log = join(home.folder, "browser.json");
    program("xdg-open", browserProgram(log));
    const words = "models auth login --provider acme --method browser --profile-id acme:a";
    const running = startLogin(home, words.split(" "), { ...environment(), DISPLAY: ":0" });
    const run = await running.ended;
    note(run);
    if (process.platform === "linux") {
      expect(run.code, run.stderr).toBe(0);
      expect(readFileSync(log, "utf8")).toContain('"DISPLAY":":0"');
    }
    await logIn("browser", "acme:b");
    await logIn("device", "acme:c");
    const [given] = [...vendor.secrets].filter((each) => each.includes("refresh"));
    expect(stored()).toContain(given);
    vendor.tokenStatus = 400;
    for (const method of ["browser", "device"] as const) {
      const login = `models auth login --provider acme --method ${method} --profile-id acme:d`;
      const refused = startLogin(home, `${login} --no-browser --json`.split(" "), environment());
      const { url } = await refused.event("authorization");
      if (method === "browser") refused.answer(await addressAfterLogin(url));
      const ended = await refused.ended;
      note(ended);
      expect(ended.code).toBe(3);
      expect(ended.stdout).toContain("what was that");
    }
    await mayros("models auth list");
    await mayros("models auth list --json");
    await mayros("doctor");
  }, 60_000);

  it("that are keys, tokens and references", async () => {
    await mayros("models auth paste-api-key --provider keyed --profile-id keyed:a", `${KEY}\n`);
    await mayros("models auth paste-token --provider keyed --json", `${TOKEN}\n`);
    const reference = "models auth paste-api-key --provider keyed --profile-id keyed:v --reference";
    await mayros(`${reference} exec:vault:item`);
    await mayros("models auth paste-api-key --provider keyed", "canary-key/0123456789 with space");
    // Everybody can read this command line, which is not our doing: it is not repeated.
    note(await home.run(`${reference} ${KEY}`.split(" "), { env: environment() }));
    expect(stored()).toContain(KEY);
    expect(stored()).toContain(TOKEN);
    for (const profile of ["keyed:a", "keyed:manual", "keyed:v"]) {
      vendor.chatStatus = 200;
      await mayros(`run -m keyed/m --profile ${profile} --verbose hello`);
      vendor.chatStatus = 401;
      await inAllWays(`run -m keyed/m --profile ${profile} hello`, 3);
    }
    await mayros("models status --probe");
    await mayros("models status --probe --json");
    expect(stored()).not.toContain(VAULT);
  }, 120_000);
});

describe("a stored login", () => {
  beforeEach(() => logIn("device", "acme:a"));

  it("in requests and refreshes that are refused, and in what tells of it", async () => {
    await inAllWays("run -m acme/big-1 hello", 0);
    for (const status of [400, 403, 429, 500]) {
      vendor.chatStatus = status;
      const run = await mayros("run -m acme/big-1 --verbose hello");
      expect(run.stderr).toContain("what was that");
    }
    // Each 401 renews the token, whose successor is refused as well.
    vendor.chatStatus = 401;
    await inAllWays("run -m acme/big-1 hello", 3);
    vendor.chatStatus = 200;
    vendor.tokenStatus = 500;
    await mayros("models auth refresh");
    vendor.tokenStatus = 400;
    const refused = await mayros("models auth refresh acme:a");
    expect(refused.stderr + refused.stdout).toContain("what was that");
    vendor.chatStatus = 401;
    await inAllWays("run -m acme/big-1 hello", 3);
    for (const words of [
      ...["models auth list", "models auth list --json", "models status", "models status --json"],
      ...["models status --check", "models status --probe --json", "doctor", "doctor --json"],
      ...["models auth order set --provider acme acme:a", "models auth order get --provider acme"],
      ...["models auth order clear --provider acme", "models list", "plugins info acme"],
      ...["config get plugins", "models auth reset"],
    ]) {
      await mayros(words);
    }
  }, 120_000);

  it("stands nowhere when it is logged out", async () => {
    await mayros("models auth refresh");
    await logIn("browser", "acme:b");
    const given = [...vendor.secrets].filter((each) => /access|refresh/.test(each));
    expect(given.filter((each) => stored().includes(each))).toHaveLength(4);
    for (const words of ["models auth list", "models auth logout acme:a", "doctor"]) {
      await mayros(words);
    }
    await mayros("models auth logout --provider acme --all --yes --json");
    expect(given.filter((each) => stored().includes(each))).toEqual([]);
    expect((await mayros("models auth list --json")).stdout).toContain('"count": 0');
  }, 60_000);
});

it("logins of another program", async () => {
  const file = join(home.folder, "auth-profiles.json");
  own.add(file);
  const login = { type: "oauth", provider: "acme", access: FOREIGN, refresh: FOREIGN, expires: 1 };
  const profiles = {
    "acme:f": { ...login, odd: FOREIGN },
    "foreign:a": { type: "api_key", provider: "foreign", key: FOREIGN },
    "foreign:b": { type: "api_key", provider: "foreign", key: `${FOREIGN} two` },
    [`foreign ${FOREIGN}`.slice(0, 9)]: { type: FOREIGN, provider: "foreign", key: FOREIGN },
  };
  const take = `models auth import ${file} --accept-shared-logins`;
  writeFileSync(file, `{"profiles": ${FOREIGN}`);
  await mayros(take);
  writeFileSync(file, JSON.stringify({ version: 1, profiles }));
  await mayros(take);
  await mayros(`${take} --json`);
  await mayros("models auth list --json");
  expect(stored()).toContain(FOREIGN);
  vendor.chatStatus = 401;
  vendor.tokenStatus = 400;
  for (const words of ["run -m foreign/m hello", "run -m acme/big-1 hello --verbose", "doctor"]) {
    await mayros(words);
  }
}, 60_000);

it.runIf(process.platform === "linux")(
  "are in no environment of what is started: a password manager, the keyring's program",
  async () => {
    await mayros("models auth paste-api-key --provider keyed", `${KEY}\n`);
    const reference = "models auth paste-api-key --provider keyed --profile-id keyed:v --reference";
    await mayros(`${reference} exec:vault:item`);
    const started = () => processes.filter(({ environment: env }) => env !== "");
    const commandLines = () =>
      started()
        .map(({ commandLine }) => commandLine.replaceAll("\0", " "))
        .join("\n");
    // On a busy machine one that lives for milliseconds is not seen each time.
    for (let tries = 0; tries < 20; tries += 1) {
      await mayros("run -m keyed/m --profile keyed:v hello");
      if (/bin\/vault item/.test(commandLines()) && / -e\s+const/.test(commandLines())) break;
    }
    const lines = commandLines();
    expect(lines).toContain("bin/vault item");
    expect(lines).toMatch(/ -e\s+const \{ readFileSync \}/);
    const names = started().flatMap(({ environment: env }) => env.split("\0"));
    expect(names.filter((each) => /^(?:GROQ|ACME|MAYROS)_/.test(each))).toEqual([]);
  },
  60_000,
);
