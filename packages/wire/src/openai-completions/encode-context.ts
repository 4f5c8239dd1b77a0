// What every part of the encoder needs to know of the request at hand.
import type { JSONObject, JSONValue, ProviderOptions, Target } from "@mayros/core";
import { namespace as cacheControlNamespace } from "../anthropic-messages/namespace.ts";
import type { Warnings } from "../encode/create-warnings.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import type { OpenAICompletionsCompat } from "./compat.ts";
import { compatibleNamespace } from "./namespace.ts";

export interface EncodeContext {
  readonly target: Target;
  readonly compat: OpenAICompletionsCompat;
  /** Whether the model reasons, unless it is told not to. */
  readonly reasons: boolean;
  readonly options: OptionsReader;
  readonly warnings: Warnings;
  /** The form of a tool call's id that the server accepts. */
  toolCallId(id: string): string;
}

/** The fields that mark a part as the end of what is to be cached; undefined where nothing marks it. */
export function cacheMark(
  options: ProviderOptions | undefined,
  context: EncodeContext,
): JSONObject | undefined {
  const control = cacheControl(options, context);
  const breakpoint = breakpointOf(options, context);
  return breakpoint ? { ...control, prompt_cache_breakpoint: breakpoint } : control;
}

/** The same for a tool: breakpoints stand on content alone. */
export function toolMark(
  options: ProviderOptions | undefined,
  context: EncodeContext,
): JSONObject | undefined {
  if (breakpointOf(options, context)) {
    context.warnings.unsupported("promptCacheBreakpoint of a tool", "only content can hold it");
  }
  return cacheControl(options, context);
}

/** https://platform.openai.com/docs/guides/prompt-caching (accessed 2026-11-22) */
function breakpointOf(
  options: ProviderOptions | undefined,
  context: EncodeContext,
): JSONValue | undefined {
  return options && context.options.read(options)?.promptCacheBreakpoint;
}

/**
 * Callers write the mark under the namespace of the vendor that invented it:
 * https://openrouter.ai/docs/features/prompt-caching (accessed 2026-11-22)
 */
function cacheControl(
  options: ProviderOptions | undefined,
  { compat, warnings }: EncodeContext,
): JSONObject | undefined {
  const mark = options?.[cacheControlNamespace]?.cacheControl;
  if (!mark) return undefined;
  if (compat.cacheControlFormat) return { cache_control: mark };
  // Most servers of this wire cache on their own, so a mark that stays behind changes no answer.
  warnings.unsupported("cacheControl", "this server takes no marks of what to cache");
  return undefined;
}

/** Fields that a program adds to a message or a part because it knows the server. */
export function extraFields(options: ProviderOptions | undefined): JSONObject | undefined {
  return options?.[compatibleNamespace];
}

/** Who speaks, where several share a role. */
export function nameField(
  options: ProviderOptions | undefined,
  context: EncodeContext,
): JSONObject | undefined {
  const name = options && context.options.read(options)?.name;
  return typeof name === "string" ? { name } : undefined;
}
