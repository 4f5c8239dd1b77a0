// The field `text`: the format of the answer and how many words it makes.
// https://platform.openai.com/docs/guides/structured-outputs (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import { recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { normalizeSchema } from "./normalize-schema.ts";

export function encodeText(call: CallOptions, context: EncodeContext): JSONObject {
  const { textVerbosity: verbosity, textFormat } = context.options.values;
  const own = recordOf(textFormat) as JSONObject | undefined;
  const format = own ? textFormatOf(own, context) : formatFor(call, context);
  if (!format && verbosity === undefined) return {};
  const text = { ...(format ? { format } : {}), ...(verbosity === undefined ? {} : { verbosity }) };
  return { text };
}

/** A format in the wire's own words, of the whole request or from a place in the conversation on. */
export function textFormatOf(format: JSONObject, { warnings }: EncodeContext): JSONObject {
  const schema = recordOf(format.schema);
  return schema ? { ...format, schema: normalizeSchema(schema, warnings) } : format;
}

function formatFor(call: CallOptions, context: EncodeContext): JSONObject | undefined {
  const { compat, options, warnings } = context;
  const format = call.responseFormat;
  if (format?.type !== "json") return undefined;
  if (!format.schema) return { type: "json_object" };
  const strict = options.values.strictJsonSchema !== false;
  return {
    type: "json_schema",
    name: format.name ?? "response",
    ...(format.description === undefined ? {} : { description: format.description }),
    schema: normalizeSchema(format.schema, warnings),
    ...(compat.supportsStrictMode === false ? {} : { strict }),
  };
}
