// Changes of the settings in the middle of a conversation: items, so that the prompt before them stays the
// same and cached.
// https://platform.openai.com/docs/guides/reasoning#change-reasoning-mid-conversation (accessed 2026-11-24)
import type { JSONObject, JSONValue } from "@mayros/core";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { textFormatOf } from "./encode-text.ts";

interface Changes {
  readonly reasoningEffortUpdate?: JSONValue | undefined;
  readonly textFormatUpdate?: JSONValue | undefined;
}

export function encodeConfiguration(
  changes: Changes | undefined,
  context: EncodeContext,
): JSONObject[] {
  const effort = textOf(changes?.reasoningEffortUpdate);
  const format = recordOf(changes?.textFormatUpdate) as JSONObject | undefined;
  if (effort === undefined && !format) return [];
  const reason = whyNot(context);
  if (reason) {
    const feature = effort === undefined ? "textFormatUpdate" : "reasoningEffortUpdate";
    context.warnings.unsupported(feature, reason);
    return [];
  }
  return [
    {
      type: "configuration_update",
      ...(effort === undefined ? {} : { reasoning: { effort } }),
      ...(format ? { text: { format: textFormatOf(format, context) } } : {}),
    },
  ];
}

function whyNot({ compat, options, target }: EncodeContext): string | undefined {
  const { values, fields } = options;
  if (compat.supportsMidConvoEffort !== true) {
    return `${target.model.id} takes no changes in the middle of a conversation`;
  }
  const rewrites = fields.context_management !== undefined || fields.truncation === "auto";
  return rewrites || values.reasoningMode === "pro"
    ? "the server takes no changes in the pro mode or where it shortens the conversation itself"
    : undefined;
}
