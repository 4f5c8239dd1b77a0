// Key rotation as the specification has it. Its page is read here a second time, by other code than ours, and
// random environments and answers are held against that reading (reliability matrix T35-T38).
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ProviderError, type StreamPart } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMayros, type Mayros, type RunEvent } from "../src/index.ts";
import { type KeyVendor, type Said, startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { type WireAnswer, wireAnswers } from "./wire-answers.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/specification.md"), "utf8");
const chapter = page.slice(
  page.indexOf("API key rotation"),
  page.indexOf("Built-in providers (pi-ai catalog)"),
);

/** `<PROVIDER>_API_KEYS` and what is said of it, in the order of the page: first is first. */
const rules = [...chapter.matchAll(/((?:MAYROS_LIVE_)?<PROVIDER>_[A-Z_]+\*?)\(([^)]*)\)/g)].map(
  ([, variable = "", remark = ""]) => ({ variable, remark }),
);

/** `For Google providers, GOOGLE_API_KEY is also included as fallback`. */
const [, fallback = ""] = /For Google providers,\s*([A-Z_]+KEY)\s*is also/.exec(chapter) ?? [];

/** `(for example 429,rate_limit,quota,resource exhausted)`. */
const [, examples = ""] = /rate-limit responses \(for example\s+([^)]*?)\)/.exec(chapter) ?? [];
const [status = "", ...words] = examples.split(".")[0]?.split(",") ?? [];

/** Providers with "Optional rotation", and what stands for <PROVIDER>. */
const rotating = [
  ...page.matchAll(/- Provider:\s([a-z-]+) - Auth:\s([A-Z]+)_API_KEY[^\n]*Optional rotation:/g),
].map(([, provider = "", prefix = ""]) => ({ provider, prefix }));

it("is read off the page", () => {
  expect(rules.map(({ variable }) => variable)).toEqual([
    "MAYROS_LIVE_<PROVIDER>_KEY",
    "<PROVIDER>_API_KEYS",
    "<PROVIDER>_API_KEY",
    "<PROVIDER>_API_KEY_*",
  ]);
  expect([fallback, status, ...words]).toEqual([
    "GOOGLE_API_KEY",
    "429",
    "rate_limit",
    "quota",
    "resource exhausted",
  ]);
  expect(rotating.map(({ provider, prefix }) => [provider, prefix])).toEqual([
    ["openai", "OPENAI"],
    ["anthropic", "ANTHROPIC"],
    ["google", "GEMINI"],
  ]);
});

/** The keys of an environment as the page says: each rule's in its turn, each key once. */
function keysByThePage(
  env: Readonly<Record<string, string>>,
  prefix: string,
  provider: string,
): string[] {
  const keys: string[] = [];
  for (const { variable, remark } of rules) {
    const name = variable.replace("<PROVIDER>", prefix);
    const numbers = Array.from({ length: 20 }, (_, index) => name.replace("*", String(index)));
    for (const each of remark.includes("numbered list") ? numbers : [name]) {
      const value = env[each] ?? "";
      keys.push(...(remark.includes("comma or semicolon list") ? value.split(/[,;]/) : [value]));
    }
  }
  if (provider === "google") keys.push(env[fallback] ?? "");
  return [...new Set(keys.map((key) => key.trim()).filter((key) => key !== ""))];
}

/** Few keys, so that many stand twice. */
const key = fc.integer({ min: 1, max: 6 }).map((number) => `key-${number}`);
const blank = fc.constantFrom("", " ");
const single = fc.tuple(blank, fc.option(key, { nil: "" }), blank).map((parts) => parts.join(""));
const list = fc
  .array(fc.tuple(single, fc.constantFrom(",", ";")), { maxLength: 5 })
  .map((members) => members.flat().join(""));

function environmentOf(prefix: string): fc.Arbitrary<Record<string, string>> {
  const variables = rules.flatMap(({ variable, remark }) => {
    const name = variable.replace("<PROVIDER>", prefix);
    if (!name.endsWith("*")) return [[name, remark.includes("list") ? list : single] as const];
    return [1, 2, 3, 9, 10, 11].map((number) => [name.replace("*", `${number}`), single] as const);
  });
  const all = [...variables, [fallback, single] as const];
  return fc.record(Object.fromEntries(all), { requiredKeys: [] }) as fc.Arbitrary<
    Record<string, string>
  >;
}

async function ask(mayros: Mayros, model: string, stream = true) {
  const parts: StreamPart[] = [];
  const events: RunEvent[] = [];
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const onEvent = (event: RunEvent): void => void events.push(event);
  const handle = mayros.run({ model, prompt, stream, onEvent }, (part) => parts.push(part));
  const error: unknown = await handle.finished.catch((caught: unknown) => caught);
  const text = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
  return { error, text, parts, attempts: events.filter(({ type }) => type === "attempt").length };
}

