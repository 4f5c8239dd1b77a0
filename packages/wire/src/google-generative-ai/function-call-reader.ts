// Functions that the caller is to call, as neutral parts. Mostly a call comes whole; where the caller asked
// for it, its arguments come in pieces, which belong to the call that was begun last.
// https://ai.google.dev/api/caching#FunctionCall (accessed 2026-11-22)
import type { ProviderMetadata, StreamPart } from "@mayros/core";
import { type JsonRecord, recordsOf, textOf } from "../json-shapes.ts";
import type { OpenBlock } from "./open-block.ts";
import { PartialArguments } from "./partial-arguments.ts";

interface OpenCall {
  readonly id: string;
  readonly toolName: string;
  readonly more: { providerMetadata?: ProviderMetadata };
  readonly args: PartialArguments;
}

export interface CallContext {
  readonly emit: (part: StreamPart) => void;
  readonly block: OpenBlock;
  /** An id for a call to which the server gave none. */
  readonly newId: () => string;
  /** The name of the function that stands for the answer itself. */
  readonly answerTool: string | undefined;
}

/** Reads calls, and counts those that are to be run. */
export class FunctionCallReader {
  readonly #context: CallContext;
  readonly #open: OpenCall[] = [];
  count = 0;

  constructor(context: CallContext) {
    this.#context = context;
  }

  read(call: JsonRecord, signature: ProviderMetadata | undefined): void {
    const name = textOf(call.name);
    const more = signature ? { providerMetadata: signature } : {};
    const inPieces = call.partialArgs !== undefined && call.partialArgs !== null;
    if (name !== undefined && (inPieces || call.willContinue === true))
      this.#begin(name, call, more);
    else if (name !== undefined) this.#readWhole(name, call, more);
    if (inPieces) this.#readPieces(call, more);
    else if (name === undefined && !call.args && call.willContinue !== true) this.#end();
  }

  #readWhole(toolName: string, { id: given, args }: JsonRecord, more: OpenCall["more"]): void {
    const { emit, block, newId, answerTool } = this.#context;
    const hasArgs = args !== undefined && args !== null;
    const input = typeof args === "string" ? args : JSON.stringify(args ?? {});
    block.close();
    const id = textOf(given) ?? newId();
    if (toolName === answerTool) {
      emit({ type: "text-start", id, ...more });
      emit({ type: "text-delta", id, delta: input, ...more });
      emit({ type: "text-end", id, ...more });
      return;
    }
    this.count++;
    emit({ type: "tool-input-start", id, toolName, ...more });
    if (hasArgs) emit({ type: "tool-input-delta", id, delta: input, ...more });
    emit({ type: "tool-input-end", id, ...more });
    emit({ type: "tool-call", toolCallId: id, toolName, input, ...more });
  }

  #begin(toolName: string, { id: given }: JsonRecord, more: OpenCall["more"]): void {
    const { emit, block, newId, answerTool } = this.#context;
    block.close();
    const id = textOf(given) ?? newId();
    this.#open.push({ id, toolName, more, args: new PartialArguments() });
    if (toolName === answerTool) emit({ type: "text-start", id, ...more });
    else emit({ type: "tool-input-start", id, toolName, ...more });
  }

  #readPieces(call: JsonRecord, more: OpenCall["more"]): void {
    const open = this.#open.at(-1);
    if (!open) return;
    const pieces = recordsOf(call.partialArgs);
    let delta = "";
    for (const piece of pieces) delta += open.args.add(piece);
    this.#write(open, delta, more);
    const goesOn =
      call.willContinue === true || pieces.some((piece) => piece.willContinue === true);
    if (!goesOn) this.#end();
  }

  #write({ id, toolName }: OpenCall, delta: string, more: OpenCall["more"]): void {
    if (delta === "") return;
    const type = toolName === this.#context.answerTool ? "text-delta" : "tool-input-delta";
    this.#context.emit({ type, id, delta, ...more });
  }

  #end(): void {
    const open = this.#open.pop();
    if (!open) return;
    const { id, toolName, more, args } = open;
    const { rest, whole } = args.finish();
    this.#write(open, rest, more);
    const { emit, answerTool } = this.#context;
    if (toolName === answerTool) {
      emit({ type: "text-end", id, ...more });
      return;
    }
    this.count++;
    emit({ type: "tool-input-end", id, ...more });
    emit({ type: "tool-call", toolCallId: id, toolName, input: whole, ...more });
  }
}
