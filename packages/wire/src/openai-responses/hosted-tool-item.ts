// Tools that the server runs itself: what they were asked and what they found. Their names are the
// wire's own, because a decoder does not see what the caller named them.
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import { type JsonRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";
import type { ItemContext, OutputItem } from "./output-item.ts";

type Open = (item: JsonRecord, id: string, context: ItemContext) => OutputItem;

export const hostedTools: ReadonlyMap<unknown, Open> = new Map<unknown, Open>([
  ["web_search_call", openWebSearch],
  ["file_search_call", openFileSearch],
  ["code_interpreter_call", openCodeInterpreter],
  ["image_generation_call", openImageGeneration],
  ["mcp_call", openMcpCall],
  ["mcp_approval_request", openMcpApproval],
  // Which tools a server offers: nothing of the answer.
  ["mcp_list_tools", () => ({ end() {} })],
]);

/** Absent fields stay absent. */
function defined(fields: Readonly<Record<string, unknown>>): JSONObject {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as JSONObject;
}

function openWebSearch(_item: JsonRecord, id: string, context: ItemContext): OutputItem {
  const { emit } = context;
  const toolName = "web_search";
  emit({ type: "tool-input-start", id, toolName, providerExecuted: true });
  emit({ type: "tool-input-end", id });
  emit({ type: "tool-call", toolCallId: id, toolName, input: "{}", providerExecuted: true });
  return {
    end(done) {
      const status = textOf(done?.status);
      const action = recordOf(done?.action);
      const failed = status !== "completed";
      const result = failed ? defined({ status }) : webSearchResult(action);
      emit({
        type: "tool-result",
        toolCallId: id,
        toolName,
        result,
        ...(failed ? { isError: true } : {}),
      });
      if (action?.type !== "search") return;
      for (const source of recordsOf(action.sources)) {
        const url = textOf(source.url);
        if (source.type !== "url" || url === undefined) continue;
        context.searched.pages = true;
        emit({ type: "source", sourceType: "url", id: context.sourceId(), url });
      }
    },
  };
}

function webSearchResult(action: JsonRecord | undefined): JSONObject {
  const { type, query, queries, sources, url, pattern } = action ?? {};
  switch (type) {
    case "search":
      return defined({
        action: defined({ type, query: query ?? undefined, queries: queries ?? undefined }),
        sources: sources ?? undefined,
      });
    case "open_page":
      return { action: defined({ type: "openPage", url }) };
    case "find_in_page":
      return { action: defined({ type: "findInPage", url, pattern }) };
    default:
      return {};
  }
}

function openFileSearch(_item: JsonRecord, id: string, context: ItemContext): OutputItem {
  const { emit } = context;
  const toolName = "file_search";
  emit({ type: "tool-call", toolCallId: id, toolName, input: "{}", providerExecuted: true });
  return {
    end(done) {
      const found = recordsOf(done?.results);
      const results = Array.isArray(done?.results) ? found.map(fileSearchResult) : null;
      const result = defined({ queries: done?.queries, results });
      emit({ type: "tool-result", toolCallId: id, toolName, result });
      const files = new Map(found.map((file) => [file.file_id, file]));
      for (const file of files.values()) {
        context.searched.files = true;
        const title = textOf(file.filename) ?? String(file.file_id);
        emit({
          type: "source",
          sourceType: "document",
          id: context.sourceId(),
          mediaType: "text/plain",
          title,
          filename: title,
          providerMetadata: { [namespace]: defined({ type: "file_search", fileId: file.file_id }) },
        });
      }
    },
  };
}

function fileSearchResult(file: JsonRecord): JSONObject {
  const { attributes, file_id: fileId, filename, score, text } = file;
  return defined({ attributes, fileId, filename, score, text });
}

function openCodeInterpreter(item: JsonRecord, id: string, { emit }: ItemContext): OutputItem {
  const toolName = "code_interpreter";
  const { container_id: containerId } = item;
  const write = (delta: string): void => emit({ type: "tool-input-delta", id, delta });
  const escaped = (text: unknown): string => JSON.stringify(String(text)).slice(1, -1);
  let code = "";
  let called = false;

  function call(whole: unknown): void {
    if (called) return;
    called = true;
    if (code === "" && typeof whole === "string" && whole !== "") write(escaped(whole));
    write('"}');
    emit({ type: "tool-input-end", id });
    const input = JSON.stringify({ code: whole ?? code, containerId });
    emit({ type: "tool-call", toolCallId: id, toolName, input, providerExecuted: true });
  }

  emit({ type: "tool-input-start", id, toolName, providerExecuted: true });
  write(`{"containerId":"${escaped(containerId)}","code":"`);
  return {
    event(type, value) {
      if (type === "code_interpreter_call_code.done") call(value.code);
      else if (type === "code_interpreter_call_code.delta" && typeof value.delta === "string") {
        code += value.delta;
        write(escaped(value.delta));
      }
    },
    end(done) {
      call(done?.code);
      const result = defined({ outputs: done?.outputs });
      emit({ type: "tool-result", toolCallId: id, toolName, result });
    },
  };
}

function openImageGeneration(_item: JsonRecord, id: string, { emit }: ItemContext): OutputItem {
  const toolName = "image_generation";
  emit({ type: "tool-call", toolCallId: id, toolName, input: "{}", providerExecuted: true });
  const tell = (image: unknown, preliminary: { preliminary?: true }): void =>
    emit({
      type: "tool-result",
      toolCallId: id,
      toolName,
      result: defined({ result: image }),
      ...preliminary,
    });
  return {
    event(type, value) {
      if (type !== "image_generation_call.partial_image") return;
      tell(value.partial_image_b64, { preliminary: true });
    },
    end: (done) => tell(done?.result, {}),
  };
}

function openMcpCall(_item: JsonRecord, id: string, { emit }: ItemContext): OutputItem {
  return {
    end(done) {
      if (!done) return;
      // A call that was approved has the id that its request for approval had.
      const toolCallId = textOf(done.approval_request_id) ?? id;
      const toolName = `mcp.${textOf(done.name) ?? ""}`;
      const input = textOf(done.arguments) ?? "{}";
      const { server_label: serverLabel, name, output, error } = done;
      emit({
        type: "tool-call",
        toolCallId,
        toolName,
        input,
        providerExecuted: true,
        dynamic: true,
      });
      const result: NonNullable<JSONValue> = defined({
        type: "call",
        serverLabel,
        name,
        arguments: done.arguments,
        output: output ?? undefined,
        error: error ?? undefined,
      });
      const providerMetadata = { [namespace]: { itemId: id } };
      emit({ type: "tool-result", toolCallId, toolName, result, providerMetadata });
    },
  };
}

function openMcpApproval(_item: JsonRecord, id: string, { emit }: ItemContext): OutputItem {
  return {
    end(done) {
      if (!done) return;
      const approvalId = textOf(done.approval_request_id) ?? id;
      emit({
        type: "tool-call",
        toolCallId: approvalId,
        toolName: `mcp.${textOf(done.name) ?? ""}`,
        input: textOf(done.arguments) ?? "{}",
        providerExecuted: true,
        dynamic: true,
      });
      emit({ type: "tool-approval-request", approvalId, toolCallId: approvalId });
    },
  };
}
