// Programs that the model writes and the server runs, to call the caller's tools many times.
// https://platform.openai.com/docs/guides/tools-programmatic-tool-calling (accessed 2026-11-22)
import { defined } from "./defined.ts";
import { itemMetadata, toldAtEnd } from "./output-item.ts";

const TYPE = "programmatic_tool_calling";

export const openProgram = toldAtEnd(({ code, fingerprint }, { callId, itemId, emit, names }) =>
  emit({
    type: "tool-call",
    toolCallId: callId,
    toolName: names.given(TYPE),
    input: JSON.stringify({ code, fingerprint }),
    providerExecuted: true,
    ...itemMetadata(itemId),
  }),
);

export const openProgramOutput = toldAtEnd(({ result, status }, { callId, itemId, emit, names }) =>
  emit({
    type: "tool-result",
    toolCallId: callId,
    toolName: names.given(TYPE),
    result: defined({ result, status }),
    ...itemMetadata(itemId),
  }),
);
