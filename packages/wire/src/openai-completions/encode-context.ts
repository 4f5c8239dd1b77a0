// What every part of the encoder needs to know of the request at hand.
import type { JSONValue, ProviderOptions, Target } from "@mayros/core";
import { namespace as cacheControlNamespace } from "../anthropic-messages/namespace.ts";
import type { Warnings } from "../encode/create-warnings.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import type { OpenAICompletionsCompat } from "./compat.ts";

export interface EncodeContext {
  readonly target: Target;
  readonly compat: OpenAICompletionsCompat;
  readonly options: OptionsReader;
  readonly warnings: Warnings;
  /** The mark that a part is to be cached, for servers that take one. */
  cacheControl(options: ProviderOptions | undefined): JSONValue | undefined;
  /** The form of a tool call's id that the server accepts. */
  toolCallId(id: string): string;
}

/**
 * Callers write the mark under the namespace of the vendor that invented it:
 * https://openrouter.ai/docs/features/prompt-caching (accessed 2026-11-22)
 */
export function readCacheControl(
  options: ProviderOptions | undefined,
  compat: OpenAICompletionsCompat,
  warnings: Warnings,
): JSONValue | undefined {
  const mark = options?.[cacheControlNamespace]?.cacheControl;
  if (!mark || compat.cacheControlFormat) return mark;
  // Most servers of this wire cache on their own, so a mark that stays behind changes no answer.
  warnings.unsupported("cacheControl", "this server takes no marks of what to cache");
  return undefined;
}
