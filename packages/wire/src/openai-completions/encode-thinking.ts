// The body fields that turn reasoning on, up and off. Every family of servers invented its own, so the
// form is a compat flag.
// https://platform.openai.com/docs/api-reference/chat/create, https://openrouter.ai/docs/use-cases/reasoning-tokens,
// https://docs.z.ai/guides/capabilities/thinking-mode (accessed 2026-11-22)
// https://api-docs.deepseek.com/guides/thinking_mode, https://docs.together.ai/docs/inference/chat/reasoning
// (accessed 2026-11-28)
import type { JSONObject, JSONValue, Target } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { Thinking } from "../encode/thinking-level.ts";
import { recordOf } from "../json-shapes.ts";
import { type OpenAICompletionsCompat, type ThinkingFormat, thinkingFormatOf } from "./compat.ts";

export function encodeThinking(
  thinking: Thinking,
  target: Target,
  compat: OpenAICompletionsCompat,
  warnings: Warnings,
): JSONObject {
  if (thinking.kind === "default") return {};
  const format = thinkingFormatOf(compat);
  if (!format) {
    warnings.unsupported(
      "reasoning",
      `compat.thinkingFormat "${compat.thinkingFormat}" is unknown`,
    );
    return {};
  }
  const effort = compat.supportsReasoningEffort !== false;
  if (format === "chat-template") return chatTemplate(thinking, effort, compat);
  if (thinking.kind === "on") return turnOn(format, thinking.word, effort, warnings);
  const off = turnOff(format, thinking.word, effort);
  if (!off) {
    warnings.unsupported(
      "reasoning",
      `no way is known to turn off the reasoning of ${target.model.id}`,
    );
  }
  return off ?? {};
}

function turnOn(
  format: Exclude<ThinkingFormat, "chat-template">,
  word: string,
  effort: boolean,
  warnings: Warnings,
): JSONObject {
  switch (format) {
    case "effort":
      if (effort) return { reasoning_effort: word };
      warnings.unsupported("reasoning", "this server has no levels of reasoning");
      return {};
    case "effort-object":
      return { reasoning: { effort: word } };
    case "thinking-word":
      return { thinking: word };
    case "thinking-type":
      return { thinking: { type: "enabled" }, ...(effort ? { reasoning_effort: word } : {}) };
    case "enable-flag":
      return { enable_thinking: true, ...(effort ? { reasoning_effort: word } : {}) };
    case "enabled-object":
      return { reasoning: { enabled: true }, ...(effort ? { reasoning_effort: word } : {}) };
  }
}

/** Undefined where nothing turns it off: a generic server might refuse a word that it does not know. */
function turnOff(
  format: Exclude<ThinkingFormat, "chat-template">,
  word: string | undefined,
  effort: boolean,
): JSONObject | undefined {
  switch (format) {
    case "effort":
      return effort && word !== undefined ? { reasoning_effort: word } : undefined;
    case "effort-object":
      return { reasoning: { effort: word ?? "none" } };
    case "thinking-word":
      return { thinking: word ?? "none" };
    case "thinking-type":
      return { thinking: { type: "disabled" } };
    case "enable-flag":
      return { enable_thinking: false };
    case "enabled-object":
      return { reasoning: { enabled: false } };
  }
}

/** Values for the server's prompt template: https://docs.vllm.ai/en/latest/features/reasoning_outputs.html */
function chatTemplate(
  thinking: Exclude<Thinking, { kind: "default" }>,
  effort: boolean,
  compat: OpenAICompletionsCompat,
): JSONObject {
  const on = thinking.kind === "on";
  const fill = (values: Record<string, unknown>): JSONObject =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]): [string, JSONValue][] => {
        const variable = recordOf(value);
        if (variable?.$var === undefined) return [[name, value as JSONValue]];
        if (!on && variable.omitWhenOff === true) return [];
        if (variable.$var === "thinking.enabled") return [[name, on]];
        return thinking.word === undefined ? [] : [[name, thinking.word]];
      }),
    );
  if (compat.chatTemplateArgs) {
    return {
      chat_template_args: fill(compat.chatTemplateArgs),
      // The server of this field takes the level beside it:
      // https://www.npmjs.com/package/@earendil-works/pi-ai/v/1.5.2, dist/api/openai-completions.js (accessed 2026-11-28)
      ...(effort && thinking.word !== undefined ? { reasoning_effort: thinking.word } : {}),
    };
  }
  return {
    chat_template_kwargs: compat.chatTemplateKwargs
      ? fill(compat.chatTemplateKwargs)
      : { enable_thinking: on },
  };
}
