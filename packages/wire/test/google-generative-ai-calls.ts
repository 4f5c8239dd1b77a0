// Calls that every part of the Gemini encoder sees, for the comparison with the AI SDK.
import type { CallOptions } from "@mayros/core";

type Message = CallOptions["prompt"][number];
type Output = Extract<
  Extract<Message, { role: "tool" }>["content"][number],
  { type: "tool-result" }
>["output"];

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const hi = [user("hi")];
const schema = {
  type: "object" as const,
  properties: { kind: { const: "a" }, list: { type: "array" as const, items: { const: 1 } } },
  required: ["kind"],
  additionalProperties: false,
};
const weather = {
  type: "function" as const,
  name: "weather",
  description: "Tells the weather.",
  inputSchema: { type: "object" as const, properties: { city: { type: "string" as const } } },
};
const noop = { type: "function" as const, name: "noop", inputSchema: { type: "object" as const } };
const search = {
  type: "provider" as const,
  id: "google.google_search" as const,
  name: "google_search",
  args: { mode: "x" },
};
const signed = (thoughtSignature: string) => ({ google: { thoughtSignature } });
const callOf = (toolCallId: string, signature?: string) => ({
  type: "tool-call" as const,
  toolCallId,
  toolName: "weather",
  input: { city: "Bern" },
  ...(signature ? { providerOptions: signed(signature) } : {}),
});
const result = (toolCallId: string, output: Output): Message => ({
  role: "tool",
  content: [{ type: "tool-result", toolCallId, toolName: "weather", output }],
});
const answered = (output: Output): CallOptions => ({
  prompt: [...hi, { role: "assistant", content: [callOf("c1", "c2ln")] }, result("c1", output)],
});
const picture = {
  type: "file" as const,
  mediaType: "image/png",
  data: { type: "data" as const, data: PNG },
};