describe.each(rotating)("the keys of $provider", ({ provider, prefix }) => {
  it("are asked in the order of the page, each once; when all are limited the last error is the answer", async () => {
    const vendor = await startKeyVendor((asked) => ({
      status: 429,
      // By its number: keys themselves are shown to nobody.
      body: JSON.stringify({ error: { message: `Number ${asked.slice(-1)} has to wait.` } }),
    }));
    const { mayros } = openMayros({
      models: { providers: { [provider]: { baseUrl: `${vendor.url}/v1` } } },
    });
    const { stateDir } = mayros.locations;
    await fc.assert(
      fc.asyncProperty(environmentOf(prefix), async (env) => {
        // Nothing is left of the cooldowns of the run before.
        rmSync(join(stateDir, "state.db"), { force: true });
        vendor.asked.length = 0;
        const own = createMayros({ env: { MAYROS_STATE_DIR: stateDir, HOME: stateDir, ...env } });
        const { error, attempts } = await ask(own, refOf(provider));
        own.close();
        const keys = keysByThePage(env, prefix, provider);
        // A server of this machine is asked without a key where there is none.
        const expected = keys.length > 0 ? keys : ["none"];
        expect(vendor.asked).toEqual(expected);
        expect(attempts).toBe(expected.length);
        const { body } = vendor.answer(expected.at(-1) ?? "");
        expect(error).toMatchObject({ statusCode: 429, responseBody: body });
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

/** A model of the provider that the page names. */
function refOf(provider: string): string {
  return new RegExp(`- Example model:\\s(${provider}/[\\w.-]+)`).exec(page)?.[1] ?? "";
}

const [FIRST, SECOND] = ["key-that-fails", "key-that-works"];

/** `acme/m` on one wire, with two keys. */
async function open(wire: WireAnswer): Promise<{ mayros: Mayros; vendor: KeyVendor }> {
  const vendor = await startKeyVendor(() => ({ body: wire.events.join("") }));
  const providers = { acme: { baseUrl: `${vendor.url}/v1`, api: wire.api } };
  const { mayros } = openMayros({ models: { providers } }, { ACME_API_KEYS: `${FIRST},${SECOND}` });
  return { mayros, vendor };
}

/** A vendor's refusal in the fields that all four wires have. */
const refusal = ({ code, message }: { code: string; message: string }): object => ({
  type: "error",
  error: { type: code, code, message },
});

const spoken = (word: string): string => word.replaceAll("_", " ");

/** What a vendor may say, and whether it is one of the page's rate limits. */
const failure = fc.record({
  status: fc.constantFrom(400, 401, 403, 404, 422, 429, 500, 502, 503, 504, 529),
  /** Within an answer that began with 200, as its first event; whole where nothing is streamed. */
  begun: fc.boolean(),
  stream: fc.boolean(),
  word: fc.option(fc.constantFrom(...words), { nil: undefined }),
  place: fc.constantFrom("code" as const, "message" as const),
  loud: fc.boolean(),
  around: fc.constantFrom(["Sorry: ", "."], ["You have a problem with the ", " today"], ["", ""]),
});

describe.each(wireAnswers)("$api", (wire) => {
  it("asks the next key after the page's rate limits, and after nothing else", async () => {
    const { mayros, vendor } = await open(wire);
    await fc.assert(
      fc.asyncProperty(
        failure,
        async ({ status: code, begun, stream, word, place, loud, around }) => {
          const said = loud ? (word ?? "no").toUpperCase() : (word ?? "no");
          const body = refusal({
            code: place === "code" && word ? said.replaceAll(" ", "_") : "some_error",
            message: place === "message" && word ? around.join(spoken(said)) : "No.",
          });
          const answer: Said = begun
            ? { body: stream ? `data: ${JSON.stringify(body)}\n\n` : JSON.stringify(body) }
            : { status: code, body: JSON.stringify(body) };
          const good = stream ? wire.events.join("") : wire.whole;
          vendor.answer = (asked) => (asked === FIRST ? answer : { body: good });
          vendor.asked.length = 0;
          await mayros.auth.reset();
          const { error, text } = await ask(mayros, "acme/m", stream);
          const limited = word !== undefined || (!begun && String(code) === status);
          expect(vendor.asked).toEqual(limited ? [FIRST, SECOND] : [FIRST]);
          expect(text).toBe(limited ? "Hello" : "");
          expect(ProviderError.isInstance(error)).toBe(!limited);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it("asks no other key once output began; the next request leaves this one alone", async () => {
    const { mayros, vendor } = await open(wire);
    const body = { ...refusal({ code: "rate_limit_error", message: "Rate limit." }) };
    const good = wire.events.join("");
    for (let count = 0; count < wire.complete; count += 1) {
      await mayros.auth.reset();
      vendor.asked.length = 0;
      const broken = `${wire.events.slice(0, count).join("")}data: ${JSON.stringify(body)}\n\n`;
      vendor.answer = (asked) => ({ body: asked === FIRST ? broken : good });
      const { error, text, parts } = await ask(mayros, "acme/m");
      if (count <= wire.announcements) {
        expect({ count, asked: vendor.asked, text }).toEqual({
          count,
          asked: [FIRST, SECOND],
          text: "Hello",
        });
        continue;
      }
      expect(vendor.asked).toEqual([FIRST]);
      expect(error).toMatchObject({ failure: { kind: "rate_limit" } });
      expect("Hello".startsWith(text) && text !== "").toBe(true);
      expect(parts.map(({ type }) => type)).not.toContain("finish");
      await ask(mayros, "acme/m");
      expect(vendor.asked).toEqual([FIRST, SECOND]);
    }
  });
});
