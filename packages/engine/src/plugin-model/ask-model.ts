// One try of a chat with one candidate through somebody's AI SDK model in the place of a codec: the model gets a
// fetch with the credential in it, and what it answers goes the way that a codec's parts go.
import { describeModel } from "@mayros/catalog";
import {
  type CallOptions,
  type Codec,
  credentialSecret,
  type LanguageModelV4,
  type ProviderError,
  type StreamPart,
  type Warning,
} from "@mayros/core";
import type { Chat } from "../chat/ask-codec.ts";
import { OutputGate } from "../chat/output-gate.ts";
import type { Turn } from "../operation.ts";
import { timeoutsOf } from "../post.ts";
import { type CredentialFetch, credentialFetch } from "./credential-fetch.ts";
import { type ModelFacts, modelFailure, pluginFault, truncatedFailure } from "./model-failure.ts";
import type { LoadedCode } from "./provider-code.ts";
import { createPump } from "./pump.ts";
import { spreadContent } from "./spread-content.ts";

/** What a library that insists on a key gets; `fetch` sends the credential in its place. */
const PLACEHOLDER = "set-by-mayros";

/** `codec` says in which header a credential goes and what an error means. */
export async function askModel(
  loaded: LoadedCode,
  codec: Pick<Codec, "authorize" | "classifyError">,
  turn: Turn,
  chat: Chat,
): Promise<ProviderError | undefined> {
  const { call, sink, onOpen, dependencies } = chat;
  const net = fetchFor(loaded, codec, turn, chat);
  const facts = (): ModelFacts => ({
    ...turn,
    classify: (error) => loaded.code.classifyError?.(error) ?? codec.classifyError(error),
    encoded: { url: net.asked.url, body: asBody(net.asked.body) },
    plugin: loaded.plugin,
    headers: net.answered.headers,
    now: dependencies.now(),
    abortSignal: call.abortSignal,
  });
  const gate = new OutputGate(sink, () =>
    onOpen({
      model: describeModel(turn.resolved),
      source: turn.candidate.source,
      headers: net.answered.headers,
      request: { url: net.asked.url, body: net.asked.body },
    }),
  );
  const failure = await answer(loaded, net, { turn, chat, gate, facts });
  if (failure && gate.open) throw failure;
  return failure;
}

interface Answering {
  readonly turn: Turn;
  readonly chat: Chat;
  readonly gate: OutputGate;
  readonly facts: () => ModelFacts;
}

/** Throws what the caller's sink throws. */
async function answer(
  loaded: LoadedCode,
  net: CredentialFetch,
  { turn, chat, gate, facts }: Answering,
): Promise<ProviderError | undefined> {
  const { call, control } = chat;
  const pump = createPump((part) => gate.write(part), call.abortSignal);
  try {
    const model = await makeModel(loaded, net, turn, call.abortSignal);
    if (model.specificationVersion !== "v4") {
      const version = String(model.specificationVersion);
      return pluginFault(`its model has the specification ${version}; v4 is wanted`, facts());
    }
    control.attach(pump);
    if (call.stream ?? true) {
      await pump.drain((await model.doStream(optionsOf(call))).stream);
    } else {
      const whole = await model.doGenerate(optionsOf(call));
      pump.write(started(whole.warnings));
      for (const part of spreadContent(whole)) pump.write(part);
    }
  } catch (error) {
    if (pump.fault) throw pump.fault.error;
    return modelFailure(error, facts());
  } finally {
    control.detach();
  }
  if (pump.fault) throw pump.fault.error;
  if (pump.error) return modelFailure(pump.error.error, facts());
  return pump.finished ? undefined : truncatedFailure(facts());
}

const started = (warnings: Warning[]): StreamPart => ({ type: "stream-start", warnings });

function makeModel(
  { code, context }: LoadedCode,
  { fetch }: CredentialFetch,
  { resolved }: Turn,
  abortSignal: AbortSignal | undefined,
): Promise<LanguageModelV4> | LanguageModelV4 {
  if (!code.createLanguageModel) throw new Error("a plugin model without its maker");
  const { model, baseUrl, headers } = resolved;
  const signal = abortSignal ?? new AbortController().signal;
  return code.createLanguageModel({
    ...context,
    fetch,
    signal,
    model,
    baseUrl,
    headers,
    apiKey: PLACEHOLDER,
  });
}

function fetchFor(
  loaded: LoadedCode,
  codec: Pick<Codec, "authorize">,
  { resolved, candidate }: Turn,
  { call, dependencies }: Chat,
): CredentialFetch {
  const { credential } = candidate;
  const bearer = resolved.provider.authHeader || credential?.type === "token";
  return credentialFetch({
    send: (request) => dependencies.send({ ...request, timeouts: timeoutsOf(resolved) }),
    authorization: credential ? codec.authorize(credentialSecret(credential), bearer) : {},
    hosts: [...loaded.hosts, new URL(resolved.baseUrl).hostname],
    signal: call.abortSignal,
  });
}

/** What a LanguageModelV4 is asked; a request of ours says more. */
function optionsOf(call: Chat["call"]): CallOptions {
  const { profile: _profile, sessionId: _session, onEvent: _event, stream: _stream, ...own } = call;
  return own;
}

const asBody = (body: unknown): Record<string, never> =>
  (typeof body === "object" && body !== null ? body : {}) as Record<string, never>;
