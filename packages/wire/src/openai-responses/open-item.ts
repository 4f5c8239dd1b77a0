// Which kind of item this is, and what reads it. Items of kinds that are not known here are carried as
// they are, so that they can go back to the server that sent them.
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, textOf } from "../json-shapes.ts";
import { openComputerCall } from "./computer-item.ts";
import {
  openCodeInterpreter,
  openFileSearch,
  openImageGeneration,
  openWebSearch,
} from "./hosted-tool-item.ts";
import type { ItemContext } from "./item-context.ts";
import { openMcpApproval, openMcpCall } from "./mcp-item.ts";
import { namespace } from "./namespace.ts";
import { type OpenItem, type OutputItem, toldAtEnd } from "./output-item.ts";
import { isUndeclaredParallel, openParallelCall } from "./parallel-call-item.ts";
import { openPatchCall } from "./patch-item.ts";
import { openProgram, openProgramOutput } from "./program-item.ts";
import { openReasoningItem, readWholeReasoning } from "./reasoning-item.ts";
import { openLocalShellCall, openShellCall, openShellOutput } from "./shell-item.ts";
import { openTextItem, readWholeText } from "./text-item.ts";
import { openCustomCall, openFunctionCall } from "./tool-call-item.ts";
import { openToolSearch, openToolSearchOutput } from "./tool-search-item.ts";

const kinds: ReadonlyMap<unknown, OpenItem> = new Map<unknown, OpenItem>([
  ["message", openTextItem],
  ["reasoning", openReasoningItem],
  ["function_call", openCall],
  ["custom_tool_call", (item, id, context) => openCustomCall(item, namesOf(item, id), context)],
  ["web_search_call", openWebSearch],
  ["file_search_call", openFileSearch],
  ["code_interpreter_call", openCodeInterpreter],
  ["image_generation_call", openImageGeneration],
  ["mcp_call", openMcpCall],
  ["mcp_approval_request", openMcpApproval],
  // Which tools a server offers: nothing of the answer.
  ["mcp_list_tools", () => ({ end() {} })],
  ["shell_call", openShellCall],
  ["shell_call_output", openShellOutput],
  ["local_shell_call", openLocalShellCall],
  ["apply_patch_call", openPatchCall],
  ["computer_call", openComputerCall],
  ["tool_search_call", openToolSearch],
  ["tool_search_output", openToolSearchOutput],
  ["program", openProgram],
  ["program_output", openProgramOutput],
]);

/** `fallbackId` names items that came without an id. */
export function openItem(item: JsonRecord, fallbackId: string, context: ItemContext): OutputItem {
  const open = kinds.get(item.type) ?? carriedItem;
  return open(item, textOf(item.id) ?? fallbackId, context);
}

export function readWholeItem(item: JsonRecord, fallbackId: string, context: ItemContext): void {
  const id = textOf(item.id) ?? fallbackId;
  if (item.type === "message") readWholeText(item, id, context);
  else if (item.type === "reasoning") readWholeReasoning(item, id, context);
  else openItem(item, fallbackId, context).end(item);
}

function openCall(item: JsonRecord, id: string, context: ItemContext): OutputItem {
  const names = namesOf(item, id);
  const inOne = isUndeclaredParallel(names.toolName, context.functions);
  return inOne ? openParallelCall(item, names, context) : openFunctionCall(item, names, context);
}

function namesOf(item: JsonRecord, itemId: string) {
  return { itemId, callId: textOf(item.call_id) ?? itemId, toolName: textOf(item.name) ?? "" };
}

const carriedItem = toldAtEnd((done, { itemId, emit }) => {
  const type = textOf(done.type);
  if (type === undefined) return;
  const details =
    type === "compaction"
      ? { type, itemId, encryptedContent: textOf(done.encrypted_content) ?? "" }
      : { type, itemId, item: done as JSONObject };
  const providerMetadata = { [namespace]: details };
  emit({ type: "custom", kind: `${namespace}.${type}`, providerMetadata });
});
