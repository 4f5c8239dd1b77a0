import { describe, expect, it } from "vitest";
import type { CatalogConfig } from "./catalog-config.ts";
import type { CatalogProvider, ProviderSource } from "./provider-source.ts";
import { resolveModel, resolveRef } from "./resolve-model.ts";

const acme: CatalogProvider = {
  id: "acme",
  declaration: {
    name: "Acme",
    api: "openai-completions",
    baseUrl: "https://acme.example/v1",
    compat: { a: 1, b: 1 },
    headers: { "x-a": "1" },
    authMethods: [],
  },
  models: [
    { id: "one", contextWindow: 4000 },
    {
      id: "two",
      wireId: "two-v2",
      api: "anthropic-messages",
      compat: { b: 2 },
      cost: {
        input: 1,
        output: 5,
        tiers: [{ inputTokensAbove: 9, input: 2, output: 8, cacheRead: 0, cacheWrite: 0 }],
      },
    },
  ],
};

const providers: ProviderSource = {
  ids: ["acme"],
  aliases: new Map([["a.cme", "acme"]]),
  find: (id) => (id === "acme" ? acme : undefined),
  whyOff: (id) =>
    id === "sleepy"
      ? { message: "sleepy is off", hint: "mayros plugins enable sleepy-auth" }
      : undefined,
};

const resolve = (text: string | undefined, config: CatalogConfig = {}) =>
  resolveModel(text, config, providers);

describe("resolveModel", () => {
  it("fills in the specification's defaults", () => {
    const { model, api, baseUrl, known } = resolve("acme/one");
    expect(model).toMatchObject({
      wireId: "one",
      reasoning: false,
      input: ["text"],
      cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      contextWindow: 4000,
      maxTokens: 4000,
    });
    expect({ api, baseUrl, known }).toEqual({
      api: "openai-completions",
      baseUrl: "https://acme.example/v1",
      known: true,
    });
  });

  it("lays a model's own wire and quirks over its provider's", () => {
    expect(resolve("acme/two")).toMatchObject({
      api: "anthropic-messages",
      model: { wireId: "two-v2" },
      compat: { a: 1, b: 2 },
      headers: { "x-a": "1" },
    });
  });

  it("sends an id that no list has", () => {
    expect(resolve("acme/three")).toMatchObject({ known: false, model: { wireId: "three" } });
  });

  it("normalises other spellings of a provider", () => {
    expect(resolve("A.CME/one").ref).toEqual({ provider: "acme", model: "one" });
  });

  it("takes the user's fields over the shipped ones", () => {
    const config = { models: { providers: { acme: { baseUrl: "http://localhost:1/v1" } } } };
    expect(resolve("acme/one", config)).toMatchObject({
      baseUrl: "http://localhost:1/v1",
      known: true,
    });
  });

  it("knows only the config's models in replace mode, with the shipped quirks", () => {
    const own = { acme: { models: [{ id: "mine" }] } };
    const config = { models: { mode: "replace" as const, providers: own } };
    expect(resolve("acme/one", config).known).toBe(false);
    expect(resolve("acme/mine", config)).toMatchObject({ known: true, compat: { a: 1, b: 1 } });
  });

  it("lays the user's entry of a model over the shipped one, in replace mode too", () => {
    const two = { id: "two", name: "Mine", compat: { c: 3 }, cost: { input: 7 } };
    for (const mode of ["merge", "replace"] as const) {
      const config = { models: { mode, providers: { acme: { models: [two] } } } };
      expect(resolve("acme/two", config)).toMatchObject({
        api: "anthropic-messages",
        compat: { a: 1, b: 2, c: 3 },
        model: { wireId: "two-v2", name: "Mine", cost: { input: 7, output: 5 } },
      });
      expect(resolve("acme/two", config).model.cost).not.toHaveProperty("tiers");
    }
  });

  it("has no provider but the config's in replace mode, and says so", () => {
    const config = { models: { mode: "replace" as const, providers: {} } };
    expect(() => resolve("acme/one", config)).toThrow(
      'acme is not in models.providers, and models.mode is "replace"',
    );
    expect(() => resolve("acne/one", config)).toThrow('no provider is called "acne"');
  });

  it("takes the vendor's own name for a model that is listed by another", () => {
    expect(resolve("acme/two-v2")).toMatchObject({
      ref: { provider: "acme", model: "two" },
      known: true,
      model: { id: "two", wireId: "two-v2" },
    });
    const own = { acme: { models: [{ id: "two-v2", contextWindow: 7 }] } };
    expect(resolve("acme/two-v2", { models: { providers: own } }).model.contextWindow).toBe(7);
  });

  it.each([
    ["acme/two", "acme/two-v2"],
    ["acme/two-v2", "acme/two-v2"],
  ])("allows, where the list has %s, %s", (entry, typed) => {
    const config = { agents: { defaults: { modelPolicy: { allow: [entry] } } } };
    expect(resolve(typed, config).ref.model).toBe("two");
    expect(() => resolve("acme/one", config)).toThrow(/acme\/one is not in/);
  });

  it("maps other names of wire formats", () => {
    const own = { local: { baseUrl: "http://localhost:1", api: "mistral-conversations" } };
    expect(resolve("local/m", { models: { providers: own } })).toMatchObject({
      api: "openai-completions",
      compat: { requiresMistralToolIds: true },
    });
  });

  it.each([
    ["unknown/m", "MAYROS_PROVIDER_UNKNOWN", "mayros plugins list"],
    ["sleepy/m", "MAYROS_PROVIDER_DISABLED", "mayros plugins enable sleepy-auth"],
    ["nothing", "MAYROS_REF_INVALID", "mayros models list --all"],
    [undefined, "MAYROS_MODEL_UNSET", "mayros onboard, or mayros models set <provider/model>"],
  ])("refuses %s with %s", (text, code, hint) => {
    expect(() => resolve(text)).toThrow(expect.objectContaining({ code, hint }));
  });

  it("says how to write down where a provider is", () => {
    const own = { mine: { apiKey: "k" } };
    expect(() => resolve("mine/m", { models: { providers: own } })).toThrow(
      expect.objectContaining({ hint: "mayros config set models.providers.mine.baseUrl <url>" }),
    );
  });

  it.each([["constructor/m"], ["__proto__/m"]])("takes no %s for a provider", (text) => {
    expect(() => resolve(text, { models: { providers: {} } })).toThrow(/no provider is called/);
  });

  it("names the nearest provider", () => {
    expect(() => resolve("acem/m")).toThrow(/did you mean "acme"/);
  });

  it("refuses a wire format that nobody brings", () => {
    const own = { local: { baseUrl: "http://localhost:1", api: "telepathy" } };
    expect(() => resolve("local/m", { models: { providers: own } })).toThrow(/telepathy/);
  });
});

