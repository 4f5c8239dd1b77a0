// Tools that the server runs itself, from the AI SDK's arguments.
// https://ai-sdk.dev/providers/ai-sdk-providers/openai#responses-models,
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";
import { snakeKeys } from "../encode/snake-keys.ts";

export type ProviderTool = Extract<NonNullable<CallOptions["tools"]>[number], { type: "provider" }>;

/** By the wire's name of the tool. */
const encoders = new Map<string, (args: JsonRecord, name: string) => JSONObject>([
  ["web_search", snakeKeys],
  ["web_search_preview", snakeKeys],
  ["image_generation", snakeKeys],
  ["file_search", encodeFileSearch],
  ["code_interpreter", encodeCodeInterpreter],
  ["mcp", encodeMcp],
  ["custom", (args, name) => ({ name, ...snakeKeys(args) })],
]);

/** Undefined for tools that this codec cannot carry. */
export function encodeHostedTool(tool: ProviderTool): JSONObject | undefined {
  const type = hostedName(tool);
  const encode = type === undefined ? undefined : encoders.get(type);
  return type === undefined || !encode ? undefined : { type, ...encode(tool.args, tool.name) };
}

/** The wire's name of a tool of this namespace. */
export function hostedName(tool: ProviderTool): string | undefined {
  const [owner, name] = tool.id.split(".");
  return owner === namespace ? name : undefined;
}

/** Filters name the caller's own attributes and go as they are. */
function encodeFileSearch({ ranking, filters, ...args }: JsonRecord): JSONObject {
  return {
    ...snakeKeys(args),
    ...(recordOf(ranking) ? { ranking_options: snakeKeys(recordOf(ranking) ?? {}) } : {}),
    ...(filters === undefined ? {} : { filters: filters as JSONObject }),
  };
}

function encodeCodeInterpreter({ container }: JsonRecord): JSONObject {
  if (typeof container === "string") return { container };
  return { container: { type: "auto", ...snakeKeys(recordOf(container) ?? {}) } };
}

/** Names of headers are no options. */
function encodeMcp({ headers, ...args }: JsonRecord): JSONObject {
  return {
    require_approval: "never",
    ...snakeKeys(args),
    ...(headers === undefined ? {} : { headers: headers as JSONObject }),
  };
}
