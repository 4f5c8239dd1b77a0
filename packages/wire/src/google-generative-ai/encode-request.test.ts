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
  const warned = warnings.map((warning) => ("feature" in warning ? warning.feature : ""));
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
    const other = encode({ prompt: prompt("acme/model-2") });
    expect(other.contents).toEqual([hi, { role: "model", parts: [{ functionCall }] }]);
    expect(other.warned).toEqual(["reasoning part"]);
  });

  it("leaves out reasoning of other wires", () => {
    const providerOptions = { anthropic: { signature: "x" } };
    const prompt = assistant({ type: "reasoning", text: "Hm.", providerOptions }, call);
    expect(encode({ prompt })).toMatchObject({ warned: ["reasoning part"] });
  });

  it("puts a stand-in where a signature is required and lost", () => {
    const { contents, warned } = encode(
      { prompt: assistant(call) },
      { requiresThoughtSignatures: true },
    );
    const thoughtSignature = "skip_thought_signature_validator";
    expect(contents).toEqual([hi, { role: "model", parts: [{ functionCall, thoughtSignature }] }]);
    expect(warned).toEqual(["tool call"]);
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

  it("leaves out ids and penalties that a server refuses", () => {
    const flags = { supportsFunctionCallIds: false, supportsPenalties: false };
    const { body, warned } = encode({ prompt: assistant(call), presencePenalty: 1 }, flags);
    expect(body).toEqual({
      generationConfig: {},
      contents: [hi, { role: "model", parts: [{ functionCall: { name: "weather", args: {} } }] }],
    });
    expect(warned).toEqual(["presencePenalty"]);
  });

  it.each([
    ["8192", { thinkingBudget: 8192, includeThoughts: true }],
    ["HIGH", { thinkingLevel: "HIGH", includeThoughts: true }],
    [undefined, { thinkingBudget: 24_576, includeThoughts: true }],
  ])("reads the level's word %j", (high, thinkingConfig) => {
    const thinkingLevelMap = high === undefined ? {} : { high };
    const model = withModelDefaults({ id: "m", reasoning: true, thinkingLevelMap });
    const { body } = encode({ reasoning: "high" }, {}, { model });
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
    expect(warned).toEqual(["tool other.tool", "inputExamples", "image/png file"]);
  });

  it("forces no tool that is not there", () => {
    expect(encode({ toolChoice: { type: "required" } }).warned).toEqual(["toolChoice"]);
  });
});
