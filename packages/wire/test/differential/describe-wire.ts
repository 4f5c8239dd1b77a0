// The AI SDK's own package for a wire as a judge: the same recorded streams give the same parts in the same
// order, the same whole answers the same content, the same refusals the same words, the same calls equal
// requests and warnings. Where we differ, a row of the wire's table says why.
import type {
  CallOptions,
  LanguageModelV4,
  StreamError,
  StreamPart,
  Target,
  Warning,
} from "@mayros/core";
import { describe, expect, it } from "vitest";
import { type Fixture, fixturesOf } from "../replay.ts";
import { comparableParts, contentOf, plain } from "./comparable.ts";
import {
  adjusted,
  type DifferentialCall,
  divergencesFor,
  type Judge,
  type Plain,
} from "./judge.ts";
import { recorded } from "./recorded.ts";

const hi: CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };
const EVENTS = { "content-type": "text/event-stream" };
const JSON_TYPE = { "content-type": "application/json" };

export function describeWire(judge: Judge): void {
  const { api } = judge.codec;
  const title = judge.name === undefined ? api : `${api} and ${judge.name}`;
  const calls = Object.entries(judge.calls).map(([name, call]) => ({ name, ...call }));
  describe(`${title}: streams`, () => {
    it.each(fixturesFor(judge, ".txt"))("$name", (fixture) => compareStream(judge, fixture));
  });
  describe(`${title}: whole answers`, () => {
    it.each(fixturesFor(judge, ".json"))("$name", (fixture) => compareWhole(judge, fixture));
  });
  describe(`${title}: refusals`, () => {
    it.each(judge.refusals)("$name", (refusal) => compareRefusal(judge, refusal));
  });
  describe(`${title}: requests`, () => {
    it.each(calls)("$name", (call) => compareRequest(judge, call, false));
    it.each(calls)("$name, streamed", (call) => compareRequest(judge, call, true));
  });
  it(`${title}: what the vendor fetches itself`, () => compareUrls(judge));
  it(`${title}: every divergence has its cases`, () => {
    const known = new Set([
      ...fixturesFor(judge, "").map(({ name }) => name),
      ...Object.keys(judge.calls),
      ...judge.refusals.map(({ name }) => name),
    ]);
    const named = divergencesFor(judge).flatMap(({ cases }) => cases);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
}

function fixturesFor({ codec, judges = () => true }: Judge, extension: string): Fixture[] {
  return fixturesOf(codec.api, extension).filter(({ name }) => judges(name));
}

async function compareStream(judge: Judge, fixture: Fixture): Promise<void> {
  const { codec, target } = judge;
  const { name, bytes, call } = fixture;
  const raw = new TextDecoder().decode(bytes);
  const parts: StreamPart[] = [];
  const decoder = codec.operations.chat.createDecoder((part) => parts.push(part), target, call);
  decoder.write(bytes);
  decoder.end();
  const ours = comparableParts(parts.map(saidByVendor(judge)), raw, codec.namespace);
  const theirs = await theirStream(judge, bytes, call);
  expect(ours).toEqual(adjusted(theirs, judge, "stream", name));
}

/** What they reject with before any output is an error part of ours. */
async function theirStream(judge: Judge, bytes: Uint8Array, call: CallOptions): Promise<Plain[]> {
  const raw = new TextDecoder().decode(bytes);
  const model = judge.theirs(recorded(bytes, { headers: EVENTS }).fetch, judge.target.model.wireId);
  const parts: object[] = [];
  try {
    const { stream } = await model.doStream(call);
    for await (const part of stream) parts.push(part);
  } catch (error) {
    parts.push({ type: "error", message: (error as Error).message });
  }
  return theirParts(parts.map(theirError), raw, judge);
}

/** Errors are compared by what they say; codecs say it with the vendor's whole text beside it. */
function saidByVendor({ codec }: Judge): (part: StreamPart) => object {
  return (part) => {
    if (part.type !== "error") return part;
    const { message } = codec.classifyError({
      headers: {},
      receivedAt: 0,
      ...(part.error as StreamError),
    });
    return { type: "error", message };
  };
}

function theirParts(parts: readonly object[], raw: string, judge: Judge): Plain[] {
  const { namespace } = judge.codec;
  const { metadataKey = namespace } = judge;
  return comparableParts(
    plain(parts).map((part) => renamed(part, metadataKey, namespace)),
    raw,
    namespace,
  );
}

function renamed(part: Plain, from: string, to: string): Plain {
  const { [from]: own, ...others } = (part.providerMetadata ?? {}) as Plain;
  return own === undefined ? part : { ...part, providerMetadata: { ...others, [to]: own } };
}

function theirError(part: object): object {
  const { type, error } = part as { type?: string; error?: unknown };
  if (type !== "error" || error === undefined) return part;
  const { message } = (error ?? {}) as { message?: unknown };
  const said = message ?? (error as { error?: { message?: unknown } }).error?.message;
  return { type: "error", message: typeof said === "string" ? said : JSON.stringify(error) };
}

/** Content, then how it ended, as one list, so that a row can change either. */
async function compareWhole(judge: Judge, fixture: Fixture): Promise<void> {
  const { codec, target } = judge;
  const { name, bytes, call } = fixture;
  const raw = new TextDecoder().decode(bytes);
  const parts: StreamPart[] = [];
  codec.operations.chat.decodeResponse(raw, (part) => parts.push(part), target, call);
  const form = plain(parts.map(saidByVendor(judge)));
  const ends = form.filter(({ type }) => type === "finish");
  const metadata = form.filter(({ type }) => type === "response-metadata");
  const ours = comparableParts([...contentOf(form), ...metadata, ...ends], raw, codec.namespace);
  expect(ours).toEqual(adjusted(await theirWhole(judge, raw, call), judge, "whole", name));
}

async function theirWhole(judge: Judge, raw: string, call: CallOptions): Promise<Plain[]> {
  const model = judge.theirs(
    recorded(raw, { headers: JSON_TYPE }).fetch,
    judge.target.model.wireId,
  );
  try {
    const answer = await model.doGenerate(call);
    const { finishReason, usage, providerMetadata, response } = answer;
    const { id, modelId, timestamp } = response ?? {};
    const metadata = { id, modelId, timestamp };
    const told = Object.values(metadata).some((value) => value !== undefined);
    return theirParts(
      [
        ...answer.content,
        ...(told ? [{ type: "response-metadata", ...metadata }] : []),
        { type: "finish", finishReason, usage, providerMetadata },
      ],
      raw,
      judge,
    );
  } catch (error) {
    return [{ type: "error", message: (error as Error).message }];
  }
}

async function compareRefusal(judge: Judge, refusal: Judge["refusals"][number]): Promise<void> {
  const { name, status, headers = {}, body } = refusal;
  const answer = recorded(body, { status, headers: { ...JSON_TYPE, ...headers } });
  const model = judge.theirs(answer.fetch, judge.target.model.wireId);
  const error = await model.doStream(hi).then(
    () => expect.fail("they did not reject"),
    (reason: unknown) => reason as { message: string; statusCode?: number },
  );
  const { message } = judge.codec.classifyError({ status, headers, body, receivedAt: 0 });
  const theirs = [{ status: error.statusCode, message: error.message }];
  expect([{ status, message }]).toEqual(adjusted(theirs, judge, "refusal", name));
}

async function compareUrls({ codec, target, theirs }: Judge): Promise<void> {
  const model = theirs(recorded("", {}).fetch, target.model.wireId);
  const ours = codec.supportedUrls(target);
  expect(sources(ours)).toEqual(sources(await model.supportedUrls));
}

/** A dot of a host is escaped by one side and not by the other. */
const sources = (urls: Readonly<Record<string, readonly RegExp[]>>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(urls).map(([type, each]) => [
      type,
      each.map((url) => url.source.replaceAll("\\.", ".")),
    ]),
  );

type NamedCall = DifferentialCall & { readonly name: string };

async function compareRequest(judge: Judge, given: NamedCall, stream: boolean): Promise<void> {
  const { name, call, target = judge.target } = given;
  const { url, headers, body, warnings } = judge.codec.operations.chat.encodeRequest(
    call,
    target,
    stream,
  );
  const theirs = await theirRequest(judge, call, target, stream);
  const ours = { url, headers: comparableHeaders(new Headers(headers), judge), body };
  expect(plain([ours])).toEqual(adjusted([theirs.request], judge, "request", name));
  const told = adjusted(theirs.warnings.map(withoutWords), judge, "warnings", name);
  expect(inOrder(plain(warnings).map(withoutWords))).toEqual(inOrder(told));
}

async function theirRequest(judge: Judge, call: CallOptions, target: Target, stream: boolean) {
  const { fetch, sent } = recorded(anyAnswer(judge, stream), {
    headers: stream ? EVENTS : JSON_TYPE,
  });
  const model = judge.theirs(fetch, target.model.wireId);
  const warnings = plain(await (stream ? streamWarnings : wholeWarnings)(model, call));
  const [request] = sent;
  if (!request) throw new Error("they sent nothing");
  const { url, headers, body } = request;
  return { request: { url, headers: comparableHeaders(headers, judge), body }, warnings };
}

/** Warnings come with an answer. */
function anyAnswer({ codec }: Judge, stream: boolean): Uint8Array {
  const [fixture] = fixturesOf(codec.api, stream ? "text.txt" : "whole.json");
  if (!fixture) throw new Error("a wire needs the fixtures text.txt and whole.json");
  return fixture.bytes;
}

async function wholeWarnings(model: LanguageModelV4, call: CallOptions): Promise<Warning[]> {
  return (await model.doGenerate(call)).warnings;
}

async function streamWarnings(model: LanguageModelV4, call: CallOptions): Promise<Warning[]> {
  const { stream } = await model.doStream(call);
  for await (const part of stream) if (part.type === "stream-start") return part.warnings;
  throw new Error("they did not say how the stream starts");
}

/** What is warned about; each side says it in words of its own. */
function withoutWords({ details: _details, message: _message, ...warning }: Plain): Plain {
  return warning;
}

/** One order for all, because none is promised. */
function inOrder(warnings: readonly Plain[]): Plain[] {
  return warnings.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Without credentials, and without what the transport of each side sets. */
function comparableHeaders(headers: Headers, { codec }: Judge): Record<string, string> {
  const credentials = Object.keys({
    ...codec.authorize("k", false),
    ...codec.authorize("k", true),
  });
  const left = new Set([...credentials, "accept", "content-type", "user-agent"]);
  // Some list features, in any order.
  const ordered = ([name, value]: [string, string]): [string, string] =>
    name.endsWith("-beta") ? [name, value.split(",").sort().join(",")] : [name, value];
  return Object.fromEntries([...headers].filter(([name]) => !left.has(name)).map(ordered));
}
