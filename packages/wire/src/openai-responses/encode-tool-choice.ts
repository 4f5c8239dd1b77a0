// Which tool the model is to call, and which of them it may.
// https://platform.openai.com/docs/api-reference/responses/create#responses-create-tool_choice (accessed 2026-11-24)
import type { CallOptions, JSONObject } from "@mayros/core";
import { listOf, recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import type { OfferedTool } from "./offered-tool.ts";

export function encodeToolChoice(
  { toolChoice }: CallOptions,
  offered: readonly OfferedTool[],
  context: EncodeContext,
): JSONObject {
  const allowed = recordOf(context.options.values.allowedTools);
  if (allowed) return { tool_choice: allowedTools(allowed, offered, context) };
  if (!toolChoice) return {};
  if (toolChoice.type !== "tool") return { tool_choice: toolChoice.type };
  const { toolName: name } = toolChoice;
  const chosen = offered.findLast((tool) => tool.name === name && tool.choice);
  return { tool_choice: chosen?.choice ?? { type: "function", name } };
}

/** The list keeps `tools` as it is, so that a cached prompt stays valid. */
function allowedTools(
  { toolNames, mode }: Readonly<Record<string, unknown>>,
  offered: readonly OfferedTool[],
  { warnings }: EncodeContext,
): JSONObject | string {
  const tools = listOf(toolNames).flatMap((name): JSONObject[] => {
    if (typeof name !== "string") return [];
    const known = entryOf(name, offered);
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

/** By the caller's name of a tool, or by the wire's where that says which one. */
function entryOf(name: string, offered: readonly OfferedTool[]): OfferedTool["entry"] | undefined {
  const named = offered.findLast((tool) => tool.name === name);
  if (named) return named.entry;
  const [only, ...others] = offered.filter(({ type }) => type === name);
  return others.length > 0 ? "several tools are of this type" : only?.entry;
}