export const calls: Readonly<Record<string, CallOptions>> = {
  "a text": { prompt: hi },
  "system messages": {
    prompt: [
      { role: "system", content: "Be brief." },
      { role: "system", content: "In German." },
      ...hi,
    ],
  },
  settings: {
    prompt: hi,
    maxOutputTokens: 100,
    temperature: 1.5,
    topP: 0.9,
    topK: 40,
    seed: 7,
    stopSequences: ["END"],
  },
  "empty lists": { prompt: hi, stopSequences: [], tools: [] },
  penalties: { prompt: hi, presencePenalty: 0.5, frequencyPenalty: 0.1 },
  files: {
    prompt: [
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          picture,
          { ...picture, mediaType: "image" },
          { ...picture, data: { type: "data", data: "iVBORw0KGgo=" } },
          {
            type: "file",
            mediaType: "application/pdf",
            data: { type: "url", url: new URL("https://a.example/x.pdf") },
          },
          { type: "file", mediaType: "text/plain", data: { type: "text", text: "grüezi" } },
          {
            type: "file",
            mediaType: "video/mp4",
            data: { type: "reference", reference: { google: `https://a.example/files/v1` } },
            providerOptions: { google: { videoMetadata: { startOffset: "1s", fps: 2 } } },
          },
        ],
      },
    ],
  },
  "an earlier answer": {
    prompt: [
      ...hi,
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm.", providerOptions: signed("cjE=") },
          { type: "reasoning", text: "So." },
          { type: "text", text: "" },
          { type: "text", text: "", providerOptions: signed("dDE=") },
          { type: "text", text: "Yes.", providerOptions: signed("dDI=") },
          { ...picture, providerOptions: signed("ZjE=") },
          { type: "reasoning-file", mediaType: "image/png", data: { type: "data", data: PNG } },
        ],
      },
      user("go on"),
    ],
  },
  "parallel tool calls": {
    prompt: [
      ...hi,
      { role: "assistant", content: [callOf("c1", "c2ln"), callOf("c2")] },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "c1",
            toolName: "weather",
            output: { type: "text", value: "sun" },
          },
          {
            type: "tool-result",
            toolCallId: "c2",
            toolName: "weather",
            output: { type: "json", value: { t: 3 } },
          },
        ],
      },
    ],
    tools: [weather],
  },
  "tool messages in a row": {
    prompt: [
      ...hi,
      { role: "assistant", content: [callOf("c1", "c2ln"), callOf("c2")] },
      result("c1", { type: "text", value: "sun" }),
      result("c2", { type: "text", value: "rain" }),
    ],
  },
  "a call without a signature": {
    prompt: [
      ...hi,
      { role: "assistant", content: [callOf("c1")] },
      result("c1", { type: "text", value: "" }),
    ],
  },
  "an error of a tool": answered({ type: "error-text", value: "no" }),
  "a JSON error of a tool": answered({ type: "error-json", value: { code: 1 } }),
  "a denial with a reason": answered({ type: "execution-denied", reason: "not now" }),
  "a denial": answered({ type: "execution-denied" }),
  "a result with $ref": answered({ type: "json", value: { a: [{ $ref: "#/x" }] } }),
  "a result of null": answered({ type: "json", value: null }),
  "a result with a picture": answered({
    type: "content",
    value: [{ type: "text", text: "one" }, { type: "text", text: "two" }, picture],
  }),
  "a result of a picture": answered({ type: "content", value: [picture] }),
  "code that the server ran": {
    prompt: [
      ...hi,
      {
        role: "assistant",
        content: [
          {
            type: "tool-call",
            toolCallId: "x",
            toolName: "code_execution",
            input: { language: "PYTHON", code: "1" },
            providerExecuted: true,
          },
          {
            type: "tool-result",
            toolCallId: "x",
            toolName: "code_execution",
            output: { type: "json", value: { outcome: "OUTCOME_OK", output: "1" } },
          },
        ],
      },
      user("go on"),
    ],
  },
  "tools, auto": { prompt: hi, tools: [weather, noop], toolChoice: { type: "auto" } },
  "tools, none": { prompt: hi, tools: [weather, search], toolChoice: { type: "none" } },
  "tools, required": { prompt: hi, tools: [weather], toolChoice: { type: "required" } },
  "tools, one": { prompt: hi, tools: [weather], toolChoice: { type: "tool", toolName: "weather" } },
  "strict tools": { prompt: hi, tools: [{ ...weather, strict: true }] },
  "tools of the server": {
    prompt: hi,
    tools: [
      search,
      { type: "provider", id: "google.url_context", name: "url_context", args: {} },
      { type: "provider", id: "google.code_execution", name: "code_execution", args: {} },
    ],
  },
  "tools of both": { prompt: hi, tools: [weather, search] },
  JSON: { prompt: hi, responseFormat: { type: "json" } },
  "JSON with a schema": { prompt: hi, responseFormat: { type: "json", schema } },
  "JSON with a schema and tools": {
    prompt: hi,
    tools: [weather],
    responseFormat: { type: "json", schema },
  },
  "reasoning, low": { prompt: hi, reasoning: "low" },
  "reasoning, high": { prompt: hi, reasoning: "high" },
  "reasoning, none": { prompt: hi, reasoning: "none" },
  thinkingConfig: {
    prompt: hi,
    reasoning: "low",
    providerOptions: { google: { thinkingConfig: { thinkingBudget: 512, includeThoughts: true } } },
  },
  includeThoughts: {
    prompt: hi,
    providerOptions: { google: { thinkingConfig: { includeThoughts: true } } },
  },
  "provider options": {
    prompt: hi,
    responseFormat: { type: "json", schema },
    providerOptions: {
      google: {
        responseModalities: ["TEXT", "IMAGE"],
        cachedContent: "cachedContents/1",
        structuredOutputs: false,
        threshold: "BLOCK_NONE",
        audioTimestamp: true,
        labels: { a: "b" },
        mediaResolution: "MEDIA_RESOLUTION_LOW",
        imageConfig: { aspectRatio: "16:9" },
        retrievalConfig: { latLng: { latitude: 1, longitude: 2 } },
        serviceTier: "flex",
        continuationToken: "t",
      },
    },
  },
};
