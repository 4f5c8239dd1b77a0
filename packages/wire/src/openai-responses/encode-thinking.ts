// Reasoning: whether, how much, and what of it is in the answer.
// https://platform.openai.com/docs/guides/reasoning (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import { thinkingFor } from "../encode/thinking-level.ts";
import { textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

const NONE = "none";

export interface EncodedThinking {
  readonly fields: JSONObject;
  /** Whether the model will reason. */
  readonly on: boolean;
}

/** `lastEffort`: the level that the conversation itself changes to. */
export function encodeThinking(
  call: CallOptions,
  lastEffort: string | undefined,
  context: EncodeContext,
): EncodedThinking {
  const { values } = context.options;
  const option = textOf(values.reasoningEffort);
  const { effort, off } =
    option === undefined ? effortFor(call, context) : { effort: option, off: option === NONE };
  const asks = effort !== undefined && !off;
  // Without it the thoughts of the model are not in the answer at all.
  const { reasoningSummary = asks ? "detailed" : null } = values;
  const reasoning: JSONObject = {
    ...(effort === undefined ? {} : { effort }),
    ...(reasoningSummary === null ? {} : { summary: reasoningSummary }),
    ...(values.reasoningMode === undefined ? {} : { mode: values.reasoningMode }),
    ...(values.reasoningContext === undefined ? {} : { context: values.reasoningContext }),
  };
  const { reasons } = context;
  if (!reasons) warnOfOptions(context);
  const thinks = lastEffort === undefined ? !off : lastEffort !== NONE;
  return {
    fields: reasons && Object.keys(reasoning).length > 0 ? { reasoning } : {},
    on: reasons && thinks,
  };
}

function warnOfOptions({ options, target, warnings }: EncodeContext): void {
  for (const name of [
    "reasoningEffort",
    "reasoningSummary",
    "reasoningMode",
    "reasoningContext",
  ] as const) {
    if (options.values[name] === undefined) continue;
    warnings.unsupported(name, `${target.model.id} does not reason`);
  }
}

interface Effort {
  /** The vendor's word for the level that the call asks for. */
  readonly effort?: string;
  readonly off: boolean;
}

function effortFor(call: CallOptions, context: EncodeContext): Effort {
  const { target, compat, reasons, warnings } = context;
  const model = { ...target.model, reasoning: reasons };
  const thinking = thinkingFor(call.reasoning, { ...target, model }, warnings);
  if (thinking.kind === "default") return { off: false };
  if (compat.supportsReasoningEffort === false) {
    warnings.unsupported("reasoning", "this server has no levels of reasoning");
    return { off: false };
  }
  const off = thinking.kind === "off";
  return { effort: thinking.word ?? NONE, off };
}
