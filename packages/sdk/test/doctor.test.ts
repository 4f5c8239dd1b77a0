// The doctor on real folders and really damaged databases: what it finds, that it touches nothing, and
// what --fix repairs.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMayros, type Finding, type Mayros } from "../src/index.ts";

interface Patient {
  readonly folder: string;
  readonly config: string;
  readonly database: string;
  readonly mayros: Mayros;
}

function open(config?: string, env: Record<string, string> = {}): Patient {
  const root = mkdtempSync(join(tmpdir(), "mayros-doctor-"));
  const folder = join(root, "state");
  const paths = { folder, config: join(folder, "mayros.json"), database: join(folder, "auth.db") };
  if (config !== undefined) {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(paths.config, config, { mode: 0o600 });
  }
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: folder, HOME: root, ...env } });
  onTestFinished(() => {
    mayros.close();
    rmSync(root, { recursive: true, force: true });
  });
  return { ...paths, mayros };
}

const KEY = "gsk_0123456789abcdefghijklmnop";

async function logIn({ mayros }: Patient, profileId = "groq:default"): Promise<void> {
  await mayros.auth.pasteApiKey({ provider: "groq", key: KEY, profileId });
}

const of = (findings: readonly Finding[], check: Finding["check"]): Finding[] =>
  findings.filter((finding) => finding.check === check);
const bad = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity, fixed }) => !fixed && !["ok", "note"].includes(severity));

describe("a machine with nothing wrong", () => {
  it("has no folder yet, and still has none afterwards", async () => {
    const patient = open();
    const findings = await patient.mayros.doctor({ fix: true });
    expect(bad(findings)).toEqual([]);
    expect(existsSync(patient.folder)).toBe(false);
    const { command } = of(findings, "models")[0]?.fix ?? {};
    expect(command).toBe("mayros onboard");
  });

  it("has a login and a default model", async () => {
    const patient = open("{ agents: { defaults: { model: 'groq/llama-3.3-70b-versatile' } } }");
    await logIn(patient);
    const findings = await patient.mayros.doctor();
    expect(findings.filter(({ severity }) => severity !== "ok")).toEqual([]);
    expect(of(findings, "databases")[0]?.message).toContain("is sound; 1 login in it");
    expect(JSON.stringify(findings)).not.toContain(KEY);
  });
});

const ruin: Record<string, (path: string) => void> = {
  "cut in its second page": (path) => truncateSync(path, 5000),
  "cut in its header": (path) => truncateSync(path, 60),
  "cut to a byte": (path) => truncateSync(path, 1),
  zeroed: (path) => writeFileSync(path, Buffer.alloc(statSync(path).size)),
  "zeroed in a page": (path) => writeFileSync(path, readFileSync(path).fill(0, 4096, 8192)),
  garbage: (path) => writeFileSync(path, "garbage ".repeat(2000)),
};

