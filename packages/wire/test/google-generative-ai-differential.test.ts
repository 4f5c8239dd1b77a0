// The AI SDK's own provider as a judge: the same recorded answers give the same parts, the same calls give
// the same bodies. Where we differ, a row of a table below says why.
import { createGoogle } from "@ai-sdk/google";
import { type CallOptions, type Model, type StreamPart, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { googleGenerativeAi } from "../src/google-generative-ai/index.ts";
import { calls } from "./google-generative-ai-calls.ts";
import { answerDivergences, bodyDivergences } from "./google-generative-ai-divergences.ts";
import { fixturesOf } from "./replay.ts";

const baseUrl = "https://generativelanguage.googleapis.com/v1beta";
const levels = { off: null, minimal: "minimal", low: "low", medium: "medium", high: "high" };
const older = withModelDefaults({ id: "gemini-2.5-flash", reasoning: true, maxTokens: 65_536 });
const newer = withModelDefaults({
  id: "gemini-3-flash-preview",
  reasoning: true,
  thinkingLevelMap: levels,
});
const { chat } = googleGenerativeAi.operations;
const hi: CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };

interface Sent {
  url: string;
  headers: Headers;
  body: unknown;
}

/** Their provider, with recorded bytes for a network. */
function theirs(model: Model, answer: Uint8Array, contentType: string) {
  const sent: Sent[] = [];
  let id = 0;
  const provider = createGoogle({
    apiKey: "k",
    generateId: () => `generated-${id++}`,
    fetch: async (url, init) => {
      // It would ask for more without end where an answer says that there is more.
      if (sent.length > 0) throw new Error("one request only");
      if (typeof url !== "string" || typeof init?.body !== "string") throw new Error("no JSON");
      const body: unknown = JSON.parse(init.body);
      sent.push({ url, headers: new Headers(init?.headers), body });
      return new Response(answer.slice(), { headers: { "content-type": contentType } });
    },
  });
  return { model: provider(model.wireId), sent };
}

const targetOf = (model: Model) => ({ provider: "google", model, baseUrl, compat: {} });

/** JSON in, JSON out: sorted keys, no undefined, our marks beside signatures taken out. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, each: unknown) => {
    if (key === "providerMetadata" && each && typeof each === "object" && "google" in each) {
      const { ref: _ref, wire: _wire, ...own } = each.google as Record<string, unknown>;
      return { google: own };
    }
    return each;
  });
  return JSON.parse(text);
}

type PlainPart = Record<string, unknown>;

/** Deltas joined; ids that either side made up replaced by their order. */
function comparable(parts: readonly StreamPart[]): PlainPart[] {
  const names = new Map<string, string>();
  const rename = (value: unknown): unknown => {
    if (typeof value !== "string" || /^(?:fc|st)-\d/.test(value)) return value;
    const known = names.get(value) ?? `id-${names.size}`;
    names.set(value, known);
    return known;
  };
  const joined: PlainPart[] = [];
  for (const part of plain(parts) as PlainPart[]) {
    const { type } = part;
    if (type === "stream-start") continue;
    if (type === "response-metadata") {
      joined.push(part);
      continue;
    }
    if ("id" in part) part.id = rename(part.id);
    if ("toolCallId" in part) part.toolCallId = rename(part.toolCallId);
    const last = joined.at(-1);
    const metadata = JSON.stringify(part.providerMetadata);
    if (
      last &&
      last.type === type &&
      "delta" in part &&
      last.id === part.id &&
      metadata === JSON.stringify(last.providerMetadata)
    ) {
      last.delta = `${String(last.delta)}${String(part.delta)}`;
    } else joined.push(part);
  }
  return joined;
}

describe.each(fixturesOf(googleGenerativeAi.api, ".txt"))("$name", ({ name, bytes }) => {
  it("gives the parts that the AI SDK gives, but for the reviewed differences", async () => {
    const { model } = theirs(older, bytes, "text/event-stream");
    const { stream } = await model.doStream(hi);
    const expected: StreamPart[] = [];
    for await (const part of stream) expected.push(part);
    const parts: StreamPart[] = [];
    const decoder = chat.createDecoder((part) => parts.push(part), targetOf(older), hi);
    decoder.write(bytes);
    decoder.end();
    const byText = (part: PlainPart): PlainPart => {
      const { body, ...rest } = (part.error ?? {}) as PlainPart;
      const read = (text: string): unknown => JSON.parse(text);
      return part.type === "error"
        ? { ...part, error: { ...rest, body: read(String(body)) } }
        : part;
    };
    const divergences = answerDivergences.filter((each) => each.fixtures.includes(name));
    let wanted = comparable(expected);
    for (const { adjust } of divergences) {
      const adjusted = adjust(structuredClone(wanted));
      expect(adjusted, "a difference that is none").not.toEqual(wanted);
      wanted = adjusted;
    }
    // White space within the vendor's words is no difference.
    expect(withoutModelId(comparable(parts)).map(byText)).toEqual(wanted.map(byText));
  });
});

