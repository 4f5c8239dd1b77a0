// The definition of one tool: the caller's own, or one that the provider brings.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/implement-tool-use (accessed 2026-11-28)
import type { JSONObject, JSONValue, LanguageModelV4FunctionTool } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import type { EncodeContext } from "./encode-context.ts";
import { kindOf, type ProviderTool, type Tool } from "./provider-tools.ts";

/** https://docs.claude.com/en/docs/build-with-claude/structured-outputs (accessed 2026-11-28) */
export const STRICT_BETA = "structured-outputs-2025-11-13";

/** `eager`: whether its input is to be streamed as it is written, where nothing else is said. */
export function encodeTool(
  tool: Tool,
  eager: boolean,
  context: EncodeContext,
): JSONObject | undefined {
  return tool.type === "function"
    ? encodeFunction(tool, eager, context)
    : encodeProviderTool(tool, context);
}

function encodeProviderTool(tool: ProviderTool, context: EncodeContext): JSONObject | undefined {
  const kind = kindOf(tool);
  if (!kind) {
    context.warnings.unsupported(
      `provider-defined tool ${tool.id}`,
      "this codec knows no tool of that name",
    );
    return undefined;
  }
  if (kind.beta !== undefined) context.betas.add(kind.beta);
  const named = kind.family === "computer_toolset" ? {} : { name: kind.name };
  return { type: kind.type, ...named, ...snakeKeys(tool.args) };
}

function encodeFunction(
  tool: LanguageModelV4FunctionTool,
  eager: boolean,
  context: EncodeContext,
): JSONObject {
  const { options, betas } = context;
  const own = options.read(tool.providerOptions);
  const { deferLoading, allowedCallers } = own ?? {};
  const examples = tool.inputExamples?.map(({ input }) => input);
  if (examples || allowedCallers) betas.add("advanced-tool-use-2025-11-20");
  return {
    name: tool.name,
    ...(tool.description === undefined ? {} : { description: tool.description }),
    input_schema: tool.inputSchema as JSONObject,
    ...encodeMark(tool, context),
    ...encodeStrict(tool, context),
    ...encodeEager(tool.name, own?.eagerInputStreaming, eager, context),
    ...(deferLoading == null ? {} : { defer_loading: deferLoading }),
    ...(allowedCallers == null ? {} : { allowed_callers: allowedCallers }),
    ...(examples ? { input_examples: examples } : {}),
  };
}

function encodeMark(tool: LanguageModelV4FunctionTool, context: EncodeContext): JSONObject {
  const mark = context.cacheControl(tool.providerOptions);
  if (!mark) return {};
  if (context.compat.supportsCacheControlOnTools !== false) return { cache_control: mark };
  context.warnings.unsupported("cacheControl", "this server takes no marks on tools");
  return {};
}

function encodeStrict(
  { strict }: LanguageModelV4FunctionTool,
  { compat, warnings }: EncodeContext,
): JSONObject {
  if (compat.supportsStrictTools) return strict === undefined ? {} : { strict };
  if (strict) warnings.unsupported("strict", "this server has no strict mode");
  return {};
}

/** https://docs.claude.com/en/docs/agents-and-tools/tool-use/fine-grained-tool-streaming (accessed 2026-11-28) */
function encodeEager(
  name: string,
  wanted: JSONValue | undefined,
  byDefault: boolean,
  { compat, warnings }: EncodeContext,
): JSONObject {
  if (!(wanted ?? byDefault)) return {};
  if (compat.supportsEagerToolInputStreaming !== false) return { eager_input_streaming: true };
  if (wanted) warnings.unsupported("eagerInputStreaming", `this server does not know it (${name})`);
  return {};
}
