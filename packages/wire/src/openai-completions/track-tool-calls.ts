// Puts the pieces of streamed tool calls together. Pieces of several calls may come in turns, and
// servers tell them apart by index, by id, by both, or not at all.
import type { JSONObject, JSONValue, StreamPart } from "@mayros/core";
import { type JsonRecord, numberOf, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";

interface ToolCall {
  readonly index: number | undefined;
  /** As the vendor sent it; the first piece may lack it, and another call may have the same. */
  sentId: string | undefined;
  /** As it is told: no other call has it. */
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

/** `idBase` names calls for servers that give them no id; `origin` marks whose a signature is. */
export function createToolCallTracker(
  emit: (part: StreamPart) => void,
  idBase: () => string,
  origin: JSONObject,
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
      if (call.sentId === undefined) giveId(call, textOf(piece.id), calls);
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
        emit(toolCallPart(call, call.id, origin));
      }
      return true;
    },
  };
}

function toolCallPart(
  { name, input, extra }: ToolCall,
  toolCallId: string,
  origin: JSONObject,
): StreamPart {
  return {
    type: "tool-call",
    toolCallId,
    toolName: name,
    input: input.trim() === "" ? "{}" : input,
    ...(extra && { providerMetadata: { [namespace]: { ...origin, extraContent: extra } } }),
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
  const atIndex = (each: ToolCall): boolean => index !== undefined && each.index === index;
  const call =
    calls.findLast((each) => atIndex(each) && (id === undefined || each.sentId === id)) ??
    calls.findLast(atIndex) ??
    callWithoutIndex(calls, index, id, name);
  if (!call || name === undefined) return call;
  return isOther(call, id, name, argumentsOf(details?.arguments)) ? undefined : call;
}

/** Where the index does not tell, the last call that still misses something is the one. */
function callWithoutIndex(
  calls: readonly ToolCall[],
  index: number | undefined,
  id: string | undefined,
  name: string | undefined,
): ToolCall | undefined {
  if (id === undefined && (name !== undefined || index !== undefined)) return undefined;
  // A name at another index begins a new call, also where a server gives every call the same id.
  const apart = name !== undefined && index !== undefined;
  const fits = (call: ToolCall): boolean =>
    id === undefined || (call.sentId === id && !(apart && call.index !== undefined));
  const last = calls.findLast(fits);
  if (!last || calls.length === 1 || !isComplete(last)) return last;
  return calls.findLast((call) => fits(call) && !isComplete(call)) ?? last;
}

const isComplete = ({ input }: ToolCall): boolean => parseRecord(input) !== undefined;

/** Whether a piece with a name is not of this call. */
function isOther(call: ToolCall, id: string | undefined, name: string, more: string): boolean {
  if (call.name !== "" && call.name !== name) return true;
  const starts = /^\s*\{/.test(more);
  const another = id !== undefined && call.sentId !== undefined && call.sentId !== id;
  // What cannot be a start continues what is not complete, even where every piece has an id of its own.
  if (another) return more === "" || starts || isComplete(call);
  return call.name !== "" && starts && isComplete(call);
}

function giveId(call: ToolCall, id: string | undefined, calls: readonly ToolCall[]): void {
  call.sentId = id;
  if (!calls.some((other) => other.id === id)) call.id ??= id;
}

function addCall(calls: ToolCall[], piece: JsonRecord): ToolCall {
  const call: ToolCall = {
    index: numberOf(piece.index),
    sentId: undefined,
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