describe("secrets that stand elsewhere", () => {
  const config = `{
    auth: { secretProviders: { box: { source: "file", path: "box.json" }, op: { source: "exec", command: "/no/op" } } },
    models: { providers: {
      groq: { apiKey: { source: "file", provider: "box", id: "/groq" } },
      openai: { apiKey: { source: "exec", provider: "op", id: "op://a/b" } },
      mistral: { apiKey: { source: "env", id: "NOT_SET" } },
      xai: { apiKey: { source: "env", id: "IS_SET" } },
      zai: { apiKey: { source: "file", provider: "none", id: "" } },
    } },
  }`;

  it("are followed as far as that runs nothing", async () => {
    const patient = open(config, { IS_SET: KEY });
    const box = join(patient.folder, "box.json");
    writeFileSync(box, JSON.stringify({ groq: KEY }), { mode: 0o644 });
    chmodSync(box, 0o644);
    const findings = of(await patient.mayros.doctor(), "secrets");
    expect(findings.map(({ message }) => message)).toEqual([
      `models.providers.groq.apiKey: the secret file box /groq can't be read: everybody may read ${box} (0644)`,
      "models.providers.openai.apiKey: the secret exec op op://a/b can't be read: there is no /no/op",
      "models.providers.mistral.apiKey: the secret env NOT_SET can't be read: the variable NOT_SET is not set",
      'models.providers.zai.apiKey: the secret file none can\'t be read: auth.secretProviders has no "none"',
    ]);
    expect(findings[0]?.fix).toEqual({ hint: `chmod o= ${box}`, automatic: false });
  });

  it("are counted where nothing is wrong", async () => {
    const patient = open(
      '{ models: { providers: { xai: { apiKey: { source: "env", id: "A" } } } } }',
      {
        A: KEY,
      },
    );
    const findings = await patient.mayros.doctor();
    expect(of(findings, "secrets")).toEqual([
      {
        check: "secrets",
        severity: "ok",
        message: "1 reference to secrets elsewhere can be followed",
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain(KEY);
  });
});

describe("a keyring that the store needs", () => {
  it("is asked, and its absence is an error", async () => {
    const patient = open('{ auth: { store: "keyring" } }');
    await expect(logIn(patient)).rejects.toMatchObject({ code: "MAYROS_KEYRING_UNAVAILABLE" });
    const { mayros } = open('{ auth: { store: "keyring" } }', { MAYROS_AUTH_STORE: "file" });
    await mayros.auth.pasteApiKey({ provider: "groq", key: KEY });
    const [finding] = of(await mayros.doctor(), "databases");
    expect(finding?.message).toMatch(
      /sound; 1 login in it, 1 in plain text that only you can read/,
    );
  });

  it("is missing for logins that are sealed", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    const database = new DatabaseSync(patient.database);
    database.exec("UPDATE profiles SET key_id = 'k1-0'");
    database.close();
    const findings = of(await patient.mayros.doctor(), "databases");
    expect(findings.map(({ severity }) => severity)).toEqual(["ok", "error"]);
    expect(findings[1]?.message).toMatch(/^the keyring /);
  });
});

describe("a damaged store", () => {
  it.each(Object.keys(ruin))("that is %s is left as it is", async (name) => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    ruin[name]?.(patient.database);
    const before = readFileSync(patient.database);
    const files = readdirSync(patient.folder);

    const findings = await patient.mayros.doctor({ fix: true });
    const path = patient.database;
    expect(of(findings, "databases")).toEqual([
      {
        check: "databases",
        severity: "error",
        message: `${path} is damaged or no Mayros store; it was left as it is`,
        fix: { command: "mayros doctor --restore-auth", automatic: false },
      },
    ]);
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(patient.folder)).toEqual(files);
  });

  it("without a backup moves its journal along: it would be rolled into the next store", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    rmSync(join(patient.folder, "backups"), { recursive: true });
    ruin.garbage?.(patient.database);
    writeFileSync(`${patient.database}-journal`, "", { mode: 0o600 });
    const [finding] = of(await patient.mayros.doctor(), "databases");
    const path = patient.database;
    expect(finding?.fix?.command).toBe(
      `mv ${path} ${path}.damaged && mv ${path}-journal ${path}-journal.damaged && mayros onboard`,
    );
  });

  it("that is empty is said to be so", async () => {
    const patient = open("{}");
    writeFileSync(patient.database, "", { mode: 0o600 });
    const [finding] = of(await patient.mayros.doctor({ fix: true }), "databases");
    expect(finding).toMatchObject({
      severity: "error",
      message: expect.stringMatching(/is empty/),
    });
    expect(statSync(patient.database).size).toBe(0);
  });

  it("that is gone although there is a backup is a warning", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    rmSync(patient.database);
    const [finding] = of(await patient.mayros.doctor(), "databases");
    expect(finding).toMatchObject({
      severity: "warning",
      message: expect.stringMatching(/auth\.db is gone, and there is a backup of \d{4}-/),
      fix: { command: "mayros doctor --restore-auth" },
    });
  });

  it("of a newer version is left as it is, and the update named", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    const database = new DatabaseSync(patient.database);
    database.exec("PRAGMA user_version = 999; CREATE TABLE later (a TEXT)");
    database.close();
    const before = readFileSync(patient.database);
    const [finding] = of(await patient.mayros.doctor({ fix: true }), "databases");
    expect(finding).toMatchObject({
      severity: "error",
      message: expect.stringContaining("newer version of Mayros (schema 999)"),
      fix: { command: "npm install --global mayros@latest", automatic: false },
    });
    expect(readFileSync(patient.database)).toEqual(before);
  });

  it("of another program is not taken for ours", async () => {
    const patient = open("{}");
    const database = new DatabaseSync(patient.database);
    database.exec("CREATE TABLE theirs (a TEXT)");
    database.close();
    const [finding] = of(await patient.mayros.doctor(), "databases");
    expect(finding).toMatchObject({
      severity: "error",
      message: expect.stringContaining("is a database of another program"),
    });
  });

  it("in the middle of a write is a warning, and the next reader mends it", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    interruptWrite(patient.database);
    const before = readFileSync(patient.database);
    const [finding] = of(await patient.mayros.doctor(), "databases");
    expect(finding).toMatchObject({
      severity: "warning",
      fix: { command: "mayros models auth list" },
    });
    expect(readFileSync(patient.database)).toEqual(before);

    const next = createMayros({ env: { MAYROS_STATE_DIR: patient.folder } });
    onTestFinished(() => next.close());
    expect(await next.auth.list()).toHaveLength(1);
    expect(of(await next.doctor(), "databases")[0]).toMatchObject({ severity: "ok" });
  });

  it("that somebody keeps locked is a warning", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    const database = new DatabaseSync(patient.database);
    onTestFinished(() => database.close());
    database.exec("BEGIN EXCLUSIVE");
    const [finding] = of(await patient.mayros.doctor(), "databases");
    expect(finding).toMatchObject({
      severity: "warning",
      message: `${patient.database} is in use by another process`,
    });
  });

  it("whose rows this version can't read names them", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    const database = new DatabaseSync(patient.database);
    database.exec("UPDATE profiles SET type = 'retina-scan'");
    database.close();
    const [finding] = of(await patient.mayros.doctor(), "databases");
    expect(finding).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("can't read the login groq:default"),
    });
  });
});

