// One part of an answer's content as neutral parts.
// https://ai.google.dev/api/caching#Part (accessed 2026-11-22)
import type { JSONObject, JSONValue, ProviderMetadata } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import { type CallContext, FunctionCallReader } from "./function-call-reader.ts";
import { namespace } from "./namespace.ts";

export interface PartContext extends CallContext {
  /** Who writes this, to stand beside signatures. */
  readonly origin: JSONObject;
  /** The name that the caller gave to the server's execution of code. */
  readonly codeTool: string;
}

interface Signed {
  readonly providerMetadata?: ProviderMetadata;
}

export class PartReader {
  readonly #context: PartContext;
  readonly #calls: FunctionCallReader;
  #codeCallId: string | undefined;
  #serverCallId: string | undefined;

  constructor(context: PartContext) {
    this.#context = context;
    this.#calls = new FunctionCallReader(context);
  }

  /** Whether the caller is to call functions. */
  get hasFunctionCalls(): boolean {
    return this.#calls.count > 0;
  }

  read(part: JsonRecord): void {
    const call = recordOf(part.functionCall);
    if (typeof part.text === "string") this.#readText(part, part.text);
    else if (call) this.#calls.read(call, this.#signature(part));
    else this.#readOther(part);
  }

  #readOther(part: JsonRecord): void {
    const { block } = this.#context;
    const keys = Object.keys(part).filter((key) => part[key] !== null);
    const signature = this.#signature(part);
    if (keys.every((key) => key === "thoughtSignature" || key === "thought")) {
      if (signature) block.sign(part.thought === true ? "reasoning" : "text", signature);
      return;
    }
    block.close();
    const more = signature ? { providerMetadata: signature } : {};
    if (this.#readFile(part, more) || this.#readCode(part, more) || this.#readServed(part)) return;
    this.#keep(part, keys);
  }

  #readText(part: JsonRecord, text: string): void {
    const kind = part.thought === true ? "reasoning" : "text";
    const signature = this.#signature(part);
    // What is said beside the function that stands for the answer is no part of the answer.
    if (kind === "text" && this.#context.answerTool !== undefined) return;
    if (text !== "") this.#context.block.write(kind, text, signature);
    else if (signature) this.#context.block.sign(kind, signature);
  }

  #readFile(part: JsonRecord, more: Signed): boolean {
    const inline = recordOf(part.inlineData);
    const mediaType = textOf(inline?.mimeType);
    if (mediaType === undefined || typeof inline?.data !== "string") return false;
    this.#context.emit({
      type: part.thought === true ? "reasoning-file" : "file",
      mediaType,
      data: { type: "data", data: inline.data },
      ...more,
    });
    return true;
  }

  #readCode(part: JsonRecord, more: Signed): boolean {
    const { emit, newId, codeTool: toolName } = this.#context;
    const code = recordOf(part.executableCode);
    if (code) {
      const toolCallId = textOf(code.id) ?? newId();
      this.#codeCallId = toolCallId;
      const input = JSON.stringify(code);
      emit({ type: "tool-call", toolCallId, toolName, input, providerExecuted: true, ...more });
      return true;
    }
    const ran = recordOf(part.codeExecutionResult);
    const id = textOf(ran?.id);
    const toolCallId = id ?? this.#codeCallId;
    // A result without a call is one that nobody can read.
    if (!ran || this.#codeCallId === undefined || toolCallId === undefined) return false;
    const said = { outcome: textOf(ran.outcome) ?? "", output: textOf(ran.output) ?? "" };
    // The server wants it back as it gave it: with the code, where it is part of the input, and here.
    const result = { ...said, ...(id === undefined ? {} : { id }) };
    emit({ type: "tool-result", toolCallId, toolName, result, ...more });
    return true;
  }

  #readServed(part: JsonRecord): boolean {
    const { emit, newId } = this.#context;
    const call = recordOf(part.toolCall);
    const answer = recordOf(part.toolResponse);
    const toolType = textOf((call ?? answer)?.toolType);
    if (toolType === undefined) return false;
    const toolName = `server:${toolType}`;
    const given = textOf((call ?? answer)?.id);
    const toolCallId = call ? (given ?? newId()) : (this.#serverCallId ?? given ?? newId());
    this.#serverCallId = call ? toolCallId : undefined;
    const own = { serverToolCallId: toolCallId, serverToolType: toolType };
    const providerMetadata = {
      [namespace]: { ...this.#signature(part)?.[namespace], ...own },
    };
    if (call) {
      const input = JSON.stringify(call.args ?? {});
      const run = { providerExecuted: true, dynamic: true };
      emit({ type: "tool-call", toolCallId, toolName, input, ...run, providerMetadata });
    } else {
      const result = (answer?.response ?? {}) as NonNullable<JSONValue>;
      emit({ type: "tool-result", toolCallId, toolName, result, providerMetadata });
    }
    return true;
  }

  /** A kind that is not known here: it can go back as it came. */
  #keep(part: JsonRecord, keys: readonly string[]): void {
    const name = keys.find((key) => key !== "thoughtSignature" && key !== "thought") ?? "unknown";
    const kind = `${namespace}.${name}` as const;
    const kept = { part: part as JSONObject, ...this.#context.origin };
    this.#context.emit({ type: "custom", kind, providerMetadata: { [namespace]: kept } });
  }

  #signature(part: JsonRecord): ProviderMetadata | undefined {
    const thoughtSignature = textOf(part.thoughtSignature);
    return thoughtSignature
      ? { [namespace]: { thoughtSignature, ...this.#context.origin } }
      : undefined;
  }
}
