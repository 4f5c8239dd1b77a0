// The table that requests are held against, itself held against the page and what is shipped: nothing that the page names
// is missing in it, and every address is the vendor's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMayros } from "@mayros/sdk";
import { describe, expect, it } from "vitest";
import {
  loginRefs,
  namedKeys,
  specifiedModels,
  specifiedProviders,
} from "../specification/specified-providers.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/specification.md"), "utf8");
const mayros = createMayros({ env: { MAYROS_STATE_DIR: "/nowhere", HOME: "/nowhere" } });
const unique = (found: Iterable<string>): string[] => [...new Set(found)].toSorted();

describe("the page", () => {
  it("names no variable that is not tried", () => {
    const tried = new Set(
      specifiedProviders.flatMap((each) => namedKeys(each)).map(({ name }) => name),
    );
    const names = page.matchAll(
      /(?<![A-Z_<>])(?:MAYROS_LIVE_)?[A-Z][A-Z_]*_(?:KEY|KEYS|TOKEN)(?:_\d)?(?![A-Z_])/g,
    );
    const found = unique([...names].map(([name]) => name));
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter((name) => !tried.has(name))).toEqual([
      // Of a login, and tried with it.
      ...["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"],
      // A literal, in the place of a key.
      "LMSTUDIO_KEY",
    ]);
  });

  it("names no model that is not asked", () => {
    const asked = new Set([...specifiedModels.map(({ ref }) => ref), ...loginRefs]);
    const ids = unique([...asked].map((ref) => ref.slice(0, ref.indexOf("/"))))
      .toSorted((a, b) => b.length - a.length)
      .map((id) => id.replace(".", "\\."))
      .join("|");
    // Lists are glued together without a blank: a ref ends where the next one of its provider begins.
    const refs = page.matchAll(
      new RegExp(`(?<![/.-])(?:${ids})/(?:(?!(?<!/)(?:${ids})/)[\\w.:/-])+`, "g"),
    );
    const found = unique([...refs].map(([ref]) => ref.replace(/\.$/, "")));
    expect(found.length).toBeGreaterThan(38);
    expect(found.filter((ref) => !asked.has(ref))).toEqual([]);
  });

  it("names no address that is not shipped", () => {
    const shipped = specifiedProviders.map(({ baseUrl }) => baseUrl);
    const found = unique([...page.matchAll(/https?:\/\/[\w.:/-]+[\w/]/g)].map(([url]) => url));
    expect(found.filter((url) => !shipped.includes(url))).toEqual(["https://ollama.ai"]);
  });
});

describe("what is shipped", () => {
  it.each(specifiedModels)("$ref is asked at its vendor's address", async ({ ref, model }) => {
    const { baseUrl, known, ref: resolved } = await mayros.models.resolve(ref);
    expect(baseUrl?.replace(/\/$/, "")).toBe(model.baseUrl);
    expect(resolved.provider).toMatch(/^[a-z-]+$/);
    const isServed =
      ref.startsWith("vllm/") || ref.includes(":fastest") || ref.includes(":cheapest");
    expect(known || isServed || ref.endsWith(":together")).toBe(true);
  });

  it("has every auth choice of the table, and every one that the page names", async () => {
    const choices = (await mayros.auth.choices()).map(({ choice }) => choice);
    // Words are glued together: `openai-codex` or `mayros models`.
    const named = [...page.matchAll(/--auth-choice ([a-z-]+?)(?:ormayros|-?[\s.])/g)].map(
      ([, choice]) => choice,
    );
    expect(named.length).toBeGreaterThan(11);
    const tabled = specifiedProviders.flatMap(({ choice }) => choice ?? []);
    expect(choices).toEqual(expect.arrayContaining([...named, ...tabled]));
  });
});
