// Results of tools that the server defines and the caller runs, as items: by the server's names of their fields,
// not the AI SDK's, which the caller has them by.
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-24)
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, recordOf, recordsOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";

type Encode = (value: JsonRecord, callId: string) => JSONObject;

/** By the type of the tool. */
export const callersResultEncoders: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  [
    "local_shell",
    ({ output }, callId) => defined({ type: "local_shell_call_output", call_id: callId, output }),
  ],
  ["shell", encodeShellOutput],
  [
    "apply_patch",
    ({ status, output }, callId) =>
      defined({ type: "apply_patch_call_output", call_id: callId, status, output }),
  ],
  [
    "computer",
    ({ output, acknowledgedSafetyChecks }, callId) => {
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
    ({ tools }, callId) =>
      defined({
        type: "tool_search_output",
        execution: "client",
        call_id: callId,
        status: "completed",
        tools,
      }),
  ],
]);

/** The same whoever ran the commands. */
export function encodeShellOutput(value: JsonRecord, callId: string): JSONObject {
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
