import { modelColumns } from "@mayros/core";
import { describe, expect, it } from "vitest";
import type { CatalogConfig } from "./catalog-config.ts";
import { listModels } from "./list-models.ts";
import type { ProviderSource } from "./provider-source.ts";

const providers: ProviderSource = {
  ids: ["acme", "other"],
  aliases: new Map([["a.cme", "acme"]]),
  find: () => undefined,
  whyOff: () => undefined,
};

const keys = (config: CatalogConfig, options = {}, ready: string[] = ["acme"]): string[] =>
  listModels(
    {
      config,
      providers,
      columns: (id) => [modelColumns({ id: `${id}-1` }), modelColumns({ id: `${id}-2` })],
      ready: (id) => ready.includes(id),
    },
    options,
  ).map((row) => [row.key, ...row.tags].join(" "));

describe("listModels", () => {
  it("shows models of providers with a credential", () => {
    expect(keys({})).toEqual(["acme/acme-1", "acme/acme-2"]);
  });

  it("shows everything with all", () => {
    expect(keys({}, { all: true })).toHaveLength(4);
    expect(keys({}, { all: true, provider: "other" })).toEqual(["other/other-1", "other/other-2"]);
  });

  it("shows and tags refs of default, fallbacks and aliases, without a credential too", () => {
    const config: CatalogConfig = {
      agents: { defaults: { model: { primary: "other/other-2", fallbacks: ["a.cme/acme-1"] } } },
      models: { aliases: { slow: "other/gone" } },
    };
    expect(keys(config)).toEqual([
      "acme/acme-1 fallback#1",
      "acme/acme-2",
      "other/other-2 default",
      "other/gone alias:slow missing",
    ]);
  });

  it("lists providers of the config, a local one as ready without a key", () => {
    const models = [{ id: "m", contextWindow: 1000 }];
    const config = {
      models: { providers: { mine: { baseUrl: "http://localhost:1/v1", models } } },
    };
    const rows = listModels(
      { config, providers, columns: () => [], ready: () => false },
      { provider: "mine" },
    );
    expect(rows).toMatchObject([
      { key: "mine/m", local: true, available: true, contextWindow: 1000, maxTokens: 1000 },
    ]);
  });

  it("shows the config alone in replace mode", () => {
    const own = { acme: { models: [{ id: "x" }] } };
    expect(keys({ models: { mode: "replace", providers: own } }, { all: true })).toEqual([
      "acme/x",
    ]);
  });
});