describe("resolveRef", () => {
  const config: CatalogConfig = {
    agents: {
      defaults: {
        model: { primary: "fast" },
        models: { "acme/two": { alias: "Slow" } },
      },
    },
    models: { aliases: { fast: "acme/one", best: { model: "acme/two" } } },
  };

  it.each([
    ["fast", "one"],
    ["FAST", "one"],
    ["best", "two"],
    ["slow", "two"],
    [undefined, "one"],
  ])("takes %s for acme/%s", (text, model) => {
    expect(resolveRef(text, config, providers)).toEqual({ provider: "acme", model });
  });

  it("never takes a text with a slash for an alias", () => {
    const shadow = { models: { aliases: { "acme/one": "acme/two" } } };
    expect(resolveRef("acme/one", shadow, providers).model).toBe("one");
  });
});

describe("where a provider is", () => {
  const baseUrls = ["https://acme.example/v1", "https://two.acme.example/v1"];
  const { baseUrl: _one, ...declaration } = acme.declaration;
  const models = [
    { id: "one" },
    { id: "two", api: "anthropic-messages", baseUrl: "https://acme.example/anthropic" },
  ];
  const several = { ...acme, declaration: { ...declaration, baseUrls, nextHostOn: [503] }, models };
  const find = (config: CatalogConfig, apiBaseUrl?: string, model = "one") =>
    resolveModel(`acme/${model}`, config, {
      ...providers,
      find: () => ({ ...several, ...(apiBaseUrl === undefined ? {} : { apiBaseUrl }) }),
    });
  const block = (acme: object): CatalogConfig => ({ models: { providers: { acme } } });

  it("is what its plugin says, on several hosts, as long as nobody says otherwise", () => {
    expect(find({})).toMatchObject({
      baseUrl: baseUrls[0],
      ownBaseUrl: false,
      provider: { baseUrls, nextHostOn: [503] },
    });
  });

  it("is what the plugin's config says, and before that its own block", () => {
    const moved = "https://proxy.example/v1";
    expect(find({}, moved)).toMatchObject({
      baseUrl: moved,
      ownBaseUrl: true,
      provider: { baseUrls: [] },
    });
    const own = block({ baseUrl: "https://mine.example/v1" });
    expect(find(own, moved)).toMatchObject({
      baseUrl: "https://mine.example/v1",
      ownBaseUrl: true,
    });
    expect(find({}, moved, "two").baseUrl).toBe("https://proxy.example/anthropic");
  });

  it("is the user's word for one model alone, too", () => {
    const own = block({ models: [{ id: "one", baseUrl: "https://mine.example/v1" }] });
    expect(find(own)).toMatchObject({ baseUrl: "https://mine.example/v1", ownBaseUrl: true });
    expect(find(own, undefined, "two").ownBaseUrl).toBe(false);
  });
});
