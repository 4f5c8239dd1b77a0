// One try of a chat with one candidate: encode, authorise, send, decode.
import type { Codec, PartSink, ProviderError, StreamError, StreamPart, Target } from "@mayros/core";
import type { SendResponse } from "@mayros/transport";
import { abortedFailure } from "../aborted-failure.ts";
import type { EngineDependencies } from "../engine-dependencies.ts";
import { type ModelCall, originOf, type RunOpening } from "../model-call.ts";
import type { Turn } from "../operation.ts";
import { isFailure, post, targetOf } from "../post.ts";
import { fromTransportError, fromVendorError, type VendorFacts } from "../provider-failure.ts";
import { chatFacts } from "../request-facts.ts";
import { OutputGate } from "./output-gate.ts";
import type { StreamControl } from "./stream-control.ts";

/** One chat, whoever is asked. */
export interface Chat {
  readonly call: ModelCall;
  readonly sink: PartSink;
  readonly control: StreamControl;
  readonly onOpen: (opening: RunOpening) => void;
  readonly dependencies: EngineDependencies;
}

const ANSWER_LIMIT = 64 * 1024 * 1024;
/** ms that a connection may stay open behind the end mark of its answer. Most end with it, and serve the next request. */
const LINGER = 1_000;

/** A failure after output began is thrown: nothing may be tried again then. */
export async function askCodec(
  codec: Codec,
  turn: Turn,
  { call, sink, control, onOpen, dependencies }: Chat,
): Promise<ProviderError | undefined> {
  const stream = call.stream ?? true;
  const target = targetOf(turn.resolved);
  const encoded = codec.operations.chat.encodeRequest(call, target, stream);
  const { abortSignal, sessionId } = call;
  const answer = await post(
    { turn, codec, encoded, abortSignal, sessionId, facts: () => chatFacts(call.prompt, stream) },
    dependencies,
  );
  if (isFailure(answer)) return answer;
  const { response, sent, reverse, facts } = answer;
  const gate = new OutputGate(sink, () => onOpen(originOf(turn, response.headers, sent)));
  gate.write({ type: "stream-start", warnings: encoded.warnings });
  control.attach(response);
  const failure = await readAnswer(
    response,
    { codec, target, call, stream, gate, facts, reverse },
    dependencies.now,
  ).finally(() => control.detach());
  if (failure && gate.open) throw failure;
  return failure;
}

interface Reading {
  readonly codec: Codec;
  readonly target: Target;
  readonly call: ModelCall;
  readonly stream: boolean;
  readonly gate: OutputGate;
  readonly facts: VendorFacts;
  readonly reverse: ((part: StreamPart) => StreamPart) | undefined;
}

/** Feeds the answer to the decoder; the first error part ends it. Throws what the sink throws. */
async function readAnswer(
  response: SendResponse,
  { codec, target, call, stream, gate, facts, reverse }: Reading,
  now: () => number,
): Promise<ProviderError | undefined> {
  let failure: ProviderError | undefined;
  let fault: { readonly error: unknown } | undefined;
  let complete = false;
  let lingering: NodeJS.Timeout | undefined;
  const sink = (part: StreamPart): void => {
    if (failure || fault || call.abortSignal?.aborted) return;
    if (part.type === "error") {
      const said = part.error as StreamError;
      failure = fromVendorError(
        { headers: response.headers, ...said, receivedAt: now() },
        { ...facts, begun: gate.open },
      );
      response.destroy();
      return;
    }
    try {
      gate.write(reverse ? reverse(part) : part);
      if (part.type !== "finish") return;
      complete = true;
      lingering = setTimeout(() => response.destroy(), LINGER);
    } catch (error) {
      fault = { error };
      response.destroy();
    }
  };
  const { createDecoder, decodeResponse } = codec.operations.chat;
  try {
    if (stream) {
      const decoder = createDecoder(sink, target, call);
      await response.read((bytes) => decoder.write(bytes));
      if (!failure && !fault) decoder.end();
    } else {
      decodeResponse(await response.text(ANSWER_LIMIT), sink, target, call);
    }
  } catch (error) {
    // Nothing is missing of an answer that had its end mark before the connection broke.
    if (!fault && !complete) failure ??= fromTransportError(error, facts);
  } finally {
    clearTimeout(lingering);
  }
  if (fault) throw fault.error;
  // A whole answer has no connection any more that the abort would have broken.
  if (!failure && !complete && call.abortSignal?.aborted)
    return abortedFailure(call.abortSignal, facts);
  return failure;
}
