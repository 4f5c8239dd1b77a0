// One try of a chat with one candidate through somebody's AI SDK model in the place of a codec: the model gets a
// fetch with the credential in it, and what it answers goes the way that a codec's parts go.
import type {
  CallOptions,
  Codec,
  ModelContext,
  ProviderError,
  StreamPart,
  Warning,
} from "@mayros/core";
import type { Chat } from "../chat/ask-codec.ts";
import { OutputGate } from "../chat/output-gate.ts";
import { classifyWithCode } from "../classify-with-code.ts";
import type { LoadedCode } from "../loaded-code.ts";
import { originOf } from "../model-call.ts";
import type { Turn } from "../operation.ts";
import { outgoingHeaders } from "../outgoing-headers.ts";
import { timeoutsOf } from "../post.ts";
import { redact } from "../provider-failure.ts";
import { asAskedModel } from "./as-asked-model.ts";
import type { AskedModel } from "./asked-model.ts";
import { createPatience } from "./create-patience.ts";
import { credentialFetch, type LastExchange } from "./credential-fetch.ts";
import { type ModelFacts, modelFailure, truncatedFailure } from "./model-failure.ts";
import { createPump, type Pump } from "./pump.ts";
import { spreadContent } from "./spread-content.ts";
import { withinAttempt } from "./within-attempt.ts";

/** What a library that insists on a key gets; `fetch` sends the credential in its place. */
const PLACEHOLDER = "set-by-mayros";

/** `codec` says in which header a credential goes and what an error means. */
export async function askModel(
  loaded: LoadedCode,
  codec: Pick<Codec, "authorize" | "classifyError">,
  turn: Turn,
  chat: Chat,
): Promise<ProviderError | undefined> {
  const { call, sink, control, onOpen, dependencies } = chat;
  const last: LastExchange = { url: "", body: undefined, headers: {} };
  // Code may know a key of its own, and write it into an address.
  const asked = () => ({ url: redact(last.url, turn), body: last.body });
  const gate = new OutputGate(sink, () => onOpen(originOf(turn, last.headers, asked())));
  const timeouts = timeoutsOf(turn.resolved);
  const patience = createPatience(loaded.plugin, timeouts.firstByte ?? dependencies.patience);
  const outer = patience.orAbort(call.abortSignal);
  const pump = createPump(
    patience.stirredBy((part) => gate.write(part)),
    outer,
  );
  control.attach(patience.pausedWith(pump));
  let thrown: { readonly error: unknown } | undefined;
  try {
    await withinAttempt(outer, async (signal) => {
      const model = await makeModel(loaded, turn, {
        signal,
        fetch: credentialFetch({
          send: patience.stirredByAnswers((request) => dependencies.send({ ...request, timeouts })),
          headers: outgoingHeaders({}, turn, codec),
          signed: turn.session?.signing !== undefined,
          hosts: loaded.hosts,
          baseUrl: turn.resolved.baseUrl,
          signal,
          last,
        }),
      });
      await answer(model, { ...optionsOf(call), abortSignal: signal }, call.stream ?? true, pump);
    });
  } catch (error) {
    thrown = { error };
  } finally {
    control.detach();
    patience.end();
  }
  const failure = outcome(pump, thrown, () => ({
    ...turn,
    classify: classifyWithCode(loaded, codec),
    encoded: { url: asked().url, body: asBody(last.body) },
    plugin: loaded,
    headers: last.headers,
    now: dependencies.now(),
    abortSignal: call.abortSignal,
    begun: gate.open,
  }));
  if (failure && gate.open) throw failure;
  return failure;
}

async function makeModel(
  { code, context }: LoadedCode,
  { resolved, session }: Turn,
  attempt: Pick<ModelContext, "signal" | "fetch">,
): Promise<AskedModel> {
  if (!code.createLanguageModel) throw new Error("a plugin model without its maker");
  const { model, baseUrl, headers } = resolved;
  const apiKey = PLACEHOLDER;
  const own = session ? { session } : {};
  const made = { ...context, ...attempt, model, baseUrl, headers, apiKey, ...own };
  return asAskedModel(await code.createLanguageModel(made));
}

async function answer(
  model: AskedModel,
  options: CallOptions,
  stream: boolean,
  pump: Pump,
): Promise<void> {
  if (stream) return pump.drain((await model.doStream(options)).stream);
  const whole = await model.doGenerate(options);
  pump.write(started(whole.warnings));
  for (const part of spreadContent(whole)) pump.write(part);
}

const started = (warnings: Warning[]): StreamPart => ({ type: "stream-start", warnings });

/** Throws what the caller's sink threw. */
function outcome(
  pump: Pump,
  thrown: { readonly error: unknown } | undefined,
  facts: () => ModelFacts,
): ProviderError | undefined {
  if (pump.fault) throw pump.fault.error;
  // Nothing is missing of an answer that had its end before something broke.
  if (pump.finished) return undefined;
  const wrong = pump.error ?? thrown;
  return wrong ? modelFailure(wrong.error, facts()) : truncatedFailure(facts());
}

/** What a LanguageModelV4 is asked; a request of ours says more. */
function optionsOf(call: Chat["call"]): CallOptions {
  const { profile: _profile, sessionId: _session, onEvent: _event, stream: _stream, ...own } = call;
  return own;
}

const asBody = (body: unknown): Record<string, never> =>
  (typeof body === "object" && body !== null ? body : {}) as Record<string, never>;
