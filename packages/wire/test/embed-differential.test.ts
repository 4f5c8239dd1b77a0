// Embeddings against the AI SDK's own providers: the same call gives the same body, the same answer the
// same vectors.
import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  type Codec,
  type EmbedCall,
  type EmbeddingModelV4,
  type EmbedOperation,
  type Target,
  withModelDefaults,
} from "@mayros/core";
import { describe, expect, it } from "vitest";
import { googleGenerativeAi } from "../src/google-generative-ai/index.ts";
import { openaiCompletions } from "../src/openai-completions/index.ts";
import { openaiResponses } from "../src/openai-responses/index.ts";

type Fetch = typeof globalThis.fetch;

interface Wire {
  readonly codec: Codec;
  readonly target: Target;
  readonly theirs: (fetch: Fetch) => EmbeddingModelV4;
  /** As the vendor documents it, for as many texts as the call has. */
  readonly answer: (texts: number) => unknown;
}

const targetOf = (provider: string, id: string, baseUrl: string): Target => ({
  provider,
  model: withModelDefaults({ id }),
  baseUrl,
  compat: {},
});
const vectors = (texts: number): number[][] =>
  Array.from({ length: texts }, (_, index) => [index, 0.5, -0.25]);
const openaiAnswer = (texts: number) => ({
  object: "list",
  data: vectors(texts).map((embedding, index) => ({ object: "embedding", index, embedding })),
  model: "m",
  usage: { prompt_tokens: 8, total_tokens: 8 },
});
const openaiUrl = "https://api.openai.com/v1";
const acmeUrl = "https://api.acme.example/v1";
const googleUrl = "https://generativelanguage.googleapis.com/v1beta";

const wires: Wire[] = [
  {
    codec: openaiResponses,
    target: targetOf("openai", "text-embedding-3-small", openaiUrl),
    theirs: (fetch) =>
      createOpenAI({ apiKey: "k", fetch }).embeddingModel("text-embedding-3-small"),
    answer: openaiAnswer,
  },
  {
    codec: openaiCompletions,
    target: targetOf("acme", "embed-1", acmeUrl),
    theirs: (fetch) =>
      createOpenAICompatible({ name: "acme", baseURL: acmeUrl, apiKey: "k", fetch }).embeddingModel(
        "embed-1",
      ),
    answer: openaiAnswer,
  },
  {
    codec: googleGenerativeAi,
    target: targetOf("google", "gemini-embedding-001", googleUrl),
    theirs: (fetch) => createGoogle({ apiKey: "k", fetch }).embeddingModel("gemini-embedding-001"),
    answer: (texts) =>
      texts === 1
        ? { embedding: { values: vectors(1)[0] } }
        : { embeddings: vectors(texts).map((values) => ({ values })) },
  },
];

const calls: [what: string, call: EmbedCall][] = [
  ["one text", { values: ["one"] }],
  ["several texts", { values: ["one", "two", "three"] }],
  ["an empty text", { values: [""] }],
  ["fewer dimensions", { values: ["one", "two"], dimensions: 256 }],
  [
    "options of the vendor",
    {
      values: ["one", "two"],
      providerOptions: {
        openai: { dimensions: 64, user: "u1" },
        acme: { dimensions: 64, user: "u1" },
        google: { outputDimensionality: 64, taskType: "RETRIEVAL_QUERY" },
      },
    },
  ],
  [
    "options by the name of a package",
    {
      values: ["one"],
      providerOptions: { openaiCompatible: { dimensions: 8, user: "u" }, acme: { user: "v" } },
    },
  ],
  [
    "further content beside the texts",
    {
      values: ["one", ""],
      providerOptions: {
        google: {
          content: [[{ text: "more" }], [{ inlineData: { mimeType: "image/png", data: "AA==" } }]],
        },
      },
    },
  ],
];

function embedOf({ operations, api }: Codec): EmbedOperation {
  if (operations.embed) return operations.embed;
  throw new Error(`${api} has no embeddings`);
}

describe.each(wires)("$codec.api", ({ codec, target, theirs, answer }) => {
  it.each(calls)("asks and answers as the AI SDK does: %s", async (_what, call) => {
    const sent: { url: string; body: unknown }[] = [];
    const text = JSON.stringify(answer(call.values.length));
    const result = await theirs(async (url, init) => {
      if (typeof url !== "string" || typeof init?.body !== "string") throw new Error("no JSON");
      sent.push({ url, body: JSON.parse(init.body) });
      return new Response(text, { headers: { "content-type": "application/json" } });
    }).doEmbed(call);
    const { encodeRequest, decodeResponse } = embedOf(codec);
    const { url, body, warnings } = encodeRequest(call, target);
    expect({ url, body: JSON.parse(JSON.stringify(body)) }).toEqual(sent[0]);
    expect(warnings).toEqual(result.warnings);
    const ours = decodeResponse(text, target);
    expect(ours.embeddings).toEqual(result.embeddings);
    expect(ours.tokens).toEqual(result.usage?.tokens);
  });

  it("takes as many texts at once as the AI SDK does", () => {
    const { maxEmbeddingsPerCall } = theirs(fetch);
    expect(embedOf(codec).maxTexts).toBe(maxEmbeddingsPerCall);
  });

  it.each([
    ["no JSON", "<html>"],
    ["no object", "[]"],
    ["no embeddings", "{}"],
    ["null", '{"data":null,"embeddings":null}'],
    ["empty lists", '{"data":[],"embeddings":[]}'],
    ["an empty vector", '{"data":[{"embedding":[]}],"embedding":{"values":[]}}'],
    ["words for numbers", '{"data":[{"embedding":["a"]}],"embedding":{"values":["a"]}}'],
  ])("calls an answer unreadable that has %s", (_what, body) => {
    expect(() => embedOf(codec).decodeResponse(body, target)).toThrow(SyntaxError);
  });
});

it("gives each text its own vector, whatever their order in the answer", () => {
  const data = [
    { index: 1, embedding: [2] },
    { index: 0, embedding: [1] },
  ];
  const target = targetOf("acme", "embed-1", acmeUrl);
  const { embeddings } = embedOf(openaiCompletions).decodeResponse(
    JSON.stringify({ data }),
    target,
  );
  expect(embeddings).toEqual([[1], [2]]);
});
