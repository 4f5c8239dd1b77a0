// What older specifications call otherwise, and what they have no place for. Prompts and answers are held against the
// AI SDK's own adapter where that says anything.
import type {
  CallOptions,
  LanguageModelV2,
  LanguageModelV3,
  LanguageModelV4,
  StreamPart,
} from "@mayros/core";
import { wrapLanguageModel } from "ai";
import { describe, expect, it } from "vitest";
import { asAskedModel } from "../as-asked-model.ts";

const bytes = new Uint8Array([1, 2, 3]);
const prompt: CallOptions["prompt"] = [
  { role: "system", content: "Be kind." },
  {
    role: "user",
    content: [
      { type: "text", text: "look" },
      { type: "file", mediaType: "image/png", data: { type: "data", data: bytes } },
      {
        type: "file",
        mediaType: "application/pdf",
        data: { type: "url", url: new URL("https://files.example/a.pdf") },
      },
    ],
  },
  {
    role: "assistant",
    content: [
      { type: "reasoning", text: "hm", providerOptions: { acme: { signature: "s" } } },
      { type: "tool-call", toolCallId: "1", toolName: "look", input: {} },
    ],
  },
  {
    role: "tool",
    content: [
      {
        type: "tool-result",
        toolCallId: "1",
        toolName: "look",
        output: {
          type: "content",
          value: [
            { type: "text", text: "seen" },
            { type: "file", mediaType: "image/png", data: { type: "data", data: bytes } },
            {
              type: "file",
              mediaType: "image/png",
              data: { type: "url", url: new URL("https://files.example/b.png") },
            },
          ],
        },
      },
      {
        type: "tool-result",
        toolCallId: "2",
        toolName: "look",
        output: { type: "execution-denied", reason: "no" },
      },
    ],
  },
];

const usage = {
  inputTokens: { total: 3, noCache: 2, cacheRead: 1, cacheWrite: undefined },
  outputTokens: { total: 4, text: 4, reasoning: undefined },
};

function v3(): { model: LanguageModelV3; asked: unknown[] } {
  const asked: unknown[] = [];
  const model: LanguageModelV3 = {
    ...{ specificationVersion: "v3", provider: "acme", modelId: "m", supportedUrls: {} },
    async doGenerate(options) {
      asked.push(options);
      return {
        content: [
          { type: "text", text: "hello" },
          { type: "file", mediaType: "image/png", data: bytes },
        ],
        finishReason: { unified: "stop", raw: "stop" },
        usage,
        warnings: [{ type: "other", message: "of the model" }],
      };
    },
    async doStream(options) {
      asked.push(options);
      const stream = ReadableStream.from([
        { type: "stream-start" as const, warnings: [] },
        { type: "file" as const, mediaType: "image/png", data: "AQID" },
        { type: "finish" as const, finishReason: { unified: "stop", raw: "stop" }, usage } as const,
      ]);
      return { stream };
    },
  };
  return { model, asked };
}

async function parts(model: Pick<LanguageModelV4, "doStream">, options: CallOptions) {
  const all: StreamPart[] = [];
  for await (const part of (await model.doStream(options)).stream) all.push(part);
  return all;
}

describe("a model of specification v3", () => {
  it("is asked and read as by the AI SDK's own adapter", async () => {
    const [own, theirs] = [v3(), v3()];
    const adapted = await asAskedModel(own.model);
    // Wrapping is what makes the AI SDK adapt a model.
    const judge = wrapLanguageModel({ model: theirs.model, middleware: [] });
    const call = { prompt, temperature: 0.5 };
    const [whole, judged] = [await adapted.doGenerate(call), await judge.doGenerate(call)];
    expect(whole.content).toEqual(judged.content);
    expect(whole.usage).toEqual(judged.usage);
    expect(await parts(adapted, call)).toEqual(await parts(judge, call));
    expect(own.asked).toHaveLength(2);
    expect(JSON.parse(JSON.stringify(own.asked))).toEqual(JSON.parse(JSON.stringify(theirs.asked)));
  });

  it("is told nothing of what it has no place for, and the caller is", async () => {
    const { model, asked } = v3();
    const adapted = await asAskedModel(model);
    const call: CallOptions = {
      reasoning: "high",
      prompt: [
        {
          role: "user",
          content: [
            {
              type: "file",
              mediaType: "image",
              data: { type: "reference", reference: { a: "1" } },
            },
            { type: "file", mediaType: "text", data: { type: "text", text: "é" } },
          ],
        },
        { role: "assistant", content: [{ type: "custom", kind: "acme.thing" }] },
      ],
    };
    const warned = ["references to files", "custom parts", "reasoning"];
    const whole = await adapted.doGenerate(call);
    expect(whole.warnings.flatMap((each) => ("feature" in each ? [each.feature] : []))).toEqual(
      warned,
    );
    expect(whole.warnings.at(-1)).toEqual({ type: "other", message: "of the model" });
    const [start] = await parts(adapted, call);
    expect(start).toMatchObject({ type: "stream-start" });
    expect(start?.type === "stream-start" && start.warnings).toHaveLength(3);
    expect(asked[0]).toEqual({
      prompt: [
        {
          role: "user",
          content: [{ type: "file", mediaType: "text/plain", data: new TextEncoder().encode("é") }],
        },
        { role: "assistant", content: [] },
      ],
    });
  });
});

it("asks and reads a model of specification v2", async () => {
  const asked: unknown[] = [];
  const answer = {
    finishReason: "unknown" as const,
    usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7, cachedInputTokens: 1 },
  };
  const model: LanguageModelV2 = {
    ...{ specificationVersion: "v2", provider: "acme", modelId: "m", supportedUrls: {} },
    async doGenerate(options) {
      asked.push(options);
      const warnings = [{ type: "unsupported-setting" as const, setting: "topK", details: "no" }];
      return { content: [{ type: "text", text: "hello" }], ...answer, warnings };
    },
    async doStream() {
      return {
        stream: ReadableStream.from([
          { type: "stream-start" as const, warnings: [] },
          { type: "finish" as const, ...answer },
        ]),
      };
    },
  };
  const adapted = await asAskedModel(model);
  const tools = [
    { type: "provider" as const, id: "acme.search" as const, name: "search", args: {} },
  ];
  const whole = await adapted.doGenerate({ prompt, tools });
  const finish = {
    finishReason: { unified: "other", raw: undefined },
    usage: { inputTokens: { total: 3, cacheRead: 1 }, outputTokens: { total: 4 } },
  };
  expect(whole).toMatchObject({
    ...finish,
    warnings: [{ type: "unsupported", feature: "topK", details: "no" }],
  });
  expect((await parts(adapted, { prompt })).at(-1)).toMatchObject({ type: "finish", ...finish });
  expect(asked[0]).toMatchObject({
    tools: [{ type: "provider-defined", id: "acme.search" }],
    prompt: [
      {},
      {},
      {},
      {
        content: [
          {
            output: {
              value: [
                { type: "text", text: "seen" },
                { type: "media", mediaType: "image/png", data: "AQID" },
                { type: "text", text: "https://files.example/b.png" },
              ],
            },
          },
          { output: { type: "error-text", value: "no" } },
        ],
      },
    ],
  });
});
