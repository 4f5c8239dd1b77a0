// What every part of the encoder needs to know of the request at hand.
import type { CallOptions, JSONValue, ProviderOptions, Target } from "@mayros/core";
import { createToolCallIds } from "../encode/create-tool-call-ids.ts";
import { createWarnings, type Warnings } from "../encode/create-warnings.ts";
import { createOptionsReader, type OptionsReader } from "../encode/read-provider-options.ts";
import { type AnthropicMessagesCompat, compatOf } from "./compat.ts";
import { api, namespace } from "./namespace.ts";
import { runsCode } from "./provider-tools.ts";
import { inlineTools } from "./system-options.ts";
import { createToolNames, type ToolNames } from "./tool-names.ts";

export interface EncodeContext {
  readonly target: Target;
  readonly compat: AnthropicMessagesCompat;
  readonly options: OptionsReader;
  readonly warnings: Warnings;
  readonly names: ToolNames;
  /** Whether the call offers code execution. */
  readonly runsCode: boolean;
  /** Features that must be named in the `anthropic-beta` header. */
  readonly betas: Set<string>;
  /** The mark that what comes before is to be cached. Counts what it gives out. */
  cacheControl(options: ProviderOptions | undefined): JSONValue | undefined;
  /** The form of a tool call's id that the wire accepts. */
  toolCallId(id: string): string;
}

export function createEncodeContext(call: CallOptions, target: Target): EncodeContext {
  const warnings = createWarnings();
  const options = createOptionsReader(call.providerOptions, target, namespace, api);
  const ofCall = { ...options.shared, ...options.direct };
  return {
    target,
    compat: compatOf(target.compat),
    options,
    warnings,
    names: createToolNames([...inlineTools(call.prompt, options), ...(call.tools ?? [])]),
    runsCode: runsCode(call.tools),
    betas: new Set(),
    // The mark of a whole thread counts among the others.
    cacheControl: createCacheControl(
      options,
      warnings,
      ofCall.thread && ofCall.cacheControl ? 1 : 0,
    ),
    toolCallId: createToolCallIds("word"),
  };
}

/** https://docs.claude.com/en/docs/build-with-claude/prompt-caching (accessed 2026-11-22) */
const MAX_CACHE_MARKS = 4;

/** `given`: marks that the request has elsewhere. */
function createCacheControl(
  options: OptionsReader,
  warnings: Warnings,
  given: number,
): EncodeContext["cacheControl"] {
  let count = given;
  return (partOptions) => {
    const own = options.read(partOptions);
    const mark = own?.cacheControl ?? own?.cache_control;
    if (!mark) return undefined;
    count++;
    if (count <= MAX_CACHE_MARKS) return mark;
    warnings.unsupported(
      "cacheControl breakpoint limit",
      `a request may hold ${MAX_CACHE_MARKS} marks at most`,
    );
    return undefined;
  };
}
