// Puts the pieces of streamed tool calls together. Pieces of several calls may come in turns, and
// servers tell them apart by index, by id, by both, or not at all.
import type { JSONValue, StreamPart } from "@mayros/core";
import { type JsonRecord, numberOf, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";

interface ToolCall {
  readonly index: number | undefined;
  /** As the vendor sent it; the first piece may lack it. */
  id: string | undefined;
  name: string;
  input: string;
  /** Whether its start was told. */
  started: boolean;
  extra: JSONValue | undefined;
}

export interface ToolCallTracker {
  readonly count: number;
  add(piece: JsonRecord): void;
  /** Tells the end of every call; false where one has no name. */
  finish(): boolean;
}

/** `idBase` names calls for servers that give them no id. */
export function createToolCallTracker(
  emit: (part: StreamPart) => void,
  idBase: () => string,
): ToolCallTracker {
  const calls: ToolCall[] = [];

  function start(call: ToolCall): void {
    call.started = true;
    call.id ??= `${idBase()}-${calls.indexOf(call)}`;
    emit({ type: "tool-input-start", id: call.id, toolName: call.name });
    if (call.input !== "") emit({ type: "tool-input-delta", id: call.id, delta: call.input });
  }

  return {
    get count() {
      return calls.length;
    },
    add(piece) {
      const details = recordOf(piece.function);
      const delta = argumentsOf(details?.arguments);
      const known = findCall(calls, piece);
      if (!known && !piece.id && !details?.name && delta === "") return;
      const call = known ?? addCall(calls, piece);
      call.id ??= freeId(calls, piece.id);
      call.extra ??= recordOf(piece.extra_content) as JSONValue | undefined;
      if (!call.started) call.name ||= textOf(details?.name) ?? "";
      call.input += delta;
      if (!call.started && call.name !== "") start(call);
      else if (call.started && call.id && delta !== "") {
        emit({ type: "tool-input-delta", id: call.id, delta });
      }
    },
    finish() {
      for (const call of calls) {
        if (!call.started || call.id === undefined) return false;
        emit({ type: "tool-input-end", id: call.id });
        emit(toolCallPart(call, call.id));
      }
      return true;
    },
  };
}

function toolCallPart({ name, input, extra }: ToolCall, toolCallId: string): StreamPart {
  return {
    type: "tool-call",
    toolCallId,
    toolName: name,
    input: input.trim() === "" ? "{}" : input,
    ...(extra === undefined ? {} : { providerMetadata: { [namespace]: { extraContent: extra } } }),
  };
}

/**
 * The call that a piece continues. A piece with a name begins a call of its own even at an index that is
 * taken, if it has another id, another name, or arguments after complete ones: some servers give every
 * call the index 0, and some give them no ids or one id for all.
 */
function findCall(calls: readonly ToolCall[], piece: JsonRecord): ToolCall | undefined {
  const index = numberOf(piece.index);
  const id = textOf(piece.id);
  const details = recordOf(piece.function);
  const name = textOf(details?.name);
  const begins = (call: ToolCall): boolean =>
    name !== undefined && isOther(call, id, name, argumentsOf(details?.arguments));
  if (index !== undefined) {
    const call = calls.findLast((candidate) => candidate.index === index);
    if (call) return begins(call) ? undefined : call;
  }
  if (id !== undefined) {
    // A name at another index begins a new call, also where a server gives every call the same id.
    const apart = name !== undefined && index !== undefined;
    const call = calls.findLast((each) => each.id === id && !(apart && each.index !== undefined));
    return call && begins(call) ? undefined : call;
  }
  return name !== undefined || index !== undefined ? undefined : calls.at(-1);
}

/** Whether a piece with a name is not of this call. */
function isOther(call: ToolCall, id: string | undefined, name: string, more: string): boolean {
  if (id !== undefined && call.id !== undefined && call.id !== id) return true;
  if (call.name === "") return false;
  return call.name !== name || (/^\s*\{/.test(more) && parseRecord(call.input) !== undefined);
}

/** The vendor's id, unless another call has it already. */
function freeId(calls: readonly ToolCall[], value: unknown): string | undefined {
  const id = textOf(value);
  return calls.some((call) => call.id === id) ? undefined : id;
}

function addCall(calls: ToolCall[], piece: JsonRecord): ToolCall {
  const call: ToolCall = {
    index: numberOf(piece.index),
    id: undefined,
    name: "",
    input: "",
    started: false,
    extra: undefined,
  };
  calls.push(call);
  return call;
}

/** JSON text, except from servers that send the object itself. */
function argumentsOf(value: unknown): string {
  if (typeof value === "string") return value;
  return recordOf(value) ? JSON.stringify(value) : "";
}
