// What every part of the encoder needs to know of the request at hand.
import type { JSONValue, ProviderOptions, Target } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import type { AnthropicMessagesCompat } from "./compat.ts";

export interface EncodeContext {
  readonly target: Target;
  readonly compat: AnthropicMessagesCompat;
  readonly options: OptionsReader;
  readonly warnings: Warnings;
  /** Features that must be named in the `anthropic-beta` header. */
  readonly betas: Set<string>;
  /** The mark that what comes before is to be cached. Counts what it gives out. */
  cacheControl(options: ProviderOptions | undefined): JSONValue | undefined;
  /** The form of a tool call's id that the wire accepts. */
  toolCallId(id: string): string;
}

/** https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching (accessed 2026-11-22) */
const MAX_CACHE_MARKS = 4;

export function createCacheControl(
  options: OptionsReader,
  warnings: Warnings,
): EncodeContext["cacheControl"] {
  let count = 0;
  return (partOptions) => {
    const mark = options.read(partOptions)?.cacheControl;
    if (!mark) return undefined;
    count++;
    if (count <= MAX_CACHE_MARKS) return mark;
    warnings.unsupported("cacheControl", `a request may hold ${MAX_CACHE_MARKS} marks at most`);
    return undefined;
  };
}
