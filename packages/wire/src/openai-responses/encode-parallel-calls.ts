// Calls that came as one (see parallel-call-item.ts) go back as one to a server that keeps the
// conversation: it knows only the one. Elsewhere each of them is a call of its own.
import type {
  CallOptions,
  JSONObject,
  LanguageModelV4ToolResultPart,
  ProviderOptions,
} from "@mayros/core";
import { numberOf, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

interface Member {
  readonly callId: string;
  readonly toolName: string;
  readonly index: number;
  readonly count: number;
  /** Only the first one has it. */
  readonly input: string | undefined;
}

interface Group {
  readonly toolName: string;
  readonly input: string;
  readonly results: readonly LanguageModelV4ToolResultPart[];
}

type ResultOutput = (part: LanguageModelV4ToolResultPart) => string | JSONObject[];

export interface ParallelCalls {
  /** The items in the place of a call that came so; undefined for every other one. */
  encodeCall(options: ProviderOptions | undefined): JSONObject[] | undefined;
  /** The same for its result. */
  encodeResult(
    part: LanguageModelV4ToolResultPart,
    outputOf: ResultOutput,
  ): JSONObject[] | undefined;
}

export function createParallelCalls(
  prompt: CallOptions["prompt"],
  context: EncodeContext,
): ParallelCalls {
  const { hasConversation, hasPrevious } = context.options;
  const kept = hasConversation || hasPrevious;
  const groups = kept ? groupsOf(prompt, context) : new Map<string, Group>();
  const toldCalls = new Set<string>();
  const toldResults = new Set<string>();
  function groupOf(options: ProviderOptions | undefined, told: Set<string>) {
    const callId = groups.size > 0 ? memberOf(options, context)?.callId : undefined;
    const group = callId === undefined ? undefined : groups.get(callId);
    if (callId === undefined || !group) return undefined;
    const isFirst = !told.has(callId);
    told.add(callId);
    return { callId, group, isFirst };
  }
  return {
    encodeCall(options) {
      const found = groupOf(options, toldCalls);
      if (!found) return undefined;
      const { callId, group, isFirst } = found;
      if (!isFirst || hasConversation) return [];
      const { toolName: name, input } = group;
      return [{ type: "function_call", call_id: callId, name, arguments: input }];
    },
    encodeResult(part, outputOf) {
      const found = groupOf(part.providerOptions, toldResults);
      if (!found) return undefined;
      if (!found.isFirst) return [];
      const output = joined(found.group.results.map(outputOf));
      return [{ type: "function_call_output", call_id: found.callId, output }];
    },
  };
}

/** One result in the order of the calls, with the marks of the cache kept. */
function joined(outputs: readonly (string | JSONObject[])[]): string | JSONObject[] {
  const marks = outputs.map((output) => (Array.isArray(output) ? markOf(output) : undefined));
  const texts = outputs.map((output, index) => {
    if (typeof output === "string") return output;
    return marks[index] ? (textOf(output[0]?.text) ?? "") : JSON.stringify(output);
  });
  if (marks.every((mark) => mark === undefined)) return texts.join("\n");
  return texts.map((text, index) => ({
    type: "input_text",
    text: index === 0 ? text : `\n${text}`,
    ...marks[index],
  }));
}

/** Of a text that became a list only to carry it. */
function markOf(output: readonly JSONObject[]): JSONObject | undefined {
  const [piece, ...more] = output;
  const mark = piece?.prompt_cache_breakpoint;
  return more.length > 0 || mark === undefined ? undefined : { prompt_cache_breakpoint: mark };
}

/** Those whose results are all there. */
function groupsOf(prompt: CallOptions["prompt"], context: EncodeContext): Map<string, Group> {
  const found = new Map<string, Map<number, [Member, LanguageModelV4ToolResultPart]>>();
  for (const message of prompt) {
    if (message.role !== "tool") continue;
    for (const part of message.content) {
      const member = memberOf(part.providerOptions, context);
      if (!member || part.type !== "tool-result") continue;
      const members = found.get(member.callId) ?? new Map();
      members.set(member.index, [member, part]);
      found.set(member.callId, members);
    }
  }
  const groups = new Map<string, Group>();
  for (const [callId, members] of found) {
    const sorted = [...members].sort(([a], [b]) => a - b).map(([, entry]) => entry);
    const [first] = sorted[0] ?? [];
    if (!first || sorted.length !== first.count || first.input === undefined) continue;
    const { toolName, input } = first;
    groups.set(callId, { toolName, input, results: sorted.map(([, part]) => part) });
  }
  return groups;
}

function memberOf(
  options: ProviderOptions | undefined,
  { reader }: EncodeContext,
): Member | undefined {
  const details = recordOf(reader.read(options)?.parallelToolCall);
  const callId = textOf(details?.toolCallId);
  const toolName = textOf(details?.toolName);
  const index = numberOf(details?.index);
  const count = numberOf(details?.count);
  if (callId === undefined || toolName === undefined) return undefined;
  if (index === undefined || count === undefined) return undefined;
  return { callId, toolName, index, count, input: textOf(details?.input) };
}
