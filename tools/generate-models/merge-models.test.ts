// What comes out of two packages and a sources file, on vendors that do not exist.
import type { ProviderDeclaration } from "@mayros/core";
import { modelsFileSchema } from "@mayros/core/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Catalog, type CatalogModel, catalogOf } from "./catalog.ts";
import { mergeModels } from "./merge-models.ts";
import { parseModelsSources } from "./models-sources.ts";

const provider: ProviderDeclaration = {
  name: "Acme",
  api: "openai-completions",
  baseUrl: "https://api.acme.example/v1",
  compat: { thinkingFormat: "thinking-type", supportsStore: false },
  authMethods: [],
};

function model(id: string, more: Partial<CatalogModel> & { provider?: string } = {}) {
  return {
    id,
    name: id.toUpperCase(),
    api: "openai-completions",
    provider: "acme",
    baseUrl: "https://elsewhere.acme.example/v1",
    reasoning: false,
    input: ["text" as const],
    cost: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 },
    contextWindow: 1000,
    maxTokens: 100,
    ...more,
  };
}

const newest = catalogOf([
  model("b", { cost: { input: 3, output: 4, cacheRead: 0, cacheWrite: 0 } }),
  model("a", { type: "chat" }),
  model("picture", { type: "image" }),
]);
const older = catalogOf([model("b", { name: "Old B" }), model("c")]);

function merge(sources: object, catalogs: readonly Catalog[] = [newest, older]) {
  const parsed = parseModelsSources({ providers: { acme: sources } }).get("acme");
  if (!parsed) throw new Error("nothing was parsed");
  return mergeModels(parsed, provider, catalogs);
}
const only = (data: ReturnType<typeof model>) => merge({ from: ["acme"] }, [catalogOf([data])])[0];

