// T32: references that are read from real files and by real programs, and everything that is refused about them.
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SecretProvider, SecretReference } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { resolveSecretReference } from "../src/index.ts";

const CANARY = "canary-5f0e2b-secret";
const isRoot = process.getuid?.() === 0;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mayros-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(
  reference: SecretReference,
  provider?: SecretProvider,
  env: Record<string, string> = {},
): Promise<string> {
  const providers = provider ? { vault: provider } : {};
  return resolveSecretReference(reference, {
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    providers,
    toPath: (path) => join(folder, path),
  });
}

const unavailable = (message: string | RegExp) => ({
  code: "MAYROS_SECRET_UNAVAILABLE",
  exitCode: 3,
  message: expect.stringMatching(message),
  hint: expect.stringMatching(/./),
});

describe("env", () => {
  const reference = { source: "env", id: "ACME_KEY" } as const;

  test("a variable that is set", async () => {
    expect(await read(reference, undefined, { ACME_KEY: ` ${CANARY} ` })).toBe(CANARY);
  });

  test.each([{}, { ACME_KEY: " " }])("not set: %j", async (env) => {
    await expect(read(reference, undefined, env)).rejects.toMatchObject(
      unavailable("the variable ACME_KEY is not set"),
    );
  });
});

describe("a provider that is not there, or of another kind", () => {
  test.each([
    [undefined, /has no "vault"/],
    [{ source: "file", path: "x" } as const, /vault is a file and no exec/],
  ])("%j", async (provider, message) => {
    const reference = { source: "exec", provider: "vault", id: "a" } as const;
    await expect(read(reference, provider)).rejects.toMatchObject(unavailable(message));
  });

  test("is not looked for in what every object has", async () => {
    const reference = { source: "exec", provider: "constructor", id: "a" } as const;
    await expect(read(reference)).rejects.toMatchObject(unavailable(/has no "constructor"/));
  });
});

describe("file", () => {
  const whole = { source: "file", provider: "vault", id: "" } as const;
  const at = (id: string) => ({ source: "file", provider: "vault", id }) as const;

  function write(name: string, content: string | Uint8Array, mode = 0o600): SecretProvider {
    writeFileSync(join(folder, name), content, { mode });
    chmodSync(join(folder, name), mode);
    return { source: "file", path: name };
  }

  test.each(["", "\n", "\r\n"])("a whole text, ended by %j", async (end) => {
    expect(await read(whole, write("key", CANARY + end))).toBe(CANARY);
  });

  test("a text within JSON, by pointer", async () => {
    const value = { a: { "b/c": { "~": [{ key: CANARY }] } } };
    const provider = write("keys.json", JSON.stringify(value));
    expect(await read(at("/a/b~1c/~0/0/key"), provider)).toBe(CANARY);
    for (const id of ["/a", "/a/none", "/constructor/name", "/__proto__", ""]) {
      await expect(read(at(id), provider)).rejects.toMatchObject(unavailable(/ at /));
    }
  });

  test("what is no JSON is not quoted", async () => {
    const provider = write("keys.json", `${CANARY} {`);
    const error = await read(at("/a"), provider).catch((thrown: Error) => thrown);
    expect(error).toMatchObject(unavailable("is no JSON"));
    expect(JSON.stringify([error, String(error)])).not.toContain(CANARY);
  });

  test.each([
    ["nothing in it", "", /is empty/],
    ["blanks in it", " \n", /is empty/],
    ["more than 1 MiB", "x".repeat(1024 * 1024 + 1), /more than 1 MiB/],
    ["UTF-16", Buffer.from(`\ufeff${CANARY}`, "utf16le"), /no UTF-8/],
  ])("%s", async (_, content, message) => {
    await expect(read(whole, write("key", content))).rejects.toMatchObject(unavailable(message));
  });

  test.skipIf(process.platform === "win32").each([
    [0o644, /everybody may read/],
    [0o604, /everybody may read/],
    [0o620, /others may change/],
    [0o666, /others may change/],
  ])("mode %o", async (mode, message) => {
    await expect(read(whole, write("key", CANARY, mode))).rejects.toMatchObject(
      unavailable(message),
    );
  });

  test.skipIf(process.platform === "win32").each([0o400, 0o600, 0o640])(
    "mode %o will do",
    async (mode) => {
      expect(await read(whole, write("key", CANARY, mode))).toBe(CANARY);
    },
  );

  test.skipIf(process.platform === "win32")("a link, a folder, nothing", async () => {
    write("key", CANARY);
    symlinkSync(join(folder, "key"), join(folder, "link"));
    mkdirSync(join(folder, "folder"));
    for (const [path, message] of [
      ["link", /is a link/],
      ["folder", /is no file/],
      ["none", /there is no/],
    ] as const) {
      await expect(read(whole, { source: "file", path })).rejects.toMatchObject(
        unavailable(message),
      );
    }
  });

  test.runIf(isRoot)("somebody else's", async () => {
    const provider = write("key", CANARY);
    chownSync(join(folder, "key"), 65534, 65534);
    await expect(read(whole, provider)).rejects.toMatchObject(unavailable(/another user/));
  });

  test.skipIf(process.platform === "win32")("in a folder that everybody may write", async () => {
    const provider = write("key", CANARY);
    chmodSync(folder, 0o777);
    await expect(read(whole, provider)).rejects.toMatchObject(
      unavailable(/everybody may put another file in its place/),
    );
  });
});

