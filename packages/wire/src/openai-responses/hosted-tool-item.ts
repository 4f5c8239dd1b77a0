// Tools that the server runs itself: what they were asked and what they found.
// https://platform.openai.com/docs/guides/tools (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";
import type { ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";
import { escaped, type OutputItem } from "./output-item.ts";

export function openWebSearch(_item: JsonRecord, id: string, context: ItemContext): OutputItem {
  const { emit } = context;
  const toolName = context.names.given("web_search");
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

export function openFileSearch(_item: JsonRecord, id: string, context: ItemContext): OutputItem {
  const { emit } = context;
  const toolName = context.names.given("file_search");
  emit({ type: "tool-call", toolCallId: id, toolName, input: "{}", providerExecuted: true });
  return {
    end(done) {
      const found = recordsOf(done?.results);
      const results = Array.isArray(done?.results) ? found.map(fileSearchResult) : null;
      const result = defined({ queries: done?.queries, results });
      emit({ type: "tool-result", toolCallId: id, toolName, result });
      for (const file of found) emitFile(file, context);
    },
  };
}

function fileSearchResult(file: JsonRecord): JSONObject {
  const { attributes, file_id: fileId, filename, score, text } = file;
  return defined({ attributes, fileId, filename, score, text });
}

/** A file is a source once, however often it was found. */
function emitFile(file: JsonRecord, context: ItemContext): void {
  const { file_id: fileId } = file;
  context.searched.files = true;
  if (context.filesFound.has(fileId)) return;
  context.filesFound.add(fileId);
  const title = textOf(file.filename) ?? String(fileId);
  context.emit({
    type: "source",
    sourceType: "document",
    id: context.sourceId(),
    mediaType: "text/plain",
    title,
    filename: title,
    providerMetadata: { [namespace]: defined({ type: "file_search", fileId }) },
  });
}

export function openCodeInterpreter(
  item: JsonRecord,
  id: string,
  { emit, names }: ItemContext,
): OutputItem {
  const toolName = names.given("code_interpreter");
  const { container_id: containerId } = item;
  const write = (delta: string): void => emit({ type: "tool-input-delta", id, delta });
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

export function openImageGeneration(
  _item: JsonRecord,
  id: string,
  { emit, names }: ItemContext,
): OutputItem {
  const toolName = names.given("image_generation");
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
