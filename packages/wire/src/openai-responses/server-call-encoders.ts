// Calls of tools that the server defines, as items. The caller holds them by the AI SDK's names of their fields;
// the server wants its own back.
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-24)
import type { JSONObject } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, listOf, recordOf, recordsOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";

export interface ItemIds {
  readonly callId: string;
  /** The item's own; undefined where the conversation does not know it. */
  readonly id: string | undefined;
}

type Encode = (input: JsonRecord, ids: ItemIds) => JSONObject;

/** By the type of the tool. */
export const serverCallEncoders: ReadonlyMap<string, Encode> = new Map<string, Encode>([
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
