// What the comparison with the AI SDK cannot tell: our flags, our marks beside signatures, our warnings.
import { type CallOptions, type JSONObject, type Target, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { googleGenerativeAi } from "./index.ts";

type Message = CallOptions["prompt"][number];
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const hi = { role: "user", parts: [{ text: "hi" }] };
const weather = {
  type: "function" as const,
  name: "weather",
  inputSchema: { type: "object" as const },
};

function encode(
  call: Partial<CallOptions>,
  compat: Target["compat"] = {},
  overrides: Partial<Target> = {},
) {
  const { encodeRequest } = googleGenerativeAi.operations.chat;
  const { body, url, headers, warnings } = encodeRequest(
    { prompt: [user("hi")], ...call },
    { ...target, compat, ...overrides },
    false,
  );
  const warned = warnings.map((each) => ("feature" in each ? each.feature : each.type));
  return { url, headers, body, contents: body.contents, warned };
}

const assistant = (...content: Extract<Message, { role: "assistant" }>["content"]): Message[] => [
  user("hi"),
  { role: "assistant", content },
];
const call = { type: "tool-call" as const, toolCallId: "c", toolName: "weather", input: {} };
const mark = (ref: string): JSONObject => ({
  thoughtSignature: "c2ln",
  ref,
  wire: googleGenerativeAi.api,
});
const functionCall = { id: "c", name: "weather", args: {} };

describe("google-generative-ai encodeRequest", () => {
  it("makes the address of the model's id, without a double slash", () => {
    const model = withModelDefaults({ id: "m", wireId: "tunedModels/my model?x" });
    expect(encode({}, {}, { baseUrl: "https://a.example/v1beta/" }).url).toBe(
      "https://a.example/v1beta/models/model-1:generateContent",
    );
    expect(encode({}, {}, { baseUrl: "https://a.example", model }).url).toBe(
      "https://a.example/tunedModels/my%20model%3Fx:generateContent",
    );
    expect(googleGenerativeAi.authorize("k", true)).toEqual({ authorization: "Bearer k" });
  });

  it("finds Vertex AI's models where the base URL says so", () => {
    const place = "projects/p-1/locations/europe-west6/publishers/google";
    const baseUrl = `https://europe-west6-aiplatform.googleapis.com/v1/${place}`;
    const { url } = googleGenerativeAi.operations.chat.encodeRequest(
      { prompt: [user("hi")] },
      { ...target, baseUrl, compat: { vertex: true } },
      true,
    );
    expect(url).toBe(`${baseUrl}/models/model-1:streamGenerateContent?alt=sse`);
  });

  it("sends signatures back to the model that made them, and to no other", () => {
    const prompt = (ref: string) =>
      assistant(
        { type: "reasoning", text: "Hm.", providerOptions: { google: mark(ref) } },
        { ...call, providerOptions: { google: mark(ref) } },
      );
    expect(encode({ prompt: prompt("acme/model-1") })).toMatchObject({
      contents: [
        hi,
        {
          role: "model",
          parts: [
            { text: "Hm.", thought: true, thoughtSignature: "c2ln" },
            { functionCall, thoughtSignature: "c2ln" },
          ],
        },
      ],
      warned: [],
    });
    const other = encode({ prompt: prompt("acme/model-2") }, { generation: 2 });
    expect(other.contents).toEqual([hi, { role: "model", parts: [{ functionCall }] }]);
    expect(other.warned).toEqual(["reasoning part"]);
  });

  it("leaves out reasoning of other wires", () => {
    const providerOptions = { anthropic: { signature: "x" } };
    const prompt = assistant({ type: "reasoning", text: "Hm.", providerOptions }, call);
    expect(encode({ prompt }, { generation: 2 }).warned).toEqual(["reasoning part"]);
  });

  it("puts a stand-in where another model's signature was", () => {
    const prompt = assistant({ ...call, providerOptions: { google: mark("acme/model-2") } });
    const { contents, warned } = encode({ prompt });
    const thoughtSignature = "skip_thought_signature_validator";
    expect(contents).toEqual([hi, { role: "model", parts: [{ functionCall, thoughtSignature }] }]);
    expect(warned).toEqual(["other"]);
  });

  it.each([
    ["generation 2", { generation: 2 as const }, [{ functionCall }]],
    ["a flag of a wrong type", { generation: "2", vertex: "yes" }, [{ functionCall }]],
  ])("reads %s", (name, compat, parts) => {
    const prompt = assistant({ ...call, providerOptions: { google: mark("acme/model-1") } });
    const signature = name === "generation 2" ? {} : { thoughtSignature: "c2ln" };
    const lost = assistant(call);
    const { contents } = encode({ prompt: name === "generation 2" ? lost : prompt }, compat);
    expect(contents).toEqual([hi, { role: "model", parts: [{ ...parts[0], ...signature }] }]);
  });

  it("sends a part back that it did not understand", () => {
    const part = { hologram: { id: "h" } };
    const providerOptions = { google: { part } };
    const prompt = assistant({ type: "custom", kind: "google.hologram", providerOptions });
    expect(encode({ prompt }).contents).toEqual([hi, { role: "model", parts: [part] }]);
  });

  it("puts the system prompt before the first message where the server has no field for it", () => {
    const prompt: Message[] = [{ role: "system", content: "Be brief." }, user("hi")];
    const { body } = encode({ prompt }, { supportsSystemInstruction: false });
    expect(body).toEqual({
      generationConfig: {},
      contents: [{ role: "user", parts: [{ text: "Be brief.\n\n" }, { text: "hi" }] }],
    });
  });

  it("moves a system message within the conversation to the top", () => {
    const { body, warned } = encode({ prompt: [user("hi"), { role: "system", content: "Now." }] });
    expect(body.systemInstruction).toEqual({ parts: [{ text: "Now." }] });
    expect(warned).toEqual(["system message"]);
  });

  it("leaves out what a server refuses", () => {
    const flags = { vertex: true, supportsPenalties: false, generation: 2 };
    const { body, warned } = encode({ prompt: assistant(call), presencePenalty: 1 }, flags);
    expect(body).toEqual({
      generationConfig: {},
      contents: [hi, { role: "model", parts: [{ functionCall: { name: "weather", args: {} } }] }],
    });
    expect(warned).toEqual(["presencePenalty"]);
  });

  it("sends a file in a bucket by its address, where the server reads it in a result", () => {
    const file = {
      type: "file" as const,
      mediaType: "application/pdf",
      data: { type: "url" as const, url: new URL("gs://b/x.pdf"), originalUrl: "gs://B/x.pdf" },
    };
    const output = { type: "content" as const, value: [file] };
    const result = { type: "tool-result" as const, toolCallId: "c", toolName: "weather", output };
    const prompt: Message[] = [user("hi"), { role: "tool", content: [result] }];
    const response = { name: "weather", content: "Tool executed successfully." };
    const parts = [{ fileData: { mimeType: "application/pdf", fileUri: "gs://B/x.pdf" } }];
    expect(encode({ prompt }, { vertex: true }).contents).toEqual([
      hi,
      { role: "user", parts: [{ functionResponse: { name: "weather", response, parts } }] },
    ]);
    expect(encode({ prompt }).warned).toEqual(["file in a tool result"]);
  });

  it("gives Vertex AI no id of code that ran elsewhere", () => {
    const input = { language: "PYTHON", code: "1", id: "ec-1" };
    const value = { outcome: "OUTCOME_OK", output: "1", id: "ec-1" };
    const names = { toolCallId: "ec-1", toolName: "code_execution" };
    const prompt = assistant(
      { type: "tool-call", ...names, input, providerExecuted: true },
      { type: "tool-result", ...names, output: { type: "json", value } },
    );
    const parts = [
      { executableCode: { language: "PYTHON", code: "1" } },
      { codeExecutionResult: { outcome: "OUTCOME_OK", output: "1" } },
    ];
    expect(encode({ prompt }, { vertex: true }).contents).toEqual([hi, { role: "model", parts }]);
  });

  it("leaves out a file that was uploaded to the other server", () => {
    const data = { type: "reference" as const, reference: { google: "https://a.example/f" } };
    const file = { type: "file" as const, mediaType: "video/mp4", data };
    const prompt: Message[] = [{ role: "user", content: [file] }];
    expect(encode({ prompt }, { vertex: true }).warned).toEqual(["video/mp4 file"]);
    expect(encode({ prompt }).warned).toEqual([]);
  });

  it.each([
    ["8192", { thinkingBudget: 8192, includeThoughts: true }],
    ["HIGH", { thinkingLevel: "HIGH", includeThoughts: true }],
    [undefined, { thinkingBudget: 24_576, includeThoughts: true }, 2],
    [undefined, { thinkingLevel: "high", includeThoughts: true }, 3],
  ])("reads the level's word %j", (high, thinkingConfig, generation = 3) => {
    const thinkingLevelMap = high === undefined ? {} : { high };
    const model = withModelDefaults({ id: "m", reasoning: true, thinkingLevelMap });
    const { body } = encode({ reasoning: "high" }, { generation }, { model });
    expect(body.generationConfig).toEqual({ thinkingConfig });
  });

  it("passes on what is meant for this server, but for what the codec decides", () => {
    const providerOptions = {
      google: { nonsense: 1 },
      acme: { newField: 1, contents: [], generationConfig: { logprobs: 3 } },
    };
    const { body, warned } = encode({ providerOptions });
    expect(body).toEqual({ generationConfig: { logprobs: 3 }, contents: [hi], newField: 1 });
    expect(warned).toEqual(["providerOptions.google.nonsense", "provider option contents"]);
  });

  it("warns about what the wire cannot carry", () => {
    const file = {
      type: "file" as const,
      mediaType: "image/png",
      data: { type: "reference" as const, reference: { other: "f" } },
    };
    const { warned, contents } = encode({
      prompt: [{ role: "user", content: [file] }],
      tools: [
        { ...weather, inputExamples: [{ input: {} }] },
        { type: "provider", id: "other.tool", name: "x", args: {} },
      ],
    });
    expect(contents).toEqual([
      { role: "user", parts: [{ text: "[image/png file could not be attached]" }] },
    ]);
    expect(warned).toEqual(["provider-defined tool other.tool", "inputExamples", "image/png file"]);
  });

  it("forces no tool that is not there", () => {
    expect(encode({ toolChoice: { type: "required" } }).warned).toEqual(["toolChoice"]);
  });
});
