// Which of several stored profiles answers: a session stays with one while that works, a new session begins
// with the one that was used longest ago, and what is named or put in order goes before both.
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Mayros } from "../src/index.ts";
import { type KeyVendor, type Said, startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { wireAnswers } from "./wire-answers.ts";

const [wire] = wireAnswers;
if (!wire) throw new Error("there is a wire");
const good: Said = { body: wire.events.join("") };
const limited: Said = { status: 429, body: JSON.stringify({ error: { message: "Slow down." } }) };

async function open(config: object = {}) {
  const vendor = await startKeyVendor(() => good);
  const provider = { baseUrl: `${vendor.url}/v1`, api: wire?.api };
  const opened = openMayros({
    models: { providers: { acme: provider, zeta: provider } },
    ...config,
  });
  const { mayros, again } = opened;
  for (const name of ["a", "b", "c"]) {
    const profileId = `acme:${name}`;
    await mayros.auth.pasteApiKey({ provider: "acme", profileId, key: `key-of-acme-${name}` });
  }
  return { mayros, vendor, again };
}

interface Wish {
  readonly sessionId?: string;
  readonly profile?: string;
  readonly model?: string;
}

/** The profiles that were asked, by their last letter. */
async function ask(mayros: Mayros, vendor: KeyVendor, wish: Wish = {}): Promise<string> {
  vendor.asked.length = 0;
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const handle = mayros.run({ model: "acme/m", prompt, ...wish }, () => {});
  await handle.finished.catch(() => {});
  // Uses are told apart by the millisecond.
  await sleep(2);
  return vendor.asked.map((key) => key.at(-1)).join("");
}

describe("sessions", () => {
  it("take turns, and each stays with its own, whatever else is asked", async () => {
    const { mayros, vendor } = await open();
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("a");
    expect(await ask(mayros, vendor, { sessionId: "two" })).toBe("b");
    expect(await ask(mayros, vendor)).toBe("c");
    expect(await ask(mayros, vendor)).toBe("a");
    for (const sessionId of ["two", "one", "two"]) {
      expect(await ask(mayros, vendor, { sessionId })).toBe(sessionId === "one" ? "a" : "b");
    }
  });

  it("are remembered by the next process", async () => {
    const { mayros, vendor, again } = await open();
    await ask(mayros, vendor);
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("b");
    mayros.close();
    const next = again();
    expect(await ask(next, vendor, { sessionId: "one" })).toBe("b");
    expect(await ask(next, vendor, { sessionId: "new" })).toBe("c");
  });

  it("move on when their profile cools, and stay there when it is ready again", async () => {
    const { mayros, vendor } = await open();
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("a");
    vendor.answer = (key) => (key.endsWith("a") ? limited : good);
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("ab");
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("b");
    vendor.answer = () => good;
    await mayros.auth.reset();
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("b");
  });

  it("move on for one request only after a failure that is not the profile's", async () => {
    const { mayros, vendor } = await open();
    await ask(mayros, vendor, { sessionId: "one" });
    vendor.answer = () => ({ status: 500, body: "oops" });
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("a");
    vendor.answer = () => good;
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("a");
  });

  it("are of one provider", async () => {
    const { mayros, vendor } = await open();
    const paste = { provider: "zeta", profileId: "zeta:z", key: "key-of-zeta-z" };
    await mayros.auth.pasteApiKey(paste);
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("a");
    expect(await ask(mayros, vendor, { sessionId: "one", model: "zeta/m" })).toBe("z");
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("a");
  });
});

describe("a person's word", () => {
  it("for one request is asked alone, even while it cools, and makes the session its own", async () => {
    const { mayros, vendor } = await open();
    vendor.answer = () => limited;
    expect(await ask(mayros, vendor, { sessionId: "one", profile: "acme:c" })).toBe("c");
    expect(await ask(mayros, vendor, { sessionId: "one", profile: "acme:c" })).toBe("c");
    vendor.answer = () => good;
    expect(await ask(mayros, vendor, { sessionId: "one", profile: "acme:c" })).toBe("c");
    expect(await ask(mayros, vendor, { sessionId: "one" })).toBe("c");
  });

  it("in auth.order is kept, whatever was used when", async () => {
    const { mayros, vendor } = await open({ auth: { order: { acme: ["acme:c", "acme:a"] } } });
    for (const sessionId of ["one", "two", "one"]) {
      expect(await ask(mayros, vendor, { sessionId })).toBe("c");
    }
    vendor.answer = () => limited;
    expect(await ask(mayros, vendor)).toBe("ca");
  });
});
