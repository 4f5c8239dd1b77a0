import { describe, expect, it } from "vitest";
import type { MachineState } from "../machine/open-machine.ts";
import { whatModelsLack } from "./what-models-lack.ts";

type Input = Parameters<typeof whatModelsLack>[0];
type Own = NonNullable<NonNullable<MachineState["config"]["models"]>["providers"]>[string];

/** Providers of an index, and one block of the config. */
function lacks(own: Own = {}): ReturnType<typeof whatModelsLack> {
  const providers = new Map([
    ["keyed", { api: "openai-completions" }],
    ["acme", { api: "openai-completions" }],
    ["strange", { api: "acme-frames" }],
  ]);
  const findApi = (): undefined => undefined;
  const config = { models: { providers: { acme: own } } };
  return whatModelsLack({ config, env: {}, host: { providers, findApi } } as unknown as Input);
}

describe("whatModelsLack", () => {
  it("is nothing where the wire is there", () => {
    expect(lacks()("keyed")).toBeUndefined();
    expect(lacks()("of the config")).toBeUndefined();
  });

  it("is a wire that is not there: the model's, else the config's, else the provider's", () => {
    expect(lacks()("strange")).toBe("wire");
    expect(lacks()("strange", "anthropic-messages")).toBeUndefined();
    expect(lacks()("keyed", "acme-frames")).toBe("wire");
    expect(lacks({ apiKey: "acme-key", api: "acme-frames" })("acme")).toBe("wire");
  });

  it("knows wires by their other names", () => {
    expect(lacks()("keyed", "mistral-conversations")).toBeUndefined();
  });
});
