// The specification against what is here: its snippets are read as configs, and what they and its text
// name has to resolve. The copy in docs/ is a flattened page: lists are glued together without a blank.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isLocalHost } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { createMayros } from "../src/index.ts";
import { openMayros } from "./open-mayros.ts";

const text = readFileSync(join(import.meta.dirname, "../../../docs/specification.md"), "utf8");

const snippets = text
  .split("\n")
  .filter((line) => line.startsWith("json5{"))
  .map((line) => line.slice("json5".length));

/** Reads nothing but the index: no plugin, no config. */
const index = createMayros({ env: { MAYROS_STATE_DIR: "/nowhere", HOME: "/nowhere" } });
const plugins = await index.plugins.list();
const providers = plugins.flatMap((plugin) => plugin.providers);

/** A ref begins where a provider's id and a slash do, be it in the middle of a word, but not within a ref. */
function findRefs(page: string, ids: readonly string[]): string[] {
  const longestFirst = ids.toSorted((a, b) => b.length - a.length);
  const start = longestFirst.map((id) => `${id.replaceAll(".", "\\.")}/`).join("|");
  const model = `(?:(?!(?<!/)(?:${start}))[\\w.:/-])+`;
  const refs = page.matchAll(new RegExp(`(?<![/.-])(?:${start})${model}`, "g"));
  return [...new Set([...refs].map(([ref]) => ref.replace(/\.$/, "")))];
}

/** A server of one's own has the models that it has. */
const isServed = ({ baseUrl }: { baseUrl: string }): boolean =>
  isLocalHost(new URL(baseUrl).hostname);

describe("the snippets", () => {
  it("are all found", () => {
    expect(snippets).toHaveLength(12);
  });

  it.each(snippets)("%s", async (snippet) => {
    const { mayros, warnings } = openMayros(snippet);
    const { valid, issues } = await mayros.config.validate();
    expect({ valid, errors: issues.filter(({ severity }) => severity === "error") }).toEqual({
      valid: true,
      errors: [],
    });
    const model = await mayros.models.resolve();
    expect(model.known || isServed(model)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it("give the alias of the map, which is the allowlist then", async () => {
    const snippet = snippets.find((each) => each.includes("alias:")) ?? "";
    const { mayros } = openMayros(snippet);
    expect(await mayros.models.resolve("minimax")).toMatchObject({
      ref: { provider: "lmstudio", model: "minimax-m2.1-gs32" },
      known: true,
      baseUrl: "http://localhost:1234/v1",
      model: { contextWindow: 200_000, maxTokens: 8192 },
    });
    await expect(mayros.models.resolve("lmstudio/other")).rejects.toMatchObject({
      code: "MAYROS_MODEL_NOT_ALLOWED",
    });
  });
});

describe("the providers", () => {
  it.each([
    ...["openai", "anthropic", "openai-codex", "opencode", "google", "google-vertex"],
    ...["google-antigravity", "google-gemini-cli", "zai", "vercel-ai-gateway", "openrouter"],
    ...["xai", "groq", "cerebras", "mistral", "github-copilot", "huggingface", "moonshot"],
    ...["kimi-coding", "qwen-portal", "volcengine", "volcengine-plan", "byteplus"],
    ...["byteplus-plan", "synthetic", "minimax", "ollama", "vllm"],
  ])("%s comes with a plugin", (provider) => {
    expect(providers).toContain(provider);
  });
});

describe("the refs", () => {
  // Those of a section that names ids alone come after them.
  const refs = [...findRefs(text, providers), "cerebras/zai-glm-4.7", "cerebras/zai-glm-4.6"];
  const off = plugins.filter(({ enabled }) => !enabled).map(({ id }) => [id, { enabled: true }]);
  const config = { plugins: { entries: Object.fromEntries(off) } };

  it("are all found", () => {
    expect(refs).toHaveLength(41);
    for (const glued of ["moonshot/kimi-k2-thinking", "byteplus-plan/glm-4.7"]) {
      expect(refs).toContain(glued);
    }
  });

  it("resolve to models that are listed, those of servers apart", async () => {
    const { mayros } = openMayros(config);
    const unknown: string[] = [];
    for (const ref of refs) {
      const model = await mayros.models.resolve(ref);
      if (!model.known && !isServed(model)) unknown.push(ref);
    }
    expect(unknown).toEqual([]);
  });

  it("are found under the other spellings of zai", async () => {
    const { mayros } = openMayros({});
    for (const ref of ["z.ai/glm-4.7", "z-ai/glm-4.7"]) {
      expect((await mayros.models.resolve(ref)).ref).toEqual({ provider: "zai", model: "glm-4.7" });
    }
  });
});
