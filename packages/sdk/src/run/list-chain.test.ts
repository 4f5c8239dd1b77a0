import type { CallOptions } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { listChain } from "./list-chain.ts";

const text: CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
const image: CallOptions["prompt"] = [
  {
    role: "user",
    content: [{ type: "file", mediaType: "image/png", data: { type: "data", data: "aGk=" } }],
  },
];

const models = [{ id: "plain" }, { id: "eyes", input: ["text" as const, "image" as const] }];
const acme = { baseUrl: "https://acme.example", api: "openai-completions", models };
const config = {
  agents: {
    defaults: {
      model: { primary: "acme/plain", fallbacks: ["acme/two", "best", "nobody"] },
      imageModel: { primary: "acme/eyes", fallbacks: ["acme/glasses"] },
    },
  },
  models: { providers: { acme }, aliases: { best: { model: "acme/b", fallbacks: ["acme/c"] } } },
};
const providers = { ids: [], aliases: new Map(), find: () => undefined, whyOff: () => undefined };

const chain = (model: string | undefined, prompt = text, of: object = config) =>
  listChain({ model, prompt }, { config: of, providers }).map(({ name }) => name);

describe("listChain", () => {
  it("follows the default model with its fallbacks, an alias among them without its own", () => {
    expect(chain(undefined)).toEqual(["acme/plain", "acme/two", "acme/b", "nobody"]);
  });

  it("follows the image model with those of the image model", () => {
    expect(chain(undefined, image)).toEqual(["acme/eyes", "acme/glasses"]);
  });

  it("takes a ref alone, also the default model's, and an alias with its own fallbacks", () => {
    expect(chain("acme/plain")).toEqual(["acme/plain"]);
    expect(chain("acme/b")).toEqual(["acme/b"]);
    expect(chain("Best")).toEqual(["acme/b", "acme/c"]);
  });

  it("names what can't be resolved as it is written", () => {
    expect(chain("typo")).toEqual(["typo"]);
    expect(chain(undefined, text, {})).toEqual(["the default model"]);
  });

  it("asks a default model that can't be used all the same, for its fallbacks' sake", () => {
    const model = { primary: "gone/x", fallbacks: ["acme/eyes"] };
    const gone = { ...config, agents: { defaults: { ...config.agents.defaults, model } } };
    expect(chain(undefined, image, gone)).toEqual(["gone/x", "acme/eyes"]);
  });
});
