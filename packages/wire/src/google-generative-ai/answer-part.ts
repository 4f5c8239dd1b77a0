// One part of an answer's content as neutral parts.
// https://ai.google.dev/api/caching#Part (accessed 2026-11-22)
import type { JSONObject, JSONValue, ProviderMetadata, StreamPart } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import { CODE_TOOL } from "./encode-server-tools.ts";
import { JSON_ANSWER_TOOL } from "./json-answer-tool.ts";
import { namespace } from "./namespace.ts";
import type { OpenBlock } from "./open-block.ts";

export interface PartContext {
  readonly emit: (part: StreamPart) => void;
  readonly block: OpenBlock;
  /** Who writes this, to stand beside signatures. */
  readonly origin: JSONObject;
  /** An id for a call to which the server gave none. */
  readonly newId: () => string;
}

/** Reads parts, and counts the functions that the caller is to call. */
export class PartReader {
  readonly #context: PartContext;
  #codeCallId: string | undefined;
  #serverCallId: string | undefined;
  functionCalls = 0;

  constructor(context: PartContext) {
    this.#context = context;
  }

  read(part: JsonRecord): void {
    const call = recordOf(part.functionCall);
    if (typeof part.text === "string") this.#readText(part, part.text);
    else if (call) this.#readFunctionCall(part, call);
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
    if (!this.#readFile(part, signature) && !this.#readCode(part) && !this.#readServed(part)) {
      this.#keep(part, keys);
    }
  }

  #readText(part: JsonRecord, text: string): void {
    const kind = part.thought === true ? "reasoning" : "text";
    const signature = this.#signature(part);
    if (text !== "") this.#context.block.write(kind, text, signature);
    else if (signature) this.#context.block.sign(kind, signature);
  }

  #readFunctionCall(part: JsonRecord, call: JsonRecord): void {
    const toolName = textOf(call.name);
    if (toolName === undefined) return;
    const { emit, block, newId } = this.#context;
    const signature = this.#signature(part);
    const { args } = call;
    const hasArgs = args !== undefined && args !== null;
    const input = typeof args === "string" ? args : JSON.stringify(args ?? {});
    if (toolName === JSON_ANSWER_TOOL) {
      block.write("text", input, signature);
      return;
    }
    block.close();
    this.functionCalls++;
    const id = textOf(call.id) ?? newId();
    const more = signature ? { providerMetadata: signature } : {};
    emit({ type: "tool-input-start", id, toolName, ...more });
    if (hasArgs) emit({ type: "tool-input-delta", id, delta: input, ...more });
    emit({ type: "tool-input-end", id, ...more });
    emit({ type: "tool-call", toolCallId: id, toolName, input, ...more });
  }

  #readFile(part: JsonRecord, signature: ProviderMetadata | undefined): boolean {
    const inline = recordOf(part.inlineData);
    const mediaType = textOf(inline?.mimeType);
    if (mediaType === undefined || typeof inline?.data !== "string") return false;
    this.#context.emit({
      type: part.thought === true ? "reasoning-file" : "file",
      mediaType,
      data: { type: "data", data: inline.data },
      ...(signature ? { providerMetadata: signature } : {}),
    });
    return true;
  }

  #readCode(part: JsonRecord): boolean {
    const { emit, newId } = this.#context;
    const toolName = CODE_TOOL;
    const code = recordOf(part.executableCode);
    if (code) {
      const toolCallId = newId();
      this.#codeCallId = toolCallId;
      const input = JSON.stringify(code);
      emit({ type: "tool-call", toolCallId, toolName, input, providerExecuted: true });
      return true;
    }
    const ran = recordOf(part.codeExecutionResult);
    if (!ran) return false;
    const result = { outcome: textOf(ran.outcome) ?? "", output: textOf(ran.output) ?? "" };
    emit({ type: "tool-result", toolCallId: this.#codeCallId ?? newId(), toolName, result });
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
