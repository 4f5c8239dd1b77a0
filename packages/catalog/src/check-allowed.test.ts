import { parseModelRef } from "@mayros/core";
import { describe, expect, it } from "vitest";
import type { CatalogConfig } from "./catalog-config.ts";
import { checkAllowed, isAllowed } from "./check-allowed.ts";
import type { ProviderSource } from "./provider-source.ts";

const providers: ProviderSource = {
  ids: ["acme"],
  aliases: new Map([["a.cme", "acme"]]),
  find: () => undefined,
  whyOff: () => undefined,
};
type Defaults = NonNullable<CatalogConfig["agents"]>["defaults"];

const ref = (text: string) => parseModelRef(text) ?? { provider: "", model: text };
const allowed = (text: string, defaults: Defaults): boolean => {
  const models = { aliases: { fast: "acme/one" } };
  return isAllowed(ref(text), { agents: { defaults }, models }, providers);
};

describe("isAllowed", () => {
  it.each<[string, Defaults, boolean]>([
    ["acme/one", {}, true],
    ["acme/one", { models: {} }, true],
    ["acme/one", { models: { "acme/one": {} } }, true],
    ["acme/two", { models: { "acme/one": {} } }, false],
    ["acme/One", { models: { "acme/one": {} } }, false],
    ["acme/one", { models: { "A.CME/one": {} } }, true],
    ["acme/any/thing", { models: { "a.cme/*": {} } }, true],
    ["acmes/one", { models: { "acme/*": {} } }, false],
    ["acme/two", { models: { "acme/one": {} }, modelPolicy: { allow: ["acme/two"] } }, true],
    ["acme/one", { models: { "acme/one": {} }, modelPolicy: { allow: ["acme/two"] } }, false],
    ["acme/one", { modelPolicy: { allow: [] } }, false],
    ["acme/one", { modelPolicy: {} }, true],
    ["acme/one", { modelPolicy: { allow: ["FAST"] } }, true],
    ["acme/two", { model: "a.cme/two", modelPolicy: { allow: [] } }, true],
    ["acme/one", { model: { primary: "fast" }, modelPolicy: { allow: [] } }, true],
    ["acme/three", { model: { fallbacks: ["acme/three"] }, modelPolicy: { allow: [] } }, false],
  ])("%s under %j: %s", (text, defaults, expected) => {
    expect(allowed(text, defaults)).toBe(expected);
  });
});

it("names the place and the command", () => {
  const config = { agents: { defaults: { models: { "acme/one": {} } } } };
  expect(() => checkAllowed(ref("acme/two"), config, providers)).toThrow(
    expect.objectContaining({
      code: "MAYROS_MODEL_NOT_ALLOWED",
      message: "acme/two is not in agents.defaults.models",
      hint: "mayros models allow add acme/two",
    }),
  );
});
