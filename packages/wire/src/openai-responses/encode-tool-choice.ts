// Which tool the model is to call, and which of them it may.
// https://platform.openai.com/docs/api-reference/responses/create#responses-create-tool_choice (accessed 2026-11-24)
import type { CallOptions, JSONObject } from "@mayros/core";
import { listOf, recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

/** By the caller's name of a tool. */
export interface ToolChoices {
  /** What a choice of it looks like. */
  readonly choice: Map<string, JSONObject>;
  /** How a list of allowed tools names it, or why none can. */
  readonly entry: Map<string, JSONObject | string>;
  /** The same by the wire's name, which such a list may use, too. */
  readonly entryOfType: Map<string, JSONObject | string>;
}

export function encodeToolChoice(
  { toolChoice }: CallOptions,
  choices: ToolChoices,
  context: EncodeContext,
): JSONObject {
  const allowed = recordOf(context.options.values.allowedTools);
  if (allowed) return { tool_choice: allowedTools(allowed, choices, context) };
  if (!toolChoice) return {};
  if (toolChoice.type !== "tool") return { tool_choice: toolChoice.type };
  const { toolName: name } = toolChoice;
  return { tool_choice: choices.choice.get(name) ?? { type: "function", name } };
}

/** The list keeps `tools` as it is, so that a cached prompt stays valid. */
function allowedTools(
  { toolNames, mode }: Readonly<Record<string, unknown>>,
  { entry, entryOfType }: ToolChoices,
  { warnings }: EncodeContext,
): JSONObject | string {
  const tools = listOf(toolNames).flatMap((name): JSONObject[] => {
    if (typeof name !== "string") return [];
    const known = entry.get(name) ?? entryOfType.get(name);
    if (typeof known === "object") return [known];
    const feature = `allowedTools entry "${name}"`;
    if (known === undefined) {
      warnings.unsupported(feature, "no tool has this name; it goes as a function's");
      return [{ type: "function", name }];
    }
    warnings.unsupported(feature, `${known}, and so cannot be listed`);
    return [];
  });
  // Nothing that may be called: the wire takes no empty list.
  if (tools.length === 0) return "none";
  return { type: "allowed_tools", mode: mode === "required" ? "required" : "auto", tools };
}
