// Tools of servers that the server itself asks, by the model context protocol. They are known to nobody
// but the server, so their calls are dynamic and their names say where they come from.
// https://platform.openai.com/docs/guides/tools-connectors-mcp (accessed 2026-11-22)
import { type JsonRecord, textOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";
import { namespace } from "./namespace.ts";
import { itemMetadata, toldAtEnd } from "./output-item.ts";

const PREFIX = "mcp.";

export function isMcpName(toolName: string): boolean {
  return toolName.startsWith(PREFIX);
}

/** The name of such a tool on its own server. */
export function mcpNameOf(toolName: string): string {
  return isMcpName(toolName) ? toolName.slice(PREFIX.length) : toolName;
}

export const openMcpCall = toldAtEnd((done, { itemId, emit }) => {
  // A call that was approved has the id that its request for approval had.
  const toolCallId = textOf(done.approval_request_id) ?? itemId;
  const call = callOf(done, toolCallId);
  emit(call);
  const { server_label: serverLabel, name, output, error } = done;
  const result = defined({
    type: "call",
    serverLabel,
    name,
    arguments: done.arguments,
    output: output ?? undefined,
    error: error ?? undefined,
  });
  const { toolName } = call;
  emit({ type: "tool-result", toolCallId, toolName, result, ...itemMetadata(itemId) });
});

export const openMcpApproval = toldAtEnd((done, { itemId, emit }) => {
  const approvalId = textOf(done.approval_request_id) ?? itemId;
  // Where the server keeps nothing, the request goes back to it with the answer.
  const details = defined({
    approvalRequestId: approvalId,
    serverLabel: textOf(done.server_label),
  });
  emit({ ...callOf(done, approvalId), providerMetadata: { [namespace]: details } });
  emit({ type: "tool-approval-request", approvalId, toolCallId: approvalId });
});

function callOf(done: JsonRecord, toolCallId: string) {
  return {
    type: "tool-call",
    toolCallId,
    toolName: `${PREFIX}${textOf(done.name) ?? ""}`,
    input: textOf(done.arguments) ?? "{}",
    providerExecuted: true,
    dynamic: true,
  } as const;
}
