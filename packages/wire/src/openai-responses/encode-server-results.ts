// What the server's own tools found earlier: by its id where the server keeps it, else as the item that it
// came in. Whatever stays behind is lost to the model.
// https://platform.openai.com/docs/guides/conversation-state#manually-manage-conversation-state (accessed 2026-11-24)
import type { JSONObject, LanguageModelV4ToolResultPart } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { encodeShellOutput } from "./callers-result-encoders.ts";
import { defined } from "./defined.ts";
import type { EncodeContext } from "./encode-context.ts";
import { isMcpName } from "./mcp-item.ts";
import type { ItemIds } from "./server-call-encoders.ts";

/** `asked`: the input of the call that it answers. */
export function encodeServerResult(
  part: LanguageModelV4ToolResultPart,
  asked: JsonRecord | undefined,
  context: EncodeContext,
): JSONObject[] {
  const { options, names, reader, warnings } = context;
  const { output, toolCallId: callId } = part;
  const value = output.type === "json" ? recordOf(output.value) : undefined;
  if (output.type === "execution-denied" || value?.type === "execution-denied") return [];
  if (options.hasConversation) return [];
  const type = isMcpName(part.toolName) ? "mcp" : names.typeOf(part.toolName);
  const id = textOf(reader.read(part.providerOptions)?.itemId);
  // Its item has an id of its own, which the conversation does not know.
  const isShell = type === "shell" && names.offers(type);
  if (options.stored && !isShell) return [{ type: "item_reference", id: id ?? callId }];
  const encode = encoders.get(type);
  const item = value && encode?.(value, { callId, id, asked });
  if (item && Object.keys(item).length > 0) return [item];
  warnings.other(
    `a result of ${part.toolName} is left out: the server takes it back only if it keeps it (store)`,
  );
  return [];
}

interface ServerResult extends ItemIds {
  /** The input of the call that it answers. */
  readonly asked: JsonRecord | undefined;
}

type Encode = (value: JsonRecord, result: ServerResult) => JSONObject;

/** By the type of the tool: what can be said again. */
const encoders: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  ["shell", (value, { callId }) => encodeShellOutput(value, callId)],
  [
    "tool_search",
    ({ tools }, { callId, id }) =>
      defined({
        type: "tool_search_output",
        id: id ?? callId,
        execution: "server",
        call_id: null,
        status: "completed",
        tools,
      }),
  ],
  [
    "programmatic_tool_calling",
    ({ result, status }, { callId, id }) =>
      defined({ type: "program_output", id: id ?? callId, call_id: callId, result, status }),
  ],
  [
    "file_search",
    ({ queries, results }, { callId: id }) =>
      defined({
        ...completed("file_search_call", id),
        queries,
        results: Array.isArray(results) ? recordsOf(results).map(encodeFound) : null,
      }),
  ],
  [
    "code_interpreter",
    ({ outputs = null }, { callId: id, asked }) =>
      defined({
        ...completed("code_interpreter_call", id),
        code: asked?.code ?? null,
        container_id: asked?.containerId,
        outputs,
      }),
  ],
  [
    "image_generation",
    ({ result }, { callId: id }) => defined({ ...completed("image_generation_call", id), result }),
  ],
  [
    "mcp",
    (
      { serverLabel, name, arguments: asked, output = null, error = null },
      { callId, id = callId },
    ) =>
      defined({
        type: "mcp_call",
        id,
        // A call that was approved is known by its request (see mcp-item.ts).
        approval_request_id: id === callId ? null : callId,
        server_label: serverLabel,
        name,
        arguments: asked,
        output,
        error,
      }),
  ],
  ["web_search", encodeWebSearch],
  ["web_search_preview", encodeWebSearch],
]);

function completed(type: string, id: string): JSONObject {
  return { type, id, status: "completed" };
}

/** Attributes of a file are the caller's own. */
function encodeFound({ attributes, ...file }: JsonRecord): JSONObject {
  return { ...snakeKeys(file), ...defined({ attributes }) };
}

/** Empty where it does not say what was done. */
function encodeWebSearch(value: JsonRecord, { id, callId }: ItemIds): JSONObject {
  const action = webSearchAction(value);
  return action ? { ...completed("web_search_call", id ?? callId), action } : {};
}

function webSearchAction({ action, sources }: JsonRecord): JSONObject | undefined {
  const { type, query, queries, url, pattern } = recordOf(action) ?? {};
  switch (textOf(type)) {
    case "search": {
      const asked = { query: query ?? undefined, queries: queries ?? undefined };
      return defined({ type, ...asked, sources: sources ?? undefined });
    }
    case "openPage":
      return defined({ type: "open_page", url });
    case "findInPage":
      return defined({ type: "find_in_page", url, pattern });
    default:
      return undefined;
  }
}
