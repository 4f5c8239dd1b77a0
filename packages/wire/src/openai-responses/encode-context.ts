// What every part of the encoder needs to know of the request at hand.
import type { CallOptions, JSONObject, ProviderOptions, Target } from "@mayros/core";
import { createWarnings, type Warnings } from "../encode/create-warnings.ts";
import { createOptionsReader, type OptionsReader } from "../encode/read-provider-options.ts";
import { reasonsIn } from "../encode/thinking-level.ts";
import { textOf } from "../json-shapes.ts";
import { compatOf, type OpenAIResponsesCompat } from "./compat.ts";
import { type EncodedOptions, encodeOptions } from "./encode-options.ts";
import { api, namespace } from "./namespace.ts";
import { type ToolNames, toolNamesOf } from "./tool-names.ts";

export interface EncodeContext {
  readonly target: Target;
  readonly compat: OpenAIResponsesCompat;
  readonly reader: OptionsReader;
  readonly warnings: Warnings;
  readonly options: EncodedOptions;
  /** Whether the model reasons, by its declaration or because the call says so. */
  readonly reasons: boolean;
  /** The caller's names of the server's tools. */
  readonly names: ToolNames;
  /** Functions that promise JSON of a schema as their result. */
  readonly promiseJson: ReadonlySet<string>;
}

export function createEncodeContext(call: CallOptions, target: Target): EncodeContext {
  const warnings = createWarnings();
  const compat = compatOf(target.compat);
  const reader = createOptionsReader(call.providerOptions, target, namespace, api);
  const options = encodeOptions(reader, compat, warnings);
  const { forceReasoning, reasoningEffort } = options.values;
  const level = textOf(reasoningEffort) ?? call.reasoning;
  const promiseJson = (call.tools ?? []).filter(
    (tool) => tool.type === "function" && reader.read(tool.providerOptions)?.outputSchema,
  );
  return {
    target,
    compat,
    reader,
    warnings,
    options,
    reasons: typeof forceReasoning === "boolean" ? forceReasoning : reasonsIn(level, target),
    names: toolNamesOf(call.tools),
    promiseJson: new Set(promiseJson.map((tool) => tool.name)),
  };
}

/** The mark up to which the server is to cache, on the part that ends there. */
export function breakpointOf(
  options: ProviderOptions | undefined,
  { reader }: Pick<EncodeContext, "reader">,
): JSONObject {
  const mark = reader.read(options)?.promptCacheBreakpoint;
  return mark === undefined || mark === null ? {} : { prompt_cache_breakpoint: mark };
}