/** Leaves file and journal as they are when power fails while pages are being written. */
function interruptWrite(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("CREATE TABLE filler (a TEXT); PRAGMA cache_size = 2; BEGIN IMMEDIATE");
  const insert = database.prepare("INSERT INTO filler VALUES (?)");
  for (let i = 0; i < 200; i++) insert.run("x".repeat(500));
  const pages = readFileSync(path);
  const journal = readFileSync(`${path}-journal`);
  database.exec("ROLLBACK");
  database.close();
  writeFileSync(path, pages);
  writeFileSync(`${path}-journal`, journal, { mode: 0o600 });
}

describe("modes", () => {
  it("are reported, and closed by --fix", async () => {
    const patient = open("{}");
    await logIn(patient);
    patient.mayros.close();
    writeFileSync(join(patient.folder, ".env"), "A=b\n");
    const opened = [".env", "auth.db", "mayros.json"].map((name) => join(patient.folder, name));
    for (const path of opened) chmodSync(path, 0o644);
    chmodSync(patient.folder, 0o755);
    const modes = (): number[] =>
      [patient.folder, ...opened].map((path) => statSync(path).mode & 0o777);

    const found = [
      ...of(await patient.mayros.doctor(), "files"),
      ...of(await patient.mayros.doctor(), "state"),
    ];
    expect(found.map(({ severity, fix }) => [severity, fix?.automatic])).toEqual(
      Array(4).fill(["warning", true]),
    );
    expect(found[0]).toMatchObject({
      message: `${patient.config} is open to other users (0644)`,
      fix: { command: `chmod 600 ${patient.config}` },
    });
    expect(modes()).toEqual([0o755, 0o644, 0o644, 0o644]);
    // Once is enough.
    expect(bad(of(await patient.mayros.doctor(), "config"))).toEqual([]);

    const fixed = await patient.mayros.doctor({ fix: true });
    expect(fixed.filter((finding) => finding.fixed)).toHaveLength(4);
    expect(bad(fixed)).toEqual([]);
    expect(modes()).toEqual([0o700, 0o600, 0o600, 0o600]);
  });

  it("of a folder that is shared on purpose are left alone", async () => {
    const patient = open("{}");
    chmodSync(patient.folder, 0o1777);
    const [finding] = of(await patient.mayros.doctor({ fix: true }), "state");
    expect(finding).toMatchObject({ severity: "warning", fix: { automatic: false } });
    expect(statSync(patient.folder).mode & 0o7777).toBe(0o1777);
  });

  it("are not asked of a state folder that is a file", async () => {
    const patient = open();
    writeFileSync(patient.folder, "");
    const findings = await patient.mayros.doctor();
    expect(of(findings, "state")[0]).toMatchObject({
      severity: "error",
      message: `${patient.folder} is not a folder`,
    });
  });
});

describe("the config", () => {
  it("has every issue with its place, and what needs it is not looked at", async () => {
    const patient = open("{\n  modles: {},\n  models: { providers: { a: { baseURL: 'x' } } },\n}");
    const findings = await patient.mayros.doctor();
    const messages = of(findings, "config").map(
      ({ severity, message }) => `${severity} ${message}`,
    );
    expect(messages[0]).toMatch(/^error .*mayros\.json:3:\d+: models\.providers\.a/);
    expect(
      messages.some((text) => /^warning .*mayros\.json:2:3: modles: .*"models"/.test(text)),
    ).toBe(true);
    expect(messages.at(-1)).toMatch(/^note .*not looked at/);
    expect(of(findings, "models")).toEqual([]);
    expect(of(findings, "runtime")).toHaveLength(3);
  });

  it("may be no JSON5, a folder, or not there", async () => {
    const broken = open("{,}");
    expect(of(await broken.mayros.doctor(), "config")[0]).toMatchObject({ severity: "error" });
    const folder = open("{}");
    rmSync(folder.config);
    mkdirSync(folder.config);
    const [unreadable] = of(await folder.mayros.doctor(), "files");
    expect(unreadable).toMatchObject({
      severity: "error",
      message: expect.stringContaining("folder"),
    });
  });
});

it("notices a clock that is behind a file, and not one that is a minute behind", async () => {
  const patient = open("{}");
  const at = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
  utimesSync(patient.config, at(1), at(1));
  expect(of(await patient.mayros.doctor(), "clock")[0]).toMatchObject({ severity: "ok" });
  utimesSync(patient.config, at(60), at(60));
  const [finding] = of(await patient.mayros.doctor(), "clock");
  expect(finding).toMatchObject({
    severity: "warning",
    message: expect.stringContaining(patient.config),
  });
});
