import { describe, expect, it } from "vitest";
import type { MachineState } from "../machine/open-machine.ts";
import { whatModelsLack } from "./what-models-lack.ts";

type Input = Parameters<typeof whatModelsLack>[0];
type Own = NonNullable<NonNullable<MachineState["config"]["models"]>["providers"]>[string];

/** Providers of an index, and one block of the config. */
function lacks(
  own: Own = {},
  { env = {}, profiles = [] }: { env?: Record<string, string>; profiles?: string[] } = {},
): ReturnType<typeof whatModelsLack> {
  const providers = new Map([
    ["keyed", { api: "openai-completions" }],
    ["acme", { api: "openai-completions", addressEnv: [["ACME_HOST", "ACME_NAME"], ["ACME_ID"]] }],
    ["strange", { api: "acme-frames" }],
  ]);
  const findApi = (): undefined => undefined;
  const config = { models: { providers: { acme: own } } };
  const state = { config, env, host: { providers, findApi } };
  return whatModelsLack(state as unknown as Input, (id) => profiles.includes(id));
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

  it("is what an address asks for, unless a variable, a profile or the config has it", () => {
    expect(lacks()("acme")).toBe("fields");
    expect(lacks({}, { env: { ACME_NAME: "a", ACME_ID: " " } })("acme")).toBe("fields");
    expect(lacks({}, { env: { ACME_NAME: "a", ACME_ID: "1" } })("acme")).toBeUndefined();
    expect(lacks({}, { profiles: ["acme"] })("acme")).toBeUndefined();
    expect(lacks({ baseUrl: "https://a.example" })("acme")).toBeUndefined();
    expect(lacks()("acme", "acme-frames")).toBe("wire");
  });

  it("knows wires by their other names", () => {
    expect(lacks()("keyed", "mistral-conversations")).toBeUndefined();
  });
});
