// Options and settings by the wire's own names, and what is said about those that are not sent.
import { type CallOptions, type JSONObject, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { anthropicMessages } from "./index.ts";

function encode(call: Partial<CallOptions>) {
  const model = withModelDefaults({ id: "model-1", reasoning: true, maxTokens: 32_000 });
  const prompt: CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
  const { body, warnings } = anthropicMessages.operations.chat.encodeRequest(
    { prompt, ...call },
    { ...target, model },
    false,
  );
  return { body, warned: warnings.map((warning) => "feature" in warning && warning.feature) };
}

describe("anthropic-messages options", () => {
  it.each<[JSONObject, JSONObject, string[]]>([
    [
      { thinking: { type: "enabled", budget_tokens: 8000 } },
      { thinking: { type: "enabled", budget_tokens: 8000 } },
      [],
    ],
    [
      { thinking: { type: "enabled", budgetTokens: 8000, display: "omitted", x: 1 } },
      { thinking: { type: "enabled", budget_tokens: 8000, display: "omitted" } },
      ["provider option thinking.x"],
    ],
    [
      { thinking: { type: "adaptive", budget_tokens: 8000 } },
      { thinking: { type: "adaptive" } },
      ["provider option thinking.budget_tokens"],
    ],
    [{ thinking: true }, {}, ["provider option thinking"]],
    [{ metadata: { user_id: "u" } }, { metadata: { user_id: "u" } }, []],
    [
      { metadata: { userId: "u", team: "t" } },
      { metadata: { user_id: "u" } },
      ["provider option metadata.team"],
    ],
  ])("%j", (options, fields, features) => {
    for (const key of ["acme", "anthropic-messages", "anthropic"]) {
      const { body, warned } = encode({ providerOptions: { [key]: options } });
      const { model: _model, messages: _messages, max_tokens: _limit, ...rest } = body;
      expect(rest).toEqual(fields);
      expect(warned).toEqual(features);
    }
  });

  it("does not send blank stop sequences", () => {
    const { body, warned } = encode({ stopSequences: ["\n\n", "", "END"] });
    expect(body.stop_sequences).toEqual(["END"]);
    expect(warned).toEqual(["stopSequences"]);
    expect(encode({ stopSequences: [" "] }).body).not.toHaveProperty("stop_sequences");
  });
});