describe.skipIf(process.platform === "win32")("exec", () => {
  const reference = { source: "exec", provider: "vault", id: "work/acme key" } as const;

  function script(body: string, mode = 0o700): string {
    const path = join(folder, "program");
    writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode });
    chmodSync(path, mode);
    return path;
  }

  const run = (command: string, more: object = {}, env: Record<string, string> = {}) =>
    read(reference, { source: "exec", command, ...more }, env);

  test("the id is one argument, at the end or where it is put", async () => {
    const command = script('printf "%s|" "$@"');
    expect(await run(command)).toBe("work/acme key|");
    expect(await run(command, { args: ["read", "--quiet"] })).toBe("read|--quiet|work/acme key|");
    expect(await run(command, { args: ["-s", "{id}", "-w"] })).toBe("-s|work/acme key|-w|");
    expect(await run(command, { args: ["$(id)", "`id`", ";id"] })).toBe(
      "$(id)|`id`|;id|work/acme key|",
    );
  });

  test("the program sees the variables that were named, and no key", async () => {
    const command = script("env | sort | cut -d= -f1 | tr '\\n' ' '");
    const env = { ACME_API_KEY: CANARY, VAULT_TOKEN: "t", NODE_OPTIONS: "x", LD_PRELOAD: "" };
    expect((await run(command, { env: ["VAULT_TOKEN"] }, env)).split(" ")).toEqual(
      expect.arrayContaining(["HOME", "PATH", "VAULT_TOKEN"]),
    );
    const seen = await run(command, {}, env);
    for (const name of Object.keys(env)) expect(seen).not.toContain(name);
  });

  test("it has no stdin to wait for", async () => {
    expect(await run(script('cat; printf "%s" done'))).toBe("done");
  });

  test.each([
    ["an exit code", "exit 3", /ended with 3/],
    ["a signal", "kill -9 $$", /was ended by SIGKILL/],
    ["nothing printed", "true", /printed nothing/],
    ["2 MiB", "head -c 2097152 /dev/zero", /printed more than 1 MiB/],
    ["no text", "printf '\\377\\376'", /no UTF-8/],
  ])("%s", async (_, body, message) => {
    await expect(run(script(body))).rejects.toMatchObject(unavailable(message));
  });

  test("what it says on stderr is nowhere in the error, and the hint is the command", async () => {
    const command = script(`echo ${CANARY} >&2; echo ${CANARY}; exit 1`);
    const error = await run(command).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ hint: `${command} 'work/acme key'` });
    const { message, stack, hint, details, cause } = error as Error & Record<string, unknown>;
    expect(JSON.stringify([message, stack, hint, details, cause])).not.toContain(CANARY);
  });

  test("one that is slow is ended, also when it left children behind", async () => {
    const marker = join(folder, "marker");
    const command = script(`sleep 30 & sleep 30; touch ${marker}`);
    await expect(run(command, { timeoutSeconds: 0.2 })).rejects.toMatchObject(
      unavailable(/was not done after 0\.2 s/),
    );
    expect(existsSync(marker)).toBe(false);
  });

  test("a link, one that others may change, one that can't be started, none", async () => {
    const command = script(`echo ${CANARY}`);
    symlinkSync(command, join(folder, "link"));
    await expect(run(join(folder, "link"))).rejects.toMatchObject({
      ...unavailable(/is a link/),
      hint: expect.stringContaining(command),
    });
    await expect(run(script("true", 0o722))).rejects.toMatchObject(
      unavailable(/others may change/),
    );
    await expect(run(script("true", 0o600))).rejects.toMatchObject(
      unavailable(/can't be started \(EACCES\)/),
    );
    await expect(run(join(folder, "none"))).rejects.toMatchObject(unavailable(/there is no/));
    await expect(run(folder)).rejects.toMatchObject(unavailable(/is no file/));
  });

  test.runIf(isRoot)("somebody else's", async () => {
    const command = script("echo x");
    chownSync(command, 65534, 65534);
    await expect(run(command)).rejects.toMatchObject(unavailable(/another user/));
  });

  test("one that can be read by all may run", async () => {
    expect(await run(script(`echo ${CANARY}`, 0o755))).toBe(CANARY);
  });
});
