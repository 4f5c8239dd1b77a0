// The tools on offer and the choice among them; one of them may stand in for the format of the answer.
import type { CallOptions, JSONObject } from "@mayros/core";
import { type AnswerFormat, jsonAnswerTool } from "./answer-format.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeTool, STRICT_BETA } from "./encode-tool.ts";
import { namespace } from "./namespace.ts";
import { inlineTools } from "./system-options.ts";

interface ToolSettings {
  /** Whether a tool can be forced on the model: not while it thinks with a budget, and never on some. */
  readonly canForce: boolean;
  readonly disableParallelToolUse: boolean | undefined;
  /** Whether inputs are to be streamed as they are written. */
  readonly eager: boolean;
}

export function encodeTools(
  call: CallOptions,
  format: AnswerFormat,
  settings: ToolSettings,
  context: EncodeContext,
): JSONObject {
  const offered = format.kind === "tool" ? chosenTools(call) : (call.tools ?? []);
  const tools = offered
    .map((tool) => encodeTool(tool, settings.eager, context))
    .filter((tool) => tool !== undefined);
  if (format.kind === "tool") return withAnswerTool(tools, format.schema, settings, context);
  const strict = context.compat.supportsStrictTools;
  if (strict && offered.some(({ type }) => type === "function")) context.betas.add(STRICT_BETA);
  if (tools.length === 0 && inlineTools(call.prompt, context.options).length === 0) {
    if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
      context.warnings.unsupported("toolChoice", "there is no tool to choose");
    }
    return {};
  }
  const choice = encodeToolChoice(call, settings, context);
  return {
    ...(tools.length > 0 ? { tools: onlyForced(tools, call, settings, context) } : {}),
    ...choice,
  };
}

/** The model must call one tool: the one that takes the answer, or another first. */
function withAnswerTool(
  tools: readonly JSONObject[],
  schema: Extract<AnswerFormat, { kind: "tool" }>["schema"],
  settings: ToolSettings,
  context: EncodeContext,
): JSONObject {
  if (settings.disableParallelToolUse === false) {
    context.warnings.unsupported(
      `providerOptions.${namespace}.disableParallelToolUse`,
      "the answer is one tool call, so no other may stand beside it",
    );
  }
  const answer = {
    ...jsonAnswerTool(schema),
    ...(settings.eager ? eagerIfKnown(context) : {}),
  };
  const serial = { ...settings, disableParallelToolUse: true };
  return { tools: [...tools, answer], ...forced({ type: "any" }, serial, context) };
}

function eagerIfKnown({ compat }: EncodeContext): JSONObject {
  return compat.supportsEagerToolInputStreaming === false ? {} : { eager_input_streaming: true };
}

/** A tool that is to be called stands beside the answer, whatever else there is. */
function chosenTools({ tools = [], toolChoice }: CallOptions) {
  if (toolChoice?.type === "none") return [];
  if (toolChoice?.type !== "tool") return tools;
  return tools.filter(({ name }) => name === toolChoice.toolName);
}

/** Where a tool cannot be forced, it is the only one on offer. */
function onlyForced(
  tools: JSONObject[],
  call: CallOptions,
  { canForce }: ToolSettings,
  { names }: EncodeContext,
): JSONObject[] {
  if (canForce || call.toolChoice?.type !== "tool") return tools;
  const wireName = names.ofWire(call.toolChoice.toolName);
  return tools.filter(({ name }) => name === wireName);
}

function encodeToolChoice(
  call: CallOptions,
  settings: ToolSettings,
  context: EncodeContext,
): JSONObject {
  switch (call.toolChoice?.type) {
    case undefined:
      return settings.disableParallelToolUse ? chosen({ type: "auto" }, settings) : {};
    case "auto":
      return chosen({ type: "auto" }, settings);
    case "none":
      return { tool_choice: { type: "none" } };
    case "required":
      return forced({ type: "any" }, settings, context);
    case "tool": {
      const name = context.names.ofWire(call.toolChoice.toolName);
      return forced({ type: "tool", name }, settings, context);
    }
  }
}

/** https://docs.claude.com/en/docs/build-with-claude/extended-thinking (accessed 2026-11-22) */
function forced(
  choice: JSONObject,
  settings: ToolSettings,
  { warnings }: EncodeContext,
): JSONObject {
  if (settings.canForce) return chosen(choice, settings);
  warnings.unsupported(
    "toolChoice",
    "no tool can be forced on this model as it thinks: it may choose",
  );
  return chosen({ type: "auto" }, settings);
}

function chosen(choice: JSONObject, { disableParallelToolUse }: ToolSettings): JSONObject {
  const parallel =
    disableParallelToolUse === undefined
      ? {}
      : { disable_parallel_tool_use: disableParallelToolUse };
  return { tool_choice: { ...choice, ...parallel } };
}
