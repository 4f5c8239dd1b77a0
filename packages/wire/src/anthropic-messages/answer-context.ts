// What the blocks of one answer share: where its parts go, what its call named, and what earlier blocks
// left for later ones.
import type { CallOptions, JSONObject, PartSink, StreamPart, Target } from "@mayros/core";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { originOf } from "../encode/reasoning-origin.ts";
import type { JsonRecord } from "../json-shapes.ts";
import { answerFormat, JSON_ANSWER_TOOL } from "./answer-format.ts";
import { type CitedDocument, citedDocuments } from "./cited-documents.ts";
import { api, namespace } from "./namespace.ts";
import { impliesCodeExecution } from "./provider-tools.ts";
import { inlineTools } from "./system-options.ts";
import { createToolNames, type ToolNames } from "./tool-names.ts";

/** While it is being written. */
export interface ContentBlock {
  delta(delta: JsonRecord): void;
  end(): void;
}

export interface AnswerContext {
  readonly emit: PartSink;
  /** Who writes this, to stand beside signatures. */
  readonly origin: JSONObject;
  readonly names: ToolNames;
  /** The server may run code that no tool of the call announced. */
  readonly impliedCode: boolean;
  /** The tool that stands in for a response format. */
  readonly jsonTool: string | undefined;
  /** What citations count. */
  readonly documents: CitedDocument[];
  /** Calls that the server answers itself, by id. */
  readonly serverCalls: Map<string, { toolName: string; metadata?: JSONObject }>;
  /** Pages that texts cite: told at the end of a stream, unless a search has told what it found. */
  readonly citedPages: StreamPart[];
  /** A search has told the pages that it found. */
  searched: boolean;
  /** Signs of life are to be told. */
  readonly pings: boolean;
  /** The answer came as one object, so that it is known from the start whether a search found pages. */
  whole: boolean;
  /** Beside a tool for the answer, texts are the answer only if that tool is not called. */
  readonly heldTexts: StreamPart[][];
}

export function createAnswerContext(
  emit: PartSink,
  target: Target,
  call: CallOptions,
): AnswerContext {
  const options = createOptionsReader(call.providerOptions, target, namespace, api);
  return {
    emit,
    origin: { ...originOf(target, api) },
    names: createToolNames([...inlineTools(call.prompt, options), ...(call.tools ?? [])]),
    impliedCode: impliesCodeExecution(call.tools),
    jsonTool: answerFormat(call, target).kind === "tool" ? JSON_ANSWER_TOOL : undefined,
    documents: citedDocuments(call.prompt, options),
    serverCalls: new Map(),
    citedPages: [],
    searched: false,
    pings: (options.direct.includePings ?? options.shared.includePings) === true,
    whole: false,
    heldTexts: [],
  };
}
