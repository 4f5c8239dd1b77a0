// Secrets that stand elsewhere, in requests: when they are read, what is asked when they can't be, and that nothing of
// them is seen.
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Mayros } from "../src/index.ts";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { wireAnswers } from "./wire-answers.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
const api = "openai-completions";
const good = { body: wireAnswers.find((wire) => wire.api === api)?.events.join("") ?? "" };
const limited = { status: 429, body: JSON.stringify({ error: { message: "Slow down." } }) };
const CANARY = "canary-5f0e2b-secret";

async function ask(mayros: Mayros, profile?: string): Promise<unknown> {
  const handle = mayros.run({ model: "acme/m", prompt, profile }, () => {});
  return handle.finished.catch((error: unknown) => error);
}

interface Setting {
  readonly apiKey?: unknown;
  readonly url: string;
  readonly providers?: object;
}

const configOf = ({ apiKey, url, providers = {} }: Setting) => ({
  auth: { secretProviders: { box: { source: "file", path: "box.json" }, ...providers } },
  models: {
    providers: {
      acme: { baseUrl: `${url}/v1`, api, models: [{ id: "m" }], ...(apiKey ? { apiKey } : {}) },
    },
  },
});

afterEach(() => vi.restoreAllMocks());

const boxed = { source: "file", provider: "box", id: "/acme" };
const unavailable = { code: "MAYROS_SECRET_UNAVAILABLE", exitCode: 3 };

describe("apiKey of the config", () => {
  it("is read from the file that it names", async () => {
    const vendor = await startKeyVendor(() => good);
    const { mayros, write } = openMayros(configOf({ apiKey: boxed, url: vendor.url }));
    write("box.json", JSON.stringify({ acme: CANARY }));
    await ask(mayros);
    expect(vendor.asked).toEqual([CANARY]);
  });

  it("is read when its turn comes: not while another key is good", async () => {
    const vendor = await startKeyVendor(() => good);
    const { mayros } = openMayros(configOf({ apiKey: boxed, url: vendor.url }), {
      ACME_API_KEY: "first",
    });
    await ask(mayros);
    expect(vendor.asked).toEqual(["first"]);
    // No box is there.
    vendor.answer = () => limited;
    expect(await ask(mayros)).toMatchObject(unavailable);
    expect(vendor.asked).toEqual(["first", "first"]);
  });

  it.skipIf(process.platform === "win32")(
    "is read once, from a program that sees no other key, and again after it could not be",
    async () => {
      const vendor = await startKeyVendor(() => good);
      const home = openMayros({});
      const program = home.write(
        "program",
        `#!/bin/sh\nd=$(dirname "$0"); env >> "$d/seen"; echo "$1" >> "$d/runs"; test -f "$d/open" || exit 1; echo ${CANARY}\n`,
      );
      chmodSync(program, 0o700);
      const folder = home.mayros.locations.stateDir;
      const providers = { op: { source: "exec", command: program } };
      const apiKey = { source: "exec", provider: "op", id: "op://work/acme" };
      const { mayros, warnings } = openMayros(configOf({ apiKey, url: vendor.url, providers }), {
        OPENAI_API_KEY: "canary-of-another",
        PATH: process.env.PATH ?? "",
      });
      const failed = await ask(mayros);
      expect(failed).toMatchObject({
        ...unavailable,
        message: expect.stringContaining("the secret exec op op://work/acme can't be read"),
        hint: `${program} op://work/acme`,
      });
      expect(vendor.asked).toEqual([]);
      home.write("open", "");
      await ask(mayros);
      await ask(mayros);
      expect(vendor.asked).toEqual([CANARY, CANARY]);
      expect(readFileSync(join(folder, "runs"), "utf8")).toBe("op://work/acme\nop://work/acme\n");
      expect(readFileSync(join(folder, "seen"), "utf8")).not.toContain("canary-of-another");
      expect(warnings).toEqual([]);
    },
  );

  it("that a server refuses is read again, once, and sent if it is another one", async () => {
    const refused = { status: 401, body: JSON.stringify({ error: { message: "No such key." } }) };
    const vendor = await startKeyVendor((key) => (key === "rotated" ? good : refused));
    const started = Date.now();
    const clock = vi.spyOn(Date, "now").mockReturnValue(started);
    const { mayros, write } = openMayros(configOf({ apiKey: boxed, url: vendor.url }));
    write("box.json", JSON.stringify({ acme: "first" }));
    expect(await ask(mayros)).toMatchObject({ statusCode: 401 });
    expect(vendor.asked).toEqual(["first"]);
    write("box.json", JSON.stringify({ acme: "rotated" }));
    // So soon after it was looked at for nothing it is left alone.
    expect(await ask(mayros)).toMatchObject({ statusCode: 401 });
    clock.mockReturnValue(started + 30_000);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(mayros)));
    expect(answers).toEqual(Array.from({ length: 5 }, () => undefined));
    expect(await ask(mayros)).toBeUndefined();
    expect(vendor.asked.filter((key) => key === "first")).toHaveLength(7);
    expect(vendor.asked.at(-1)).toBe("rotated");
  });

  it("that a vendor repeats in an error is not shown", async () => {
    const vendor = await startKeyVendor((key) => ({
      status: 400,
      body: JSON.stringify({ error: { message: `bad key ${key}` } }),
    }));
    const { mayros, write } = openMayros(configOf({ apiKey: boxed, url: vendor.url }));
    write("box.json", JSON.stringify({ acme: CANARY }));
    const error = (await ask(mayros)) as Error & Record<string, unknown>;
    expect(vendor.asked).toEqual([CANARY]);
    const { message, hint, responseBody, details } = error;
    expect(JSON.stringify([message, hint, responseBody, details])).not.toContain(CANARY);
  });

  it("is shown by config get as it stands", async () => {
    const { mayros } = openMayros(configOf({ apiKey: boxed, url: "http://127.0.0.1:9" }));
    expect(await mayros.config.get("models.providers.acme.apiKey")).toEqual(boxed);
    await mayros.config.set("models.providers.acme.apiKey", { source: "env", id: "A_KEY" });
    expect(await mayros.config.get("models.providers.acme.apiKey")).toEqual({
      source: "env",
      id: "A_KEY",
    });
    await expect(
      mayros.config.set("models.providers.acme.apiKey", { source: "env", id: "a key" }),
    ).rejects.toMatchObject({ code: "MAYROS_CONFIG_INVALID" });
  });

  it("makes a provider one that can be used", async () => {
    const { mayros } = openMayros(configOf({ apiKey: boxed, url: "http://127.0.0.1:9" }));
    expect((await mayros.models.list()).map(({ key }) => key)).toContain("acme/m");
  });
});

