// A Mayros model for generateText, streamText and everything else that takes a LanguageModelV4.
import type {
  CallOptions,
  LanguageModelV4,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  ModelRef,
  PartSink,
  StreamPart,
} from "@mayros/core";
import { collectContent } from "./collect-content.ts";
import type { ModelCall, RunHandle } from "./model-call.ts";

/** Starts one request; what `run` is once a model was resolved. */
export type StartRun = (call: ModelCall, sink: PartSink) => RunHandle;

export function createLanguageModel(ref: ModelRef, startRun: StartRun): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: ref.provider,
    modelId: ref.model,
    // Empty: the AI SDK then downloads what a URL names and hands over the bytes.
    supportedUrls: {},
    doGenerate: (options) => generate(startRun, options),
    doStream: (options) => stream(startRun, options),
  };
}

async function generate(
  startRun: StartRun,
  options: CallOptions,
): Promise<LanguageModelV4GenerateResult> {
  const parts: StreamPart[] = [];
  const handle = startRun({ ...options, stream: false }, (part) => parts.push(part));
  await handle.finished;
  const { headers, request } = await handle.opened;
  const { content, finish, metadata, warnings } = collectContent(parts);
  return {
    content,
    finishReason: finish.finishReason,
    usage: finish.usage,
    ...(finish.providerMetadata ? { providerMetadata: finish.providerMetadata } : {}),
    request: { body: request.body },
    response: { ...metadata, headers: { ...headers } },
    warnings,
  };
}

async function stream(
  startRun: StartRun,
  options: CallOptions,
): Promise<LanguageModelV4StreamResult> {
  const abort = new AbortController();
  const signals = [abort.signal, ...(options.abortSignal ? [options.abortSignal] : [])];
  let handle: RunHandle | undefined;
  const readable = new ReadableStream<StreamPart>({
    start(controller) {
      const call = { ...options, stream: true, abortSignal: AbortSignal.any(signals) };
      handle = startRun(call, (part) => {
        if (abort.signal.aborted) return;
        controller.enqueue(part);
        if ((controller.desiredSize ?? 1) <= 0) handle?.pause();
      });
      handle.finished.then(
        () => controller.close(),
        (error: unknown) => {
          // Output began, so the error is part of the stream; before that `opened` rejects too.
          if (abort.signal.aborted) return;
          controller.enqueue({ type: "error", error });
          controller.close();
        },
      );
    },
    pull: () => handle?.resume(),
    cancel: (reason) => abort.abort(reason),
  });
  const opening = await handle?.opened;
  return {
    stream: readable,
    ...(opening ? { request: { body: opening.request.body } } : {}),
    ...(opening ? { response: { headers: { ...opening.headers } } } : {}),
  };
}
