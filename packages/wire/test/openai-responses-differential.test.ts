// Our codec against the AI SDK's own package for this wire: the same bytes give the same parts, the same
// calls give equal bodies. Where the two differ on purpose, a table below says so and why.
import { createOpenAI } from "@ai-sdk/openai";
import type { CallOptions, JSONObject, StreamPart } from "@mayros/core";
import { withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { openaiResponses } from "../src/openai-responses/index.ts";
import { calls } from "./openai-responses-calls.ts";
import { fixturesOf, replay, replayWhole, target } from "./replay.ts";

const MODEL = "gpt-5.1";
const hi: CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Asks the AI SDK's model, which gets this answer and nothing from the network. */
function reference(bytes: Uint8Array, contentType: string, modelId = MODEL) {
  let sent: JSONObject | undefined;
  const fetch = (async (_url: unknown, init: RequestInit) => {
    sent = JSON.parse(textOf(init.body));
    return new Response(bytes.slice(), { headers: { "content-type": contentType } });
  }) as typeof globalThis.fetch;
  const model = createOpenAI({ apiKey: "key", fetch }).responses(modelId);
  return { model, body: () => sent };
}

async function referenceStream(bytes: Uint8Array): Promise<object[]> {
  const { model } = reference(bytes, "text/event-stream");
  const parts: object[] = [];
  const { stream } = await model.doStream(hi);
  for await (const part of stream) if (part.type !== "stream-start") parts.push(part);
  return parts;
}

/** Whatever is not there counts as not there, deltas of a block are joined, made-up ids are counted. */
function comparable(parts: readonly object[]): object[] {
  const plain = JSON.parse(JSON.stringify(parts)) as JSONObject[];
  const joined: JSONObject[] = [];
  const approvals = new Map<unknown, string>();
  let sources = 0;
  for (const part of plain) {
    const open = joined.findLast(({ type, id }) => type === part.type && id === part.id);
    if (textOf(part.type).endsWith("-delta") && open) {
      open.delta = textOf(open.delta) + textOf(part.delta);
      continue;
    }
    if (part.type === "source") part.id = `source-${sources++}`;
    if (part.type === "tool-approval-request") {
      approvals.set(part.toolCallId, textOf(part.approvalId));
    }
    joined.push(withoutOrigin(part));
  }
  return joined.map((part) => {
    const approval = approvals.get(part.toolCallId);
    return approval === undefined ? part : { ...part, toolCallId: approval };
  });
}

/** We mark who wrote the reasoning, so that no other model gets it back. */
function withoutOrigin(part: JSONObject): JSONObject {
  const metadata = (part.providerMetadata as Record<string, JSONObject> | undefined)?.openai;
  if (textOf(part.type).startsWith("reasoning") && metadata) {
    delete metadata.ref;
    delete metadata.wire;
  }
  return part;
}

/** The parts of a whole answer in the AI SDK's form, which has no starts and ends. */
function contentOf(parts: readonly object[]): JSONObject[] {
  const content: JSONObject[] = [];
  const texts = new Map<unknown, string>();
  for (const part of comparable(parts) as JSONObject[]) {
    const { type, id, delta, ...rest } = part;
    const [kind, edge] = textOf(type).split(/-(?=start$|delta$|end$)/);
    if (edge === "delta") texts.set(id, textOf(delta));
    else if (edge === "end" && kind !== "tool-input") {
      content.push({ type: kind ?? "", text: texts.get(id) ?? "", ...rest });
    } else if (edge === undefined && type !== "response-metadata" && type !== "finish") {
      content.push(part);
    }
  }
  return content;
}

/** Streams that we decode otherwise, and why. */
const streamDivergences: Readonly<Record<string, string>> = {
  "bad-json.txt": "an answer has one end: we stop at the error, the AI SDK tells a finish after it",
  "completions-stream.txt": "as above; both say that the answer is of another wire",
  "empty-arguments.txt": "a call without arguments has the input {}, which tools can read",
  "failed.txt": "an answer has one end: no finish follows the error",
  "little-usage.txt": "counts that the server did not send are unknown, not 0",
  "no-terminator.txt": "an answer without its end is an error, not a finish",
  "nulls.txt":
    "wrong fields are passed over, not errors; text without an announced message is kept",
  "open-reasoning.txt": "reasoning that is not a summary is reasoning, too",
  "truncated.txt": "an answer without its end is an error, not a finish",
};

/** Errors before any output: the AI SDK rejects, we give an error part, which the engine makes a failure of. */
const rejected = new Set(["failed-first.txt", "quota-first.txt", "rate-limit-first.txt"]);

describe("openai-responses streams, against @ai-sdk/openai", () => {
  for (const { name, bytes } of fixturesOf("openai-responses", ".txt")) {
    const ours = () => comparable(replay(openaiResponses, [bytes]));
    const reason = streamDivergences[name];
    if (rejected.has(name)) {
      it(`${name}: both fail with the vendor's words`, async () => {
        const failure: unknown = await referenceStream(bytes).catch((error: unknown) => error);
        if (!(failure instanceof Error)) throw new Error("the AI SDK did not reject");
        const last = replay(openaiResponses, [bytes]).at(-1);
        expect(failureOf(last).message).toBe(failure.message);
      });
    } else if (reason === undefined) {
      it(`${name}: the same parts`, async () => {
        expect(ours()).toEqual(comparable(await referenceStream(bytes)));
      });
    } else {
      it(`${name}: differs (${reason})`, async () => {
        expect(ours()).not.toEqual(comparable(await referenceStream(bytes)));
      });
    }
  }

  it.each(["failed.txt", "truncated.txt", "no-terminator.txt"])(
    "%s: the same parts before the end",
    async (name) => {
      const bytes = fixturesOf("openai-responses", name)[0]?.bytes ?? new Uint8Array();
      const theirs = comparable(await referenceStream(bytes)) as JSONObject[];
      const before = theirs.filter(({ type }) => type !== "error" && type !== "finish");
      expect(comparable(replay(openaiResponses, [bytes])).slice(0, -1)).toEqual(before);
    },
  );

  it.each(["empty-arguments.txt", "little-usage.txt"])(
    "%s: differs in nothing else",
    async (name) => {
      const bytes = fixturesOf("openai-responses", name)[0]?.bytes ?? new Uint8Array();
      const equalised = (parts: readonly object[]) =>
        JSON.parse(
          JSON.stringify(comparable(parts))
            .replaceAll('"input":""', '"input":"{}"')
            .replaceAll(/,"(?:cacheRead|reasoning)":0/g, "")
            .replaceAll(/"(?:cacheRead|reasoning)":0,/g, ""),
        ) as unknown;
      const ours = equalised(replay(openaiResponses, [bytes]));
      expect(ours).toEqual(equalised(await referenceStream(bytes)));
    },
  );
});

function failureOf(part: StreamPart | undefined) {
  if (part?.type !== "error") throw new Error(`no error but ${part?.type}`);
  const error = part.error as { body: string };
  const { classifyError } = openaiResponses;
  return classifyError({ ...error, headers: {}, receivedAt: 0 });
}

describe("openai-responses whole answers, against @ai-sdk/openai", () => {
  const failing = new Set(["whole-empty.json", "whole-error.json"]);
  for (const { name, bytes } of fixturesOf("openai-responses", ".json")) {
    const body = new TextDecoder().decode(bytes);
    it(`${name}: ${failing.has(name) ? "both fail" : "the same content and end"}`, async () => {
      const { model } = reference(bytes, "application/json");
      const ours = replayWhole(openaiResponses, body);
      const last = ours.at(-1);
      if (failing.has(name)) {
        await expect(model.doGenerate(hi)).rejects.toThrow();
        expect(last?.type).toBe("error");
        return;
      }
      const theirs = await model.doGenerate(hi);
      expect(contentOf(ours)).toEqual(comparable(theirs.content));
      const { finishReason, usage, providerMetadata } = theirs;
      const end = { type: "finish", finishReason, usage, providerMetadata };
      expect(comparable(last ? [last] : [])).toEqual(comparable([end]));
    });
  }
});

/** Bodies that differ on purpose: what of ours is unlike theirs, and why. */
interface BodyDivergence {
  readonly why: string;
  /** Theirs, made like ours. */
  readonly adapt: (body: JSONObject) => void;
}
const bodyDivergences: Readonly<Record<string, BodyDivergence>> = {
  "store by default": {
    why: "keys and models change within a conversation, so nothing may depend on one account's store",
    adapt: (body) => {
      body.store = false;
      body.include = ["reasoning.encrypted_content"];
    },
  },
  "result: content": {
    why: "servers know the type of a file by the end of its name, too",
    adapt: (body) => {
      for (const { output } of body.input as JSONObject[]) {
        for (const piece of Array.isArray(output) ? (output as JSONObject[]) : []) {
          if (piece.filename === "data") piece.filename = "data.pdf";
        }
      }
    },
  },
  "an empty text of the assistant": {
    why: "an empty message says nothing, and some servers refuse it",
    adapt: (body) => {
      body.input = (body.input as JSONObject[]).filter(({ content }) => content !== "");
    },
  },
};

describe("openai-responses bodies, against @ai-sdk/openai", () => {
  it.each(calls)("$name", async ({ name, call, modelId = MODEL, reasons = true }) => {
    const bytes = fixturesOf("openai-responses", "whole.json")[0]?.bytes ?? new Uint8Array();
    const { model, body } = reference(bytes, "application/json", modelId);
    await model.doGenerate(call);
    const theirs = body() ?? {};
    const levels = { off: "none", minimal: null, low: "low", medium: "medium", high: "high" };
    const ours = openaiResponses.operations.chat.encodeRequest(
      call,
      {
        ...target,
        model: withModelDefaults({ id: modelId, reasoning: reasons, thinkingLevelMap: levels }),
      },
      false,
    );
    const divergence = bodyDivergences[name];
    if (divergence) expect(ours.body, divergence.why).not.toEqual(theirs);
    divergence?.adapt(theirs);
    expect(JSON.parse(JSON.stringify(ours.body))).toEqual(theirs);
  });

  it("has a call for every divergence", () => {
    const names = new Set(calls.map(({ name }) => name));
    expect(Object.keys(bodyDivergences).filter((name) => !names.has(name))).toEqual([]);
  });
});