describe("mergeModels", () => {
  it("unites chat models by id, the newest package first, sorted by id", () => {
    const models = merge({ from: ["acme"] });
    expect(models.map(({ id, name }) => `${id} ${name}`)).toEqual(["a A", "b B", "c C"]);
    expect(models[1]?.cost?.input).toBe(3);
  });

  it("adds what the data does not say, by a pattern of ids", () => {
    const models = merge({
      from: ["acme"],
      models: [{ id: "b-1", compat: { supportsStore: true } }],
      also: {
        "*": { reasoning: true },
        "b*": { compat: { supportsTopK: true }, reasoning: false },
      },
    });
    const told = models.map(({ id, reasoning, compat }) => ({ id, reasoning, compat }));
    expect(told).toEqual([
      { id: "b-1", reasoning: false, compat: { supportsStore: true, supportsTopK: true } },
      { id: "a", reasoning: true },
      { id: "b", reasoning: false, compat: { supportsTopK: true } },
      { id: "c", reasoning: true },
    ]);
    expect(() => merge({ from: ["acme"], also: { "d*": { reasoning: true } } })).toThrow(/d\*/);
    expect(() => merge({ from: ["acme"], also: { a: { resoning: true } } })).toThrow(/resoning/);
  });

  it("puts listed models first, with their own fields over the data's", () => {
    const models = merge({ from: ["acme"], models: [{ id: "c", name: "Mine" }, { id: "new" }] });
    expect(models.map(({ id }) => id)).toEqual(["c", "new", "a", "b"]);
    expect(models[0]).toMatchObject({ name: "Mine", contextWindow: 1000 });
    expect(models[1]).toEqual({ id: "new" });
  });

  it("takes the rest of a renamed model from what the vendor calls it", () => {
    const [renamed, ...rest] = merge({ from: ["acme"], models: [{ id: "b-old", wireId: "b" }] });
    expect(renamed).toMatchObject({ id: "b-old", wireId: "b", name: "B", cost: { input: 3 } });
    expect(rest.map(({ id }) => id)).toContain("b");
  });

  it("takes only what describes the model itself from another provider", () => {
    const other = model("far", {
      provider: "other",
      api: "anthropic-messages",
      contextWindow: 7000,
      thinkingLevelMap: { high: "much" },
      compat: { supportsJsonSchema: false },
    });
    const [found] = merge({ models: [{ id: "near", like: "other/far" }] }, [catalogOf([other])]);
    expect(found).toEqual({
      id: "near",
      name: "FAR",
      reasoning: false,
      input: ["text"],
      cost: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 },
      contextWindow: 7000,
      maxTokens: 100,
    });
  });

  it("works without any data, for what is written by hand", () => {
    expect(merge({ models: [{ id: "x", contextWindow: 5 }] })).toEqual([
      { id: "x", contextWindow: 5 },
    ]);
  });

  it("leaves out what it is told to", () => {
    const models = merge({ from: ["acme"], leaveOut: { a: "needs another wire" } });
    expect(models.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it.each([
    [{ from: ["acme"], leaveOut: { gone: "why" } }, "leaveOut names gone"],
    [{ from: ["acme"], models: [{ id: "x", like: "gone" }] }, "x is like gone"],
    [{ from: ["acme", "gone"] }, "from names gone"],
  ])("says which name the packages do not have: %j", (sources, message) => {
    expect(() => merge(sources)).toThrow(message);
  });
});

describe("a model's address and wire", () => {
  it("are the manifest's where the wire is the same", () => {
    expect(only(model("a"))).not.toHaveProperty("baseUrl");
    expect(only(model("a"))).not.toHaveProperty("api");
  });

  it("are its own where the provider mixes wires", () => {
    const mixed = { api: "google-generative-ai", baseUrl: "https://acme.example/google" };
    expect(only(model("a", mixed))).toMatchObject(mixed);
  });

  it("leave out an address that is the manifest's but for the version that a codec adds", () => {
    const same = { api: "anthropic-messages", baseUrl: "https://api.acme.example" };
    expect(only(model("a", same))).toMatchObject({ api: "anthropic-messages" });
    expect(only(model("a", same))).not.toHaveProperty("baseUrl");
  });

  it("are today's, for a model that only the older package has", () => {
    const wire = "openai-responses";
    const models = merge({ from: ["acme"] }, [
      catalogOf([model("a", { api: wire, baseUrl: "https://now.acme.example" })]),
      catalogOf([model("b", { api: wire, baseUrl: "https://then.acme.example" })]),
    ]);
    expect(models.map(({ baseUrl }) => baseUrl)).toEqual(Array(2).fill("https://now.acme.example"));
  });

  it("must be of a wire that we have", () => {
    expect(only(model("a", { api: "telepathy" }))).toBeUndefined();
  });
});

describe("a model's flags", () => {
  it.each([
    ["what the provider says already", { supportsStore: false, thinkingFormat: "zai" }, undefined],
    [
      "what holds by default",
      { supportsStrictMode: true, maxTokensField: "max_tokens" },
      undefined,
    ],
    ["what no codec reads", { sendsPostcards: true }, undefined],
    ["what differs", { thinkingFormat: "openai" }, { thinkingFormat: "openai" }],
  ])("are written without %s", (_what, compat, written) => {
    expect(only(model("a", { compat }))?.compat).toEqual(written);
  });

  it("include those that the name of its wire stands for", () => {
    const flags = only(model("a", { api: "mistral-conversations" }))?.compat;
    expect(flags).toEqual({ requiresMistralToolIds: true });
  });
});

it("keeps limits and prices within the contract", () => {
  const odd = model("a", {
    contextWindow: 10,
    maxTokens: 20,
    cost: { input: -1_000_000, output: 0.1 + 0.2, cacheRead: 0, cacheWrite: 0 },
  });
  expect(only(odd)).toMatchObject({
    maxTokens: 10,
    cost: { input: 0, output: 0.3 },
  });
  expect(only(model("a", { contextWindow: 0, maxTokens: 0 }))).not.toHaveProperty("maxTokens");
});

it("gives the same valid list whatever the order of the data", () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9./:-]{1,8}$/), { minLength: 1 });
  fc.assert(
    fc.property(ids, fc.nat(), (found, turn) => {
      const data = found.map((id) => model(id));
      const turned = [...data.slice(turn % data.length), ...data.slice(0, turn % data.length)];
      const listed = { from: ["acme"], models: [{ id: found[0] }] };
      const models = merge(listed, [catalogOf(data)]);
      expect(merge(listed, [catalogOf(turned)])).toEqual(models);
      expect(models).toHaveLength(found.length);
      expect(modelsFileSchema.safeParse({ models }).success).toBe(true);
    }),
  );
});

it("asks every model as the manifest says where there is one wire", () => {
  const other = model("x", {
    api: "anthropic-messages",
    baseUrl: "https://api.acme.example/anthropic",
    compat: { supportsTemperature: false },
  });
  const catalogs = [catalogOf([other])];
  expect(merge({ from: ["acme"] }, catalogs)[0]).toMatchObject({ api: "anthropic-messages" });
  const [asked] = merge({ from: ["acme"], oneWire: true }, catalogs);
  expect(asked).toMatchObject({ id: "x", contextWindow: 1000 });
  expect(Object.keys(asked ?? {})).not.toEqual(expect.arrayContaining(["api"]));
  expect(asked?.baseUrl ?? asked?.compat).toBeUndefined();
});