/** The AI SDK does not tell which model answered, we do: the only difference in every answer. */
function withoutModelId(parts: PlainPart[]): PlainPart[] {
  return parts.map((part) => {
    if (part.type !== "response-metadata") return part;
    const { modelId, ...rest } = part;
    expect(modelId).toBeTypeOf("string");
    return rest;
  });
}

/** The content of a whole answer, as the AI SDK has it. */
function contentOf(parts: readonly PlainPart[]): PlainPart[] {
  const content: PlainPart[] = [];
  for (const { id, delta, ...part } of parts) {
    const [kind, step] = String(part.type).split(/-(?=start|delta)/);
    const last = content.at(-1);
    if (step === "start") content.push({ ...part, type: kind, text: "" });
    else if (step === "delta" && last && (kind === "text" || kind === "reasoning")) {
      last.text = `${String(last.text)}${String(delta)}`;
      if (part.providerMetadata) last.providerMetadata = part.providerMetadata;
    } else if (part.type === "source") content.push({ ...part, id });
    else if (/^(?:file|reasoning-file|tool-call|tool-result|custom)$/.test(String(part.type))) {
      content.push(part);
    }
  }
  return content.filter(({ type }) => type !== "tool-input");
}

const answers = fixturesOf(googleGenerativeAi.api, ".json").filter(
  // These two are no answers: the AI SDK makes an empty one of them, we an error.
  ({ name }) => name !== "whole-empty.json" && name !== "whole-error.json",
);

describe.each(answers)("$name", ({ bytes }) => {
  it("gives the content that the AI SDK gives", async () => {
    const { model } = theirs(older, bytes, "application/json");
    const result = await model.doGenerate(hi);
    const parts: StreamPart[] = [];
    chat.decodeResponse(
      new TextDecoder().decode(bytes),
      (part) => parts.push(part),
      targetOf(older),
      hi,
    );
    const ours = comparable(parts);
    const { finishReason, usage, providerMetadata } = ours.at(-1) ?? {};
    const theirContent = comparable(result.content as unknown as StreamPart[]);
    expect(comparable(contentOf(ours) as unknown as StreamPart[])).toEqual(theirContent);
    expect({ finishReason, usage, providerMetadata }).toEqual(
      plain({
        finishReason: result.finishReason,
        usage: result.usage,
        providerMetadata: result.providerMetadata,
      }),
    );
  });
});

const empty = new TextEncoder().encode('{"candidates":[{"finishReason":"STOP"}]}');

describe.each([
  ["a model with budgets", older],
  ["a model with levels", newer],
])("for %s", (kind, ourModel) => {
  it.each(Object.keys(calls))("%s", async (name) => {
    const call = calls[name];
    if (!call) throw new Error("no such call");
    const { model, sent } = theirs(ourModel, empty, "application/json");
    await model.doGenerate(call);
    const [request] = sent;
    if (!request) throw new Error("nothing was sent");
    const { url, body } = chat.encodeRequest(call, targetOf(ourModel), false);
    expect(url).toBe(request.url);
    let wanted = request.body as Record<string, unknown>;
    for (const divergence of bodyDivergences) {
      if (!divergence.calls.includes(name)) continue;
      if (divergence.model && divergence.model !== kind) continue;
      const adjusted = divergence.adjust(structuredClone(wanted));
      expect(adjusted, "a difference that is none").not.toEqual(wanted);
      wanted = adjusted;
    }
    expect(plain(body)).toEqual(wanted);
  });
});

it("asks for a stream at the same address, with the same key", async () => {
  const bytes = new TextEncoder().encode(`data: ${new TextDecoder().decode(empty)}\n\n`);
  const { model, sent } = theirs(older, bytes, "text/event-stream");
  const { stream } = await model.doStream(hi);
  for await (const part of stream) expect(part.type).not.toBe("error");
  expect(chat.encodeRequest(hi, targetOf(older), true).url).toBe(sent[0]?.url);
  expect(googleGenerativeAi.authorize("k", false)).toEqual({
    "x-goog-api-key": sent[0]?.headers.get("x-goog-api-key"),
  });
});
