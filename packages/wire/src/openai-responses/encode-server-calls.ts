// Calls of tools that the server defines, and their results, as items. The caller holds them by the AI SDK's
// names of their fields; the server wants its own back.
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-24)
import type { JSONObject } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, listOf, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { defined } from "./output-item.ts";

type Encode = (value: JsonRecord, call: ServerCall) => JSONObject;

interface ServerCall {
  readonly callId: string;
  /** The item's id; undefined where the conversation does not know it. */
  readonly id: string | undefined;
  /** The input of the call, for its result. */
  readonly asked?: JsonRecord | undefined;
}

/** Of a call's input, by type. */
export const encodeServerCall: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  [
    "local_shell",
    ({ action }, { callId, id }) => {
      const { env, ...rest } = recordOf(action) ?? {};
      // Names of variables are no options.
      const whole = defined({ ...snakeKeys(rest), env });
      return defined({ type: "local_shell_call", call_id: callId, id, action: whole });
    },
  ],
  [
    "shell",
    ({ action }, { callId, id }) => {
      const { commands, timeoutMs, maxOutputLength } = recordOf(action) ?? {};
      const limits = { timeout_ms: timeoutMs, max_output_length: maxOutputLength };
      const whole = defined({ commands, ...limits });
      return defined({
        type: "shell_call",
        call_id: callId,
        id,
        status: "completed",
        action: whole,
      });
    },
  ],
  [
    "apply_patch",
    ({ callId, operation }, { id }) =>
      defined({ type: "apply_patch_call", call_id: callId, id, status: "completed", operation }),
  ],
  [
    "computer",
    ({ actions, pendingSafetyChecks, status }, { callId, id }) =>
      defined({
        type: "computer_call",
        call_id: callId,
        id,
        status,
        actions: recordsOf(actions).map(snakeKeys),
        pending_safety_checks: listOf(pendingSafetyChecks),
      }),
  ],
  [
    "tool_search",
    ({ arguments: asked, call_id }, { callId, id }) =>
      defined({
        type: "tool_search_call",
        id: id ?? callId,
        execution: typeof call_id === "string" ? "client" : "server",
        call_id: call_id ?? null,
        status: "completed",
        arguments: asked,
      }),
  ],
  [
    "programmatic_tool_calling",
    ({ code, fingerprint }, { callId, id }) =>
      defined({ type: "program", id: id ?? callId, call_id: callId, code, fingerprint }),
  ],
]);

/** Of a result's JSON, by type; of tools that the caller runs. */
export const encodeCallersResult: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  [
    "local_shell",
    ({ output }, { callId }) =>
      defined({ type: "local_shell_call_output", call_id: callId, output }),
  ],
  ["shell", encodeShellOutput],
  [
    "apply_patch",
    ({ status, output }, { callId }) =>
      defined({ type: "apply_patch_call_output", call_id: callId, status, output }),
  ],
  [
    "computer",
    ({ output, acknowledgedSafetyChecks }, { callId }) => {
      const { imageUrl, fileId, detail } = recordOf(output) ?? {};
      const picture = { image_url: imageUrl, file_id: fileId, detail };
      return defined({
        type: "computer_call_output",
        call_id: callId,
        output: defined({ type: "computer_screenshot", ...picture }),
        acknowledged_safety_checks: acknowledgedSafetyChecks,
      });
    },
  ],
  [
    "tool_search",
    ({ tools }, { callId }) =>
      defined({
        type: "tool_search_output",
        execution: "client",
        call_id: callId,
        status: "completed",
        tools,
      }),
  ],
]);

/** The same of tools that the server ran: what can be said again. */
export const encodeServersResult: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  ["shell", encodeShellOutput],
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

function encodeShellOutput(value: JsonRecord, { callId }: ServerCall): JSONObject {
  const output = recordsOf(value.output).map(({ stdout, stderr, outcome }) => {
    const { type, exitCode } = recordOf(outcome) ?? {};
    return defined({ stdout, stderr, outcome: defined({ type, exit_code: exitCode }) });
  });
  return defined({
    type: "shell_call_output",
    call_id: callId,
    max_output_length: value.maxOutputLength ?? undefined,
    output,
  });
}

function completed(type: string, id: string): JSONObject {
  return { type, id, status: "completed" };
}

/** Attributes of a file are the caller's own. */
function encodeFound({ attributes, ...file }: JsonRecord): JSONObject {
  return { ...snakeKeys(file), ...defined({ attributes }) };
}

/** Empty where it does not say what was done. */
function encodeWebSearch(value: JsonRecord, { id, callId }: ServerCall): JSONObject {
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
