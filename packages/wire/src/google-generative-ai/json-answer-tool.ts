// JSON by a schema beside functions, on models that refuse the two together: the schema becomes a function
// that the model must call, and its arguments are the answer. The encoder and the decoder find out alike
// whether an answer is one of these, and by which name.
// https://ai.google.dev/gemini-api/docs/structured-output (accessed 2026-11-22)
import type { CallOptions, LanguageModelV4FunctionTool } from "@mayros/core";
import type { GoogleGenerativeAiCompat } from "./compat.ts";

/** Newer models take both, but not where a function is forced. */
export function jsonAnswerTool(
  { responseFormat, tools = [], toolChoice }: CallOptions,
  { generation }: Required<GoogleGenerativeAiCompat>,
): LanguageModelV4FunctionTool | undefined {
  if (responseFormat?.type !== "json" || !responseFormat.schema) return undefined;
  const offered = tools.filter((tool) => toolChoice?.type !== "none" || tool.type === "function");
  if (!offered.some((tool) => tool.type === "function")) return undefined;
  const forced = toolChoice?.type === "required" || toolChoice?.type === "tool";
  if (generation === 3 && !forced) return undefined;
  // There no function is offered, so none could be called.
  if (generation === 2 && offered.some((tool) => tool.type === "provider")) return undefined;
  return {
    type: "function",
    name: freeName(new Set(offered.map(({ name }) => name))),
    description: responseFormat.description ?? "Respond with a JSON object.",
    inputSchema: responseFormat.schema,
  };
}

function freeName(taken: ReadonlySet<string>): string {
  let name = "json";
  for (let suffix = 1; taken.has(name); suffix++) name = `json_${suffix}`;
  return name;
}

/** The call with the function in place of the format. */
export function withJsonAnswerTool(
  { responseFormat: _format, ...call }: CallOptions,
  tool: LanguageModelV4FunctionTool,
): CallOptions {
  const noTools = call.toolChoice?.type === "none";
  const offered = (call.tools ?? []).filter((each) => !noTools || each.type === "function");
  return {
    ...call,
    tools: [...offered, tool],
    toolChoice: noTools
      ? { type: "tool", toolName: tool.name }
      : call.toolChoice?.type === "tool"
        ? call.toolChoice
        : { type: "required" },
  };
}
