// Puts the pieces of streamed tool calls together. Pieces of several calls may come in turns, and
// servers tell them apart by index, by id, by both, or not at all.
import type { JSONValue, StreamPart } from "@mayros/core";
import { type JsonRecord, numberOf, recordOf, textOf } from "../json-shapes.ts";
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
      call.id ??= textOf(piece.id);
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
 * The call that a piece continues. A piece with a name and another id begins a call of its own even at
 * an index that is taken: some servers give every call the index 0.
 */
function findCall(calls: readonly ToolCall[], piece: JsonRecord): ToolCall | undefined {
  const index = numberOf(piece.index);
  const id = textOf(piece.id);
  const named = textOf(recordOf(piece.function)?.name) !== undefined;
  if (index !== undefined) {
    const call = calls.findLast((candidate) => candidate.index === index);
    const other = named && id !== undefined && call?.id !== undefined && call.id !== id;
    if (call && !other) return call;
  }
  if (id !== undefined) {
    // A name at another index begins a new call, also where a server gives every call the same id.
    const begins = (call: ToolCall): boolean =>
      named && index !== undefined && call.index !== undefined;
    return calls.find((call) => call.id === id && !begins(call));
  }
  return named || index !== undefined ? undefined : calls.at(-1);
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
