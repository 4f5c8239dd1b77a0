// A change of a file that the caller is to make; the text of the change arrives in pieces.
// https://platform.openai.com/docs/guides/tools-apply-patch (accessed 2026-11-22)
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import type { ItemContext } from "./item-context.ts";
import { escaped, itemMetadata, type OutputItem } from "./output-item.ts";

export function openPatchCall(item: JsonRecord, itemId: string, context: ItemContext): OutputItem {
  const { emit, facts } = context;
  const toolName = context.names.given("apply_patch");
  const id = textOf(item.call_id) ?? itemId;
  const operation = recordOf(item.operation) ?? {};
  const write = (delta: string): void => emit({ type: "tool-input-delta", id, delta });
  let wrote = false;
  let open = true;

  function close(diff: unknown): void {
    if (!open) return;
    open = false;
    if (!wrote && typeof diff === "string") write(escaped(diff));
    write('"}}');
    emit({ type: "tool-input-end", id });
  }

  emit({ type: "tool-input-start", id, toolName });
  if (operation.type === "delete_file") {
    open = false;
    write(JSON.stringify({ callId: id, operation }));
    emit({ type: "tool-input-end", id });
  } else {
    const [type, path] = [escaped(operation.type), escaped(operation.path)];
    write(`{"callId":"${escaped(id)}","operation":{"type":"${type}","path":"${path}","diff":"`);
  }
  return {
    event(type, { delta, diff }) {
      if (type === "apply_patch_call_operation_diff.done") close(diff);
      else if (type === "apply_patch_call_operation_diff.delta" && typeof delta === "string") {
        wrote = true;
        write(escaped(delta));
      }
    },
    end(done) {
      close(recordOf(done?.operation)?.diff);
      if (done?.status !== "completed") return;
      facts.hasToolCalls = true;
      const input = JSON.stringify({ callId: id, operation: done.operation });
      emit({ type: "tool-call", toolCallId: id, toolName, input, ...itemMetadata(itemId) });
    },
  };
}
