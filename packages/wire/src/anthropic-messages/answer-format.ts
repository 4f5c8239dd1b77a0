// JSON by a schema: as the format of the answer where the server has one and the schema fits it, else as a
// tool that the model must call, whose input is the answer. Encoder and decoder both ask here.
// https://docs.claude.com/en/docs/build-with-claude/structured-outputs (accessed 2026-11-28)
import type { CallOptions, JSONObject, Target } from "@mayros/core";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { type AnthropicMessagesCompat, compatOf } from "./compat.ts";
import { fitsNativeFormat } from "./fits-native-format.ts";
import { api, namespace } from "./namespace.ts";

/** The AI SDK's name. A tool of the caller that has it, too, is not told from this one. */
export const JSON_ANSWER_TOOL = "json";

type Schema = Required<Extract<CallOptions["responseFormat"], { type: "json" }>>["schema"];

export type AnswerFormat =
  | { readonly kind: "text" }
  /** `forced`: a tool was wanted, but this model cannot be made to call one. */
  | { readonly kind: "format"; readonly schema: Schema; readonly forced?: boolean }
  | { readonly kind: "tool"; readonly schema: Schema };

export function answerFormat(call: CallOptions, target: Target): AnswerFormat {
  const format = call.responseFormat;
  if (format?.type !== "json" || !format.schema) return { kind: "text" };
  const { schema } = format;
  const compat = compatOf(target.compat);
  const { shared, direct } = createOptionsReader(call.providerOptions, target, namespace, api);
  const mode = direct.structuredOutputMode ?? shared.structuredOutputMode ?? "auto";
  if (mode === "outputFormat") return { kind: "format", schema };
  const fits = hasFormat(compat) && fitsNativeFormat(schema);
  if (fits && mode === "auto") return { kind: "format", schema };
  if (fits && compat.supportsForcedToolChoice === false) {
    return { kind: "format", schema, forced: true };
  }
  return { kind: "tool", schema };
}

/** The vendor brought both at once, as "structured outputs". */
function hasFormat({ supportsJsonSchema, supportsStrictTools }: AnthropicMessagesCompat): boolean {
  return supportsJsonSchema ?? supportsStrictTools ?? false;
}

export function jsonAnswerTool(schema: Schema): JSONObject {
  return {
    name: JSON_ANSWER_TOOL,
    description: "Respond with a JSON object.",
    input_schema: schema as JSONObject,
  };
}
