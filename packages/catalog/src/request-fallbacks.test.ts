import { describe, expect, it } from "vitest";
import type { CatalogConfig } from "./catalog-config.ts";
import type { ProviderSource } from "./provider-source.ts";
import { type ModelQuestion, requestFallbacks } from "./request-fallbacks.ts";

const providers: ProviderSource = {
  ids: ["acme"],
  aliases: new Map([["a.cme", "acme"]]),
  find: () => undefined,
  whyOff: () => undefined,
};

const config: CatalogConfig = {
  agents: {
    defaults: {
      model: {
        primary: "acme/one",
        fallbacks: ["a.cme/two", "acme/one", "fast", "acme/two", "gon"],
      },
      imageModel: "Fast",
    },
  },
  models: { aliases: { fast: { model: "acme/three", fallbacks: ["other/x"] }, plain: "acme/one" } },
};

const refs = (question: ModelQuestion, of = config): (string | undefined)[] =>
  requestFallbacks(question, of, providers).map(({ ref, written }) =>
    ref ? `${ref.provider}/${ref.model}` : `?${written}`,
  );

describe("requestFallbacks", () => {
  it("gives those of the default model, each once, and what can't be read as it is written", () => {
    expect(refs({ default: "model" })).toEqual(["acme/two", "acme/three", "?gon"]);
  });

  it("gives an alias's own, in any case, and none to a plain one or to a ref", () => {
    expect(refs({ named: "FAST" })).toEqual(["other/x"]);
    expect(refs({ named: "plain" })).toEqual([]);
    expect(refs({ named: "acme/three" })).toEqual([]);
    expect(refs({ named: "acme/one" })).toEqual([]);
  });

  it("takes those of the alias that a default is set to, unless the default has its own", () => {
    expect(refs({ default: "imageModel" })).toEqual(["other/x"]);
    const both = { primary: "fast", fallbacks: ["acme/two"] };
    const own = { ...config, agents: { defaults: { model: both } } };
    expect(refs({ default: "model" }, own)).toEqual(["acme/two"]);
  });

  it("gives none where nothing is set", () => {
    expect(refs({ default: "model" }, {})).toEqual([]);
  });
});
