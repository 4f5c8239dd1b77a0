import type { CallOptions } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { chooseModel } from "./choose-model.ts";

const text: CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
const withFile = (mediaType: string): CallOptions["prompt"] => [
  { role: "system", content: "be brief" },
  {
    role: "user",
    content: [
      { type: "text", text: "what is it?" },
      { type: "file", mediaType, data: { type: "data", data: "aGk=" } },
    ],
  },
];

/** `acme/eyes` takes images, `acme/plain` does not. */
function state(model: string | undefined, imageModel: string | undefined = "acme/eyes") {
  const models = [{ id: "plain" }, { id: "eyes", input: ["text" as const, "image" as const] }];
  const acme = { baseUrl: "https://acme.example", api: "openai-completions", models };
  return {
    config: {
      agents: { defaults: { ...(model && { model }), ...(imageModel && { imageModel }) } },
      models: { providers: { acme } },
    },
    providers: { ids: [], aliases: new Map(), find: () => undefined, whyOff: () => undefined },
  };
}

describe("chooseModel", () => {
  it("takes the image model for an image that the default can't take", () => {
    expect(chooseModel({ prompt: withFile("image/png") }, state("acme/plain"))).toBe("acme/eyes");
    expect(chooseModel({ prompt: withFile("image") }, state("acme/plain"))).toBe("acme/eyes");
    expect(chooseModel({ prompt: withFile("image/*") }, state(undefined))).toBe("acme/eyes");
  });

  it("keeps the default where it can, and where there is no image", () => {
    expect(chooseModel({ prompt: withFile("image/png") }, state("acme/eyes"))).toBeUndefined();
    expect(chooseModel({ prompt: text }, state("acme/plain"))).toBeUndefined();
    expect(
      chooseModel({ prompt: withFile("application/pdf") }, state("acme/plain")),
    ).toBeUndefined();
    expect(chooseModel({ prompt: withFile("image/png") }, state("acme/plain", ""))).toBeUndefined();
  });

  it("never takes another model than the one that was named", () => {
    const wish = { model: "acme/plain", prompt: withFile("image/png") };
    expect(chooseModel(wish, state("acme/plain"))).toBe("acme/plain");
  });
});
