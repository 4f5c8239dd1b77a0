// Provider options of a call. Options under the namespace are the AI SDK's, by its names; options under
// the provider's id or the wire's name that are not known here go to the server as they are, because
// whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/anthropic (accessed 2026-11-28)
import type { JSONObject, JSONValue } from "@mayros/core";
import { takeOption } from "../encode/read-provider-options.ts";
import { snakeKeys } from "../encode/snake-keys.ts";
import { listOf, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { fieldsOfOption } from "./fields-of-option.ts";
import { namespace } from "./namespace.ts";

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = ["max_tokens", "messages", "model", "stream", "system"];

export interface EncodedOptions {
  readonly fields: JSONObject;
  readonly disableParallelToolUse: boolean | undefined;
  readonly sendReasoning: boolean;
  readonly toolStreaming: boolean;
  readonly effort: string | undefined;
  readonly taskBudget: JSONObject | undefined;
  readonly thinking: JSONValue | undefined;
  /** Named by the caller, as an option. */
  readonly betas: readonly string[];
}

export function encodeOptions(context: EncodeContext): EncodedOptions {
  const { options, warnings } = context;
  const shared = { ...options.shared };
  const direct = { ...options.direct };
  const take = (name: string): JSONValue | undefined => {
    const fromShared = takeOption(shared, name);
    return takeOption(direct, name) ?? fromShared;
  };
  const fields: JSONObject = {};
  for (const [name, encode] of fieldsOfOption) {
    const value = take(name);
    if (value !== undefined) Object.assign(fields, encode(value, context));
  }
  const parallel = take("disableParallelToolUse");
  const budget = recordOf(take("taskBudget"));
  if (budget) context.betas.add("task-budgets-2026-03-13");
  // The decoder and the format of the answer read these two.
  take("includePings");
  take("structuredOutputMode");
  const known = {
    disableParallelToolUse: typeof parallel === "boolean" ? parallel : undefined,
    sendReasoning: take("sendReasoning") !== false,
    toolStreaming: take("toolStreaming") !== false,
    effort: textOf(take("effort")),
    taskBudget: budget ? snakeKeys(budget) : undefined,
    thinking: take("thinking"),
    betas: listOf(take("anthropicBeta")).filter((beta) => typeof beta === "string"),
  };
  for (const name of Object.keys(shared)) {
    warnings.unsupported(`providerOptions.${namespace}.${name}`, "this codec has no such option");
  }
  for (const name of own) {
    if (takeOption(direct, name) === undefined) continue;
    warnings.unsupported(`provider option ${name}`, "it is set by the codec alone");
  }
  return { fields: { ...fields, ...direct }, ...known };
}
