// What the caller is to do with mouse and keyboard of a computer that the model looks at.
// https://platform.openai.com/docs/guides/tools-computer-use (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";
import type { ItemContext } from "./item-context.ts";
import { itemMetadata, type OutputItem } from "./output-item.ts";

export function openComputerCall(
  item: JsonRecord,
  itemId: string,
  context: ItemContext,
): OutputItem {
  const { emit, facts, names } = context;
  const toolName = names.given("computer");
  const id = textOf(item.call_id) ?? itemId;
  emit({ type: "tool-input-start", id, toolName });
  return {
    end(done) {
      if (!done || textOf(done.call_id) === undefined) {
        emit({ type: "tool-input-end", id });
        if (done) emitServersOwn(done, itemId, context);
        return;
      }
      const input = JSON.stringify(inputOf(done));
      facts.hasToolCalls = true;
      emit({ type: "tool-input-delta", id, delta: input });
      emit({ type: "tool-input-end", id });
      emit({ type: "tool-call", toolCallId: id, toolName, input, ...itemMetadata(itemId) });
    },
  };
}

/** Without an id to answer to, the server did it itself. */
function emitServersOwn(done: JsonRecord, id: string, { emit, names }: ItemContext): void {
  const toolName = names.given("computer_use");
  emit({ type: "tool-call", toolCallId: id, toolName, input: "", providerExecuted: true });
  const result = defined({ type: "computer_use_tool_result", status: done.status });
  emit({ type: "tool-result", toolCallId: id, toolName, result });
}

function inputOf({ action, actions, pending_safety_checks, status }: JsonRecord): JSONObject {
  const list = recordsOf(actions ?? (recordOf(action) ? [action] : []));
  return defined({
    actions: list.map(({ scroll_x: scrollX, scroll_y: scrollY, keys, ...rest }) =>
      defined({ ...rest, scrollX, scrollY, keys: keys ?? undefined }),
    ),
    pendingSafetyChecks: recordsOf(pending_safety_checks).map(({ id, code, message }) =>
      defined({ id, code: code ?? undefined, message: message ?? undefined }),
    ),
    status,
  });
}
