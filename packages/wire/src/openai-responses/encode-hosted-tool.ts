// The definition of a tool that the server defines, from the AI SDK's arguments.
// https://ai-sdk.dev/providers/ai-sdk-providers/openai#responses-models,
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { snakeCase, snakeKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, listOf, recordOf, textOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";
import type { OfferedTool } from "./offered-tool.ts";
import { type ProviderTool, typeOfTool } from "./tool-names.ts";

type Encode = (args: JsonRecord, name: string) => JSONObject;
const bare: Encode = () => ({});

/** By the wire's name of the tool. */
const encoders: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  ["web_search", snakeKeys],
  ["web_search_preview", snakeKeys],
  ["image_generation", snakeKeys],
  ["file_search", encodeFileSearch],
  ["code_interpreter", encodeCodeInterpreter],
  ["mcp", encodeMcp],
  ["shell", encodeShell],
  ["local_shell", bare],
  ["apply_patch", bare],
  ["computer", bare],
  ["programmatic_tool_calling", bare],
  ["tool_search", encodeToolSearch],
  ["custom", (args, name) => ({ name, ...snakeKeys(args) })],
]);

/** Undefined for tools that this codec cannot carry. */
export function encodeHostedTool(tool: ProviderTool): OfferedTool | undefined {
  const { name, args } = tool;
  const type = typeOfTool(tool);
  const encode = type === undefined ? undefined : encoders.get(type);
  if (type === undefined || !encode) return undefined;
  const encoded = { type, ...encode(args, name) };
  if (type === "custom") return { name, encoded, choice: { type, name }, entry: { type, name } };
  return { name, type, encoded, choice: { type }, entry: entryOf(type, args) };
}

/** Servers of tools are told apart by their labels. */
function entryOf(type: string, args: JsonRecord): OfferedTool["entry"] {
  if (type === "tool_search") return "it only searches for tools";
  const label = type === "mcp" ? textOf(args.serverLabel) : undefined;
  return label === undefined ? { type } : { type, server_label: label };
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

/** The arguments of a search are a schema of the caller's and go as they are. */
function encodeToolSearch({ parameters, ...args }: JsonRecord): JSONObject {
  return {
    ...snakeKeys(args),
    ...(parameters === undefined ? {} : { parameters: parameters as JSONObject }),
  };
}

function encodeShell(args: JsonRecord): JSONObject {
  const environment = recordOf(args.environment);
  if (!environment) return {};
  const { type = "local", skills, ...rest } = environment;
  const list = Array.isArray(skills) ? { skills: listOf(skills).map(encodeSkill) } : {};
  return { environment: { type: snakeCase(String(type)), ...snakeKeys(rest), ...list } };
}

function encodeSkill(value: unknown): JSONObject {
  const skill = recordOf(value) ?? {};
  if (skill.type === "skillReference") {
    const reference = recordOf(skill.providerReference)?.[namespace];
    return {
      type: "skill_reference",
      ...(typeof reference === "string" ? { skill_id: reference } : {}),
      version: textOf(skill.version) ?? "latest",
    };
  }
  // Skills on the caller's machine have no type; their source is always base64.
  const source = recordOf(skill.source);
  if (!source) return snakeKeys(skill);
  return { ...snakeKeys(skill), source: { ...snakeKeys(source), type: "base64" } };
}
