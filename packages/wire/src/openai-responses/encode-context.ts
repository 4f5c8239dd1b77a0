// What every part of the encoder needs to know of the request at hand.
import type { JSONObject, ProviderOptions, Target } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import type { OpenAIResponsesCompat } from "./compat.ts";
import type { EncodedOptions } from "./encode-options.ts";
import type { ToolNames } from "./tool-names.ts";

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

/** The mark up to which the server is to cache, on the part that ends there. */
export function breakpointOf(
  options: ProviderOptions | undefined,
  { reader }: Pick<EncodeContext, "reader">,
): JSONObject {
  const mark = reader.read(options)?.promptCacheBreakpoint;
  return mark === undefined || mark === null ? {} : { prompt_cache_breakpoint: mark };
}
