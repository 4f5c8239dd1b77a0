// The conversation as a list of items. System and user messages are here; what a model said and what
// tools answered have files of their own.
import type { CallOptions, JSONObject, LanguageModelV4Message } from "@mayros/core";
import { recordOf, textOf } from "../json-shapes.ts";
import { encodeAssistant } from "./encode-assistant.ts";
import { encodeConfiguration } from "./encode-configuration.ts";
import { breakpointOf, type EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { createParallelCalls } from "./encode-parallel-calls.ts";
import { additionalTools, encodeToolMessage } from "./encode-tool-results.ts";

export function encodeInput(call: CallOptions, context: EncodeContext): JSONObject[] {
  const parallel = createParallelCalls(call.prompt, context);
  const state = { approved: new Set<string>(), parallel };
  const items = call.prompt.flatMap((message) => {
    switch (message.role) {
      case "system":
        return encodeSystem(message, context);
      case "user":
        return [encodeUser(message, context)];
      case "assistant":
        return encodeAssistant(message, parallel, context);
      default:
        return encodeToolMessage(message, state, context);
    }
  });
  const { reasoningEffortUpdate: effort, compactionTrigger } = context.options.values;
  return [
    ...mergeUpdates([...encodeConfiguration({ reasoningEffortUpdate: effort }, context), ...items]),
    ...(compactionTrigger === true ? [{ type: "compaction_trigger" }] : []),
  ];
}

/** The server refuses two changes in a row; together they say what the second one leaves. */
function mergeUpdates(items: readonly JSONObject[]): JSONObject[] {
  const merged: JSONObject[] = [];
  for (const item of items) {
    const before = merged.at(-1);
    const follows = before?.type === UPDATE && item.type === UPDATE;
    if (follows) merged[merged.length - 1] = { ...before, ...item };
    else merged.push(item);
  }
  return merged;
}

const UPDATE = "configuration_update";

/** The level of reasoning that the conversation ends with, where it changes on the way. */
export function lastEffort(input: readonly JSONObject[]): string | undefined {
  const efforts = input.map((item) =>
    item.type === UPDATE ? textOf(recordOf(item.reasoning)?.effort) : undefined,
  );
  return efforts.findLast((effort) => effort !== undefined);
}

function encodeSystem(
  message: Extract<LanguageModelV4Message, { role: "system" }>,
  context: EncodeContext,
): JSONObject[] {
  const { options, reader, warnings } = context;
  const own = reader.read(message.providerOptions);
  if (message.content === "") {
    // A message that says nothing may stand for what changes at its place.
    const changes = [
      ...encodeConfiguration(own, context),
      ...additionalTools(message.providerOptions, context),
    ];
    if (changes.length > 0 || controlsIn(own).length > 0) return changes;
  }
  for (const name of controlsIn(own)) {
    warnings.unsupported(name, "only a system message that says nothing can hold it");
  }
  if (options.values.systemMessageMode === "remove") {
    warnings.other("system messages are left out, as systemMessageMode says");
    return [];
  }
  const mark = breakpointOf(message.providerOptions, context);
  const { content: text } = message;
  const marked = Object.keys(mark).length > 0;
  const content = marked ? [{ type: "input_text", text, ...mark }] : text;
  return [{ role: systemRole(context), content }];
}

function controlsIn(own: JSONObject | undefined): string[] {
  const controls = ["reasoningEffortUpdate", "textFormatUpdate", "additionalTools"];
  return controls.filter((name) => own?.[name] !== undefined);
}

function systemRole({ compat, options, reasons }: EncodeContext): string {
  const mode = options.values.systemMessageMode;
  if (mode === "system" || mode === "developer") return mode;
  return reasons && compat.supportsDeveloperRole !== false ? "developer" : "system";
}

function encodeUser(
  message: Extract<LanguageModelV4Message, { role: "user" }>,
  context: EncodeContext,
): JSONObject {
  const content = message.content.map((part, index): JSONObject => {
    if (part.type === "file") return encodeFile(part, index, context);
    return { type: "input_text", text: part.text, ...breakpointOf(part.providerOptions, context) };
  });
  return { role: "user", content };
}
