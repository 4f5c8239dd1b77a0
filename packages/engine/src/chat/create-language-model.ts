// A Mayros model for generateText, streamText and everything else that takes a LanguageModelV4.
import type {
  CallOptions,
  LanguageModelV4,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  ModelRef,
  PartSink,
  StreamPart,
  SupportedUrls,
} from "@mayros/core";
import type { ModelCall, RunHandle } from "../model-call.ts";
import { collectContent } from "./collect-content.ts";
import { finalAnswerOf } from "./final-answer.ts";

/** Starts one request; what `run` is once a model was resolved. */
export type StartRun = (call: ModelCall, sink: PartSink) => RunHandle;

/** `supportedUrls` is asked when a prompt has a URL in it; for all others the AI SDK hands over bytes. */
export function createLanguageModel(
  ref: ModelRef,
  startRun: StartRun,
  supportedUrls: () => Promise<SupportedUrls>,
): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: ref.provider,
    modelId: ref.model,
    get supportedUrls() {
      return supportedUrls();
    },
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
  await handle.finished.catch((error: unknown) => {
    throw reasonOf(error, options);
  });
  const { headers, request } = await handle.opened;
  const { content, finish, metadata, warnings } = collectContent(parts);
  const structuredOutputText = finalAnswerOf(content, options);
  return {
    content,
    ...(structuredOutputText === undefined ? {} : { structuredOutputText }),
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
  const cancelled = new AbortController();
  const { readable, handle } = openStream(startRun, options, cancelled);
  const opening = await handle.opened.catch((error: unknown) => {
    throw reasonOf(error, options);
  });
  return {
    stream: readable,
    request: { body: opening.request.body },
    response: { headers: { ...opening.headers } },
  };
}

function openStream(
  startRun: StartRun,
  options: CallOptions,
  cancelled: AbortController,
): { readable: ReadableStream<StreamPart>; handle: RunHandle } {
  const signals = [cancelled.signal, ...(options.abortSignal ? [options.abortSignal] : [])];
  const call = { ...options, stream: true, abortSignal: AbortSignal.any(signals) };
  let write: (part: StreamPart) => void = () => {};
  const handle = startRun(call, (part) => write(part));
  const readable = new ReadableStream<StreamPart>({
    start(controller) {
      write = (part) => {
        if (cancelled.signal.aborted) return;
        controller.enqueue(part);
        if ((controller.desiredSize ?? 1) <= 0) handle.pause();
      };
      const end = (finish: () => void): void => {
        // A reader that went away closed it already.
        if (!cancelled.signal.aborted) finish();
      };
      handle.finished.then(
        () => end(() => controller.close()),
        (error: unknown) =>
          end(() => {
            if (options.abortSignal?.aborted) return controller.error(options.abortSignal.reason);
            // Output began, so the error is part of the stream; before that `opened` rejects too.
            controller.enqueue({ type: "error", error });
            controller.close();
          }),
      );
    },
    pull: () => handle.resume(),
    cancel: (reason) => cancelled.abort(reason),
  });
  return { readable, handle };
}

/** A caller who aborted gets the reason of the signal, as from any other AI SDK model. */
function reasonOf(error: unknown, { abortSignal }: CallOptions): unknown {
  return abortSignal?.aborted ? abortSignal.reason : error;
}
