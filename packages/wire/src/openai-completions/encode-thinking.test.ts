import {
  type CallOptions,
  type JSONObject,
  type ThinkingLevelMap,
  withModelDefaults,
} from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { openaiCompletions } from "./index.ts";

function encode(
  reasoning: CallOptions["reasoning"],
  compat: object,
  map: ThinkingLevelMap = {},
  reasons = true,
) {
  const model = withModelDefaults({ id: "m", reasoning: reasons, thinkingLevelMap: map });
  const { body, warnings } = openaiCompletions.operations.chat.encodeRequest(
    { prompt: [], ...(reasoning ? { reasoning } : {}) },
    { ...target, model, compat: { ...compat } },
    false,
  );
  const { model: _model, messages: _messages, ...fields } = body;
  return { fields, warned: warnings.length };
}

describe("reasoning of openai-completions", () => {
  it.each<[string, JSONObject, JSONObject | undefined]>([
    ["effort", { reasoning_effort: "high" }, undefined],
    ["openai", { reasoning_effort: "high" }, undefined],
    ["effort-object", { reasoning: { effort: "high" } }, { reasoning: { effort: "none" } }],
    ["openrouter", { reasoning: { effort: "high" } }, { reasoning: { effort: "none" } }],
    [
      "thinking-type",
      { thinking: { type: "enabled" }, reasoning_effort: "high" },
      { thinking: { type: "disabled" } },
    ],
    [
      "zai",
      { thinking: { type: "enabled" }, reasoning_effort: "high" },
      { thinking: { type: "disabled" } },
    ],
    [
      "enable-flag",
      { enable_thinking: true, reasoning_effort: "high" },
      { enable_thinking: false },
    ],
    ["qwen", { enable_thinking: true, reasoning_effort: "high" }, { enable_thinking: false }],
    [
      "enabled-object",
      { reasoning: { enabled: true }, reasoning_effort: "high" },
      { reasoning: { enabled: false } },
    ],
    ["thinking-word", { thinking: "high" }, { thinking: "none" }],
    [
      "chat-template",
      { chat_template_kwargs: { enable_thinking: true } },
      { chat_template_kwargs: { enable_thinking: false } },
    ],
    [
      "qwen-chat-template",
      { chat_template_kwargs: { enable_thinking: true } },
      { chat_template_kwargs: { enable_thinking: false } },
    ],
  ])("thinkingFormat %s", (thinkingFormat, on, off) => {
    expect(encode("high", { thinkingFormat })).toEqual({ fields: on, warned: 0 });
    expect(encode("none", { thinkingFormat })).toEqual(
      off ? { fields: off, warned: 0 } : { fields: {}, warned: 1 },
    );
    expect(encode(undefined, { thinkingFormat })).toEqual({ fields: {}, warned: 0 });
    expect(encode("provider-default", { thinkingFormat })).toEqual({ fields: {}, warned: 0 });
  });

  it.each<[CallOptions["reasoning"], ThinkingLevelMap, JSONObject, number]>([
    ["low", { low: "LOW" }, { reasoning_effort: "LOW" }, 0],
    ["none", { off: "none" }, { reasoning_effort: "none" }, 0],
    ["none", { off: null }, {}, 1],
    ["minimal", { minimal: null }, { reasoning_effort: "low" }, 1],
    ["max", {}, { reasoning_effort: "high" }, 1],
    ["max", { max: "max" }, { reasoning_effort: "max" }, 0],
    ["xhigh", { max: "max" }, { reasoning_effort: "max" }, 1],
    ["low", { minimal: null, low: null, medium: null, high: null }, {}, 1],
  ])("level %s with the map %j", (level, map, fields, warned) => {
    expect(encode(level, {}, map)).toEqual({ fields, warned });
  });

  it("warns instead of asking a model that does not reason", () => {
    expect(encode("high", {}, {}, false)).toEqual({ fields: {}, warned: 1 });
    expect(encode("none", {}, {}, false)).toEqual({ fields: {}, warned: 0 });
  });

  it("warns about servers without levels and formats that are not known", () => {
    expect(encode("high", { supportsReasoningEffort: false })).toEqual({ fields: {}, warned: 1 });
    expect(
      encode("high", { supportsReasoningEffort: false, thinkingFormat: "zai" }).fields,
    ).toEqual({ thinking: { type: "enabled" } });
    expect(encode("high", { thinkingFormat: "nonsense" })).toEqual({ fields: {}, warned: 1 });
  });

  it("fills in the values of a prompt template", () => {
    const kwargs = {
      on: { $var: "thinking.enabled" },
      effort: { $var: "thinking.effort", omitWhenOff: true },
      keep: 1,
    };
    const compat = { thinkingFormat: "chat-template", chatTemplateKwargs: kwargs };
    expect(encode("high", compat).fields).toEqual({
      chat_template_kwargs: { on: true, effort: "high", keep: 1 },
    });
    expect(encode("none", compat).fields).toEqual({ chat_template_kwargs: { on: false, keep: 1 } });
    expect(
      encode("high", { thinkingFormat: "chat-template", chatTemplateArgs: { keep: 1 } }).fields,
    ).toEqual({ chat_template_args: { keep: 1 }, reasoning_effort: "high" });
    expect(
      encode("none", { thinkingFormat: "baseten", chatTemplateArgs: kwargs }, { off: "none" })
        .fields,
    ).toEqual({
      chat_template_args: { on: false, keep: 1 },
      reasoning_effort: "none",
    });
    expect(
      encode("high", {
        thinkingFormat: "baseten",
        chatTemplateArgs: {},
        supportsReasoningEffort: false,
      }).fields,
    ).toEqual({ chat_template_args: {} });
  });
});
