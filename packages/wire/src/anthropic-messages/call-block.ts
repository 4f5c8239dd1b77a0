// A call of a tool while it is being written. Its input arrives in pieces of JSON.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview (accessed 2026-11-28)
import type { ProviderMetadata } from "@mayros/core";
import { type JsonRecord, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import type { AnswerContext, ContentBlock } from "./answer-context.ts";
import { type CallKind, kindOfCall } from "./call-kind.ts";
import { namespace } from "./namespace.ts";
import { decodeCaller } from "./tool-caller.ts";

/** Undefined where it is no call of a tool that is known here. */
export function openCall(
  start: JsonRecord,
  blockId: string,
  context: AnswerContext,
): ContentBlock | undefined {
  const id = textOf(start.id) ?? blockId;
  const kind = kindOfCall(start, context);
  if (!kind) return undefined;
  const { toolName, metadata } = kind;
  if (kind.flags) {
    context.serverCalls.set(id, { toolName, ...(metadata ? { metadata } : {}) });
  }
  const caller = decodeCaller(start);
  const told = metadata || caller ? { ...metadata, ...(caller ? { caller } : {}) } : undefined;
  return callBlock(start, id, kind, told ? { [namespace]: told } : undefined, context);
}

function callBlock(
  start: JsonRecord,
  id: string,
  { toolName, flags, tag, quiet = false }: CallKind,
  providerMetadata: ProviderMetadata | undefined,
  { emit }: AnswerContext,
): ContentBlock {
  let streamed = "";
  /** The beginning of an input that a tag goes into. */
  let head: string | undefined = tag ? "" : undefined;
  const collect = quiet || (tag !== undefined && "action" in tag);
  function write(piece: string): void {
    streamed += piece;
    if (!collect) emit({ type: "tool-input-delta", id, delta: piece });
  }
  if (!quiet) emit({ type: "tool-input-start", id, toolName, ...flags });
  return {
    delta({ partial_json: json }) {
      if (typeof json !== "string" || json === "") return;
      if (collect || head === undefined) return write(json);
      head += json;
      if (!/^\s*\{\s*\S/.test(head)) return;
      write(tag ? taggedHead(head, tag) : head);
      head = undefined;
    },
    end() {
      if (head) write(head);
      // Some calls have their input in their start; members of a set have to be named in it.
      const given = streamed.trim() === "" ? recordOf(start.input) : undefined;
      const whole = given ?? (collect ? parseRecord(streamed) : undefined);
      const input = whole ? inputText(whole, tag) : streamed.trim() && streamed;
      if (!quiet) {
        if (whole && input) emit({ type: "tool-input-delta", id, delta: input });
        emit({ type: "tool-input-end", id });
      }
      emit({
        type: "tool-call",
        toolCallId: id,
        toolName,
        input: input || "{}",
        ...flags,
        ...(providerMetadata ? { providerMetadata } : {}),
      });
    },
  };
}

/** `{"a` becomes `{"type": "bash_code_execution","a`. */
function taggedHead(head: string, tag: object): string {
  const [[name, value] = []] = Object.entries(tag) as [string, string][];
  return head.replace(/^\s*\{(?!\s*\})/, `{"${name}": ${JSON.stringify(value)},`);
}

/** Nothing of an input without fields, unless its tool stands in it. */
function inputText(input: JsonRecord, tag: CallKind["tag"]): string {
  if (tag && "action" in tag) return JSON.stringify({ ...input, ...tag });
  if (Object.keys(input).length === 0) return "";
  return JSON.stringify({ ...tag, ...input });
}
