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

/** Nothing is shipped, stored or missing. */
const nothing = {
  columns: () => [],
  ready: () => false,
  lacks: () => undefined,
  local: () => false,
  wantsLogin: () => false,
};

const keys = (config: CatalogConfig, options = {}, ready: string[] = ["acme"]): string[] =>
  listModels(
    {
      config,
      providers,
      columns: (id) => [modelColumns({ id: `${id}-1` }), modelColumns({ id: `${id}-2` })],
      ready: (id) => ready.includes(id),
      lacks: () => undefined,
      local: (id) => id === "near",
      wantsLogin: () => false,
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
    const rows = listModels({ ...nothing, config, providers }, { provider: "mine" });
    expect(rows).toMatchObject([
      { key: "mine/m", local: true, available: true, contextWindow: 1000, maxTokens: 1000 },
    ]);
  });

  it("shows the config alone in replace mode", () => {
    const own = { acme: { models: [{ id: "x" }] } };
    expect(keys({ models: { mode: "replace", providers: own } }, { all: true })).toEqual([
      "acme/x configured",
    ]);
  });

  it("tags images, their fallbacks, aliases as written, and what the allowlist lets through", () => {
    const config: CatalogConfig = {
      agents: {
        defaults: {
          imageModel: { primary: "other/other-1", fallbacks: ["Eyes"] },
          modelPolicy: { allow: ["acme/*", "other/other-2"] },
        },
      },
      models: { aliases: { Eyes: { model: "acme/acme-1", fallbacks: ["acme/acme-2"] } } },
    };
    expect(keys(config, {}, [])).toEqual([
      "acme/acme-1 img-fallback#1 alias:Eyes allowed",
      "other/other-1 image",
      "other/other-2 allowed",
    ]);
    expect(keys(config, { all: true })).toContain("acme/acme-2 allowed");
  });

  it("shows what is local alone, also where the plugin's address is", () => {
    const source = { ...providers, ids: ["acme", "near"] };
    const columns = (id: string) => [modelColumns({ id: `${id}-1` })];
    const local = (id: string) => id === "near";
    const config = { agents: { defaults: { model: "acme/gone" } } };
    const input = { ...nothing, config, providers: source, columns, local };
    const found = listModels(input, { all: true, local: true });
    expect(found.map(({ key }) => key)).toEqual(["near/near-1"]);
  });

  it("lays what the config says of a shipped model over what its plugin says", () => {
    const own = [{ id: "m", contextWindow: 500, cost: { input: 9 } }, { id: "new" }];
    const config = { models: { providers: { acme: { models: own } } } };
    const shipped = { id: "m", name: "M", maxTokens: 900, cost: { input: 1, output: 2 } };
    const rows = listModels({
      ...nothing,
      config,
      providers,
      columns: (id) => (id === "acme" ? [modelColumns(shipped)] : []),
    });
    const common = { contextWindow: 500, maxTokens: 500, inputCost: 9, outputCost: 2 };
    expect(rows).toMatchObject([
      { key: "acme/m", name: "M", ...common, tags: ["configured"] },
      { key: "acme/new", tags: ["configured"] },
    ]);
    const replaced = { models: { ...config.models, mode: "replace" as const } };
    const only = listModels({
      ...nothing,
      config: replaced,
      providers,
      columns: () => [modelColumns(shipped)],
    });
    expect(only).toMatchObject([{ key: "acme/m", name: "M" }, { key: "acme/new" }]);
  });
});