describe("a stored profile", () => {
  it.each(["env:A_KEY", '{"source":"env","id":"A_KEY"}', "file:box:/acme"])(
    "%s stands in the place of a key",
    async (reference) => {
      const vendor = await startKeyVendor(() => good);
      const env = { A_KEY: CANARY, ACME_API_KEY: "lower" };
      const { mayros, write, warnings } = openMayros(configOf({ url: vendor.url }), env);
      const box = write("box.json", JSON.stringify({ acme: CANARY }));
      expect(await mayros.auth.pasteApiKey({ provider: "acme", reference })).toEqual({
        profileId: "acme:default",
        provider: "acme",
        replaced: false,
      });
      expect(await mayros.auth.list()).toMatchObject([{ id: "acme:default", hint: "..." }]);
      await ask(mayros);
      await ask(mayros, "acme:default");
      expect(vendor.asked).toEqual([CANARY, CANARY]);
      expect(warnings).toEqual([]);
      const database = readFileSync(join(mayros.locations.stateDir, "auth.db"), "latin1");
      expect(database).not.toContain(CANARY);
      expect(box).toContain("box.json");
    },
  );

  it("that can't be read never falls through to a lower key", async () => {
    const vendor = await startKeyVendor(() => good);
    const env = { ACME_API_KEY: "lower" };
    const { mayros, warnings } = openMayros(configOf({ url: vendor.url, apiKey: "lowest" }), env);
    await mayros.auth.pasteApiKey({ provider: "acme", reference: "env:NOT_SET" });
    expect(warnings).toEqual(["the variable NOT_SET is not set; next: export NOT_SET=..."]);
    expect(await ask(mayros)).toMatchObject(unavailable);
    expect(await ask(mayros, "acme:default")).toMatchObject(unavailable);
    expect(vendor.asked).toEqual([]);
  });

  it("that can't be read is not made up for by a fallback either", async () => {
    const vendor = await startKeyVendor(() => good);
    const { mayros } = openMayros(configOf({ url: vendor.url }), { ZETA_API_KEY: "other" });
    await mayros.auth.pasteApiKey({ provider: "acme", reference: "env:NOT_SET" });
    const handle = mayros.run({ model: "acme/m", prompt, fallbacks: ["acme/m"] }, () => {});
    await expect(handle.finished).rejects.toMatchObject(unavailable);
    expect(vendor.asked).toEqual([]);
  });

  it.each([
    ["env:lower", /its id is not a name of a variable/],
    ["exec:op:-x", /its id begins with a letter/],
    ["exec:op:a/../b", /its id has "\." or "\.\." in it/],
    ["file:Box:/a", /its provider is not a name/],
    ["vault:a:b", /^that is no secret reference$/],
    ["sk-123", /^that is no secret reference$/],
    ["{", /^that is no secret reference$/],
    ["exec:op:x", /auth.secretProviders has no "op"/],
  ])("%s is refused", async (reference, message) => {
    const { mayros } = openMayros(configOf({ url: "http://127.0.0.1:9" }));
    await expect(mayros.auth.pasteApiKey({ provider: "acme", reference })).rejects.toMatchObject({
      code: "MAYROS_USAGE",
      message: expect.stringMatching(message),
    });
    expect(await mayros.auth.list()).toEqual([]);
  });
});
