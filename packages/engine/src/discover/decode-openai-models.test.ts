import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeOpenaiModels } from "./decode-openai-models.ts";

const list = (...data: unknown[]) => decodeOpenaiModels({ object: "list", data });

describe("decodeOpenaiModels", () => {
  it("reads what vLLM says", () => {
    expect(
      list({
        id: "meta-llama/Meta-Llama-3.1-8B-Instruct",
        object: "model",
        created: 1723770563,
        owned_by: "vllm",
        root: "meta-llama/Meta-Llama-3.1-8B-Instruct",
        parent: null,
        max_model_len: 8096,
        permission: [{ id: "modelperm-1", allow_sampling: true, organization: "*" }],
      }),
    ).toEqual([{ id: "meta-llama/Meta-Llama-3.1-8B-Instruct", contextWindow: 8096 }]);
  });

  it("reads what LM Studio says, without its embedding models", () => {
    expect(
      list(
        { id: "qwen2-vl-7b-instruct", type: "vlm", state: "not-loaded", max_context_length: 32768 },
        { id: "qwen3-8b", type: "llm", max_context_length: 40960, loaded_context_length: 4096 },
        { id: "text-embedding-nomic-embed-text-v1.5", object: "model" },
        { id: "nomic", type: "embeddings" },
      ),
    ).toEqual([
      { id: "qwen2-vl-7b-instruct", input: ["text", "image"], contextWindow: 32768 },
      { id: "qwen3-8b", contextWindow: 4096 },
    ]);
  });

  it("leaves out a proxy's wildcard routes, and what is no id", () => {
    const bad = [null, 1, "text", {}, { id: "" }, { id: " a" }, { id: "a\u001b[2J" }, { id: 7 }];
    const more = [{ id: "a".repeat(300) }, { id: "openai/*" }, { id: "good" }];
    expect(list(...bad, ...more)).toEqual([{ id: "good" }]);
  });

  it.each([0, -1, 1.5, "4096", null, 1e12])("takes no context window of %j", (length) => {
    expect(list({ id: "m", max_model_len: length })).toEqual([{ id: "m" }]);
  });

  it.each([undefined, null, "models", {}, { data: {} }, { error: "no" }])(
    "says of %j that it is no list",
    (answer) => {
      expect(decodeOpenaiModels(answer)).toBeUndefined();
    },
  );

  it("makes something or nothing of anything", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.jsonValue() }))), (data) => {
        for (const { id } of decodeOpenaiModels({ data }) ?? []) expect(id).toMatch(/^\S(.*\S)?$/);
      }),
    );
  });
});
