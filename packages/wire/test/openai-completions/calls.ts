// Calls whose requests are compared, one feature each: those that both packages know, and what only one
// of the two knows.
import type { CallOptions, JSONObject, Target } from "@mayros/core";
import type { DifferentialCall } from "../differential/judge.ts";
import {
  answered,
  ask,
  attached,
  type Message,
  PNG,
  said,
  type Tools,
  user,
} from "./build-call.ts";
import { thinker, withoutSchemas } from "./targets.ts";

type Calls = Record<string, DifferentialCall>;
type Schema = Extract<Tools[number], { type: "function" }>["inputSchema"];

const schema: Schema = {
  type: "object",
  properties: { a: { type: "string" } },
  required: ["a"],
  additionalProperties: false,
};
const tools: Tools = [
  { type: "function", name: "f", description: "d", inputSchema: schema },
  { type: "function", name: "g", inputSchema: schema, strict: true },
  { type: "function", name: "h", inputSchema: { type: "object" }, strict: false },
];
const hosted: Tools = [{ type: "provider", id: "acme.search", name: "s", args: {} }];
const system: Message = { role: "system", content: "s" };
const url = new URL("https://a.example/a.png");
const call = (input: unknown, more: object = {}) => ({
  type: "tool-call" as const,
  toolCallId: "c",
  toolName: "f",
  input,
  ...more,
});

const messages: Calls = {
  "nothing but text": ask(),
  system: ask({ prompt: [system, user("hi")] }),
  "texts of one message": ask({
    prompt: [user("a", "b")],
  }),
  image: attached({ mediaType: "image/png", data: { type: "data", data: PNG } }),
  "image in base64": attached({ mediaType: "image/png", data: { type: "data", data: "QUJD" } }),
  "image of a type to be found": attached({
    mediaType: "image/*",
    data: { type: "data", data: PNG },
  }),
  "image by URL": attached({ mediaType: "image/png", data: { type: "url", url } }),
  "audio, WAV": attached({ mediaType: "audio/wav", data: { type: "data", data: "UklGRg==" } }),
  "audio, MP3": attached({ mediaType: "audio/mpeg", data: { type: "data", data: "SUQz" } }),
  PDF: attached({ mediaType: "application/pdf", data: { type: "data", data: "JVBERi0=" } }),
  "PDF with a name": attached({
    mediaType: "application/pdf",
    filename: "a.pdf",
    data: { type: "data", data: "JVBERi0=" },
  }),
  "file by reference": attached({
    mediaType: "application/pdf",
    data: { type: "reference", reference: { openai: "file-1", acme: "file-1" } },
  }),
  "texts of the assistant": said([
    { type: "text", text: "a" },
    { type: "text", text: "b" },
  ]),
  "a message with nothing in it": said([{ type: "text", text: "" }]),
  calls: said([{ type: "text", text: "a" }, call({ a: 1 }), { ...call({}), toolCallId: "d" }]),
  "a call with JSON text": said([call('{"a":1}')]),
  "a call with words": said([call("words")]),
  "a call without input": said([call(undefined)]),
  "a call that a provider ran": said([
    call({}, { providerExecuted: true }),
    {
      type: "tool-result",
      toolCallId: "c",
      toolName: "f",
      output: { type: "text", value: "r" },
    },
    { type: "text", text: "a" },
  ]),
  "reasoning of others": said([
    { type: "reasoning", text: "hm", providerOptions: { anthropic: { signature: "s" } } },
    { type: "text", text: "a" },
  ]),
  "result: text": answered({ type: "text", value: "r" }),
  "result: json": answered({ type: "json", value: { a: [1] } }),
  "result: null": answered({ type: "json", value: null }),
  "result: error text": answered({ type: "error-text", value: "bad" }),
  "result: error json": answered({ type: "error-json", value: { code: 1 } }),
  "result: denied": answered({ type: "execution-denied", reason: "no" }),
  "result: denied without a reason": answered({ type: "execution-denied" }),
  "result: content": answered({
    type: "content",
    value: [
      { type: "text", text: "t" },
      { type: "file", mediaType: "image/png", data: { type: "data", data: "QUJD" } },
    ],
  }),
  approval: ask({
    prompt: [
      user("hi"),
      {
        role: "tool",
        content: [{ type: "tool-approval-response", approvalId: "a", approved: true }],
      },
    ],
  }),
};

const settings: Calls = {
  sampling: ask({
    temperature: 0.5,
    topP: 0.9,
    maxOutputTokens: 9,
    presencePenalty: 1,
    frequencyPenalty: 2,
    seed: 3,
    stopSequences: ["x"],
  }),
  topK: ask({ topK: 3 }),
  headers: ask({ headers: { "X-Trace": "1", "x-none": undefined } }),
  tools: ask({ tools }),
  "choice auto": ask({ tools, toolChoice: { type: "auto" } }),
  "choice none": ask({ tools, toolChoice: { type: "none" } }),
  "choice required": ask({ tools, toolChoice: { type: "required" } }),
  "choice of a tool": ask({ tools, toolChoice: { type: "tool", toolName: "f" } }),
  "no tools": ask({ tools: [] }),
  "a provider's tool": ask({ tools: [...tools, ...hosted] }),
  "a provider's tool alone": ask({ tools: hosted }),
  json: ask({ responseFormat: { type: "json" } }),
  "json with a schema": ask({
    responseFormat: { type: "json", schema, name: "n", description: "d" },
  }),
  text: ask({ responseFormat: { type: "text" } }),
};

const oddSchema: Schema = {
  type: "object",
  properties: {
    pattern: { type: "object", propertyNames: { type: "string" } },
    propertyNames: { type: "string", pattern: "^(?=a)b" },
    one: { allOf: [{ $ref: "#/$defs/x" }], description: "d" },
  },
  $defs: { x: { type: "string" } },
};

const openai = (options: JSONObject): Pick<CallOptions, "providerOptions"> => ({
  providerOptions: { openai: options },
});
const mark = openai({ promptCacheBreakpoint: { mode: "explicit" } });
const thinks = (more: Partial<CallOptions>, target: Target = thinker): DifferentialCall => ({
  ...ask(more),
  target,
});
const sampling = { temperature: 0.5, topP: 0.9, presencePenalty: 1, frequencyPenalty: 2 };

/** What only OpenAI's own API has. */
const ofOpenai: Calls = {
  options: ask(
    openai({
      logitBias: { 50256: -100 },
      maxCompletionTokens: 7,
      metadata: { a: "b" },
      parallelToolCalls: false,
      prediction: { type: "content", content: "c" },
      promptCacheKey: "k",
      promptCacheOptions: { mode: "explicit", ttl: "30m" },
      promptCacheRetention: "24h",
      safetyIdentifier: "s",
      serviceTier: "priority",
      store: true,
      textVerbosity: "low",
      user: "u",
    }),
  ),
  "options of the other API": ask(openai({ reasoningSummary: "auto" })),
  logprobs: ask(openai({ logprobs: true })),
  "logprobs, none": ask(openai({ logprobs: false })),
  "logprobs of some": ask(openai({ logprobs: 3 })),
  "json, loosely": ask({
    responseFormat: { type: "json", schema },
    ...openai({ strictJsonSchema: false }),
  }),
  "a schema that the API refuses": ask({ responseFormat: { type: "json", schema: oddSchema } }),
  "a tool that the API refuses": ask({
    tools: [{ type: "function", name: "f", inputSchema: oddSchema }],
  }),
  "image with a detail": attached({
    mediaType: "image/png",
    data: { type: "data", data: PNG },
    ...openai({ imageDetail: "low" }),
  }),
  "system removed": ask({
    prompt: [system, user("hi")],
    ...openai({ systemMessageMode: "remove" }),
  }),
  "system as developer": ask({
    prompt: [system, user("hi")],
    ...openai({ systemMessageMode: "developer" }),
  }),
  "a level": thinks({ prompt: [system, user("hi")], reasoning: "high" }),
  "no reasoning": thinks({ reasoning: "none", temperature: 0.5, topP: 0.9 }),
  "a level by option": thinks({ reasoning: "high", ...openai({ reasoningEffort: "low" }) }),
  "a level that the model lacks": thinks({ reasoning: "minimal" }),
  "sampling of a model that reasons": thinks({
    ...sampling,
    maxOutputTokens: 9,
    seed: 3,
    ...openai({ logitBias: { 1: 1 }, logprobs: 2 }),
  }),
  "system of a model that reasons": thinks({
    prompt: [system, user("hi")],
    ...openai({ systemMessageMode: "system" }),
  }),
  "a model taken for one that reasons": ask({
    prompt: [system, user("hi")],
    ...sampling,
    maxOutputTokens: 9,
    reasoning: "high",
    ...openai({ forceReasoning: true }),
  }),
  names: ask({
    prompt: [
      { ...system, ...openai({ name: "rule" }) },
      { ...user("hi"), ...openai({ name: "alice" }) },
      { role: "assistant", content: [{ type: "text", text: "a" }], ...openai({ name: "bob" }) },
      { ...user("a", "b"), ...openai({ name: "carol" }) },
    ],
  }),
  "cache marks": ask({
    prompt: [
      { ...system, ...mark },
      { role: "user", content: [{ type: "text", text: "long", ...mark }] },
      {
        role: "assistant",
        content: [
          { type: "text", text: "a", ...mark },
          { type: "text", text: "b" },
        ],
      },
      {
        role: "user",
        content: [
          { type: "file", mediaType: "image/png", data: { type: "data", data: PNG }, ...mark },
        ],
      },
    ],
  }),
  "cache mark on a tool": ask({
    tools: [{ type: "function", name: "f", inputSchema: schema, ...mark }],
  }),
  "cache mark on a result": answered({ type: "text", value: "r", ...mark }),
  "cache mark beside a result": answered({ type: "json", value: [] }, mark.providerOptions),
};

const compatible = (options: JSONObject): Pick<CallOptions, "providerOptions"> => ({
  providerOptions: { openaiCompatible: options },
});
const extra = compatible({ x_mark: { a: 1 } });

/** What only the package for everybody else's servers has. */
const ofOthers: Calls = {
  "options by the package's name": ask(
    compatible({ user: "u", reasoningEffort: "low", textVerbosity: "high" }),
  ),
  "options by the provider's name": ask({
    providerOptions: {
      openaiCompatible: { user: "u" },
      acme: { user: "v", reasoningEffort: null, min_p: 0.1, nested: { a: [1] } },
    },
  }),
  "json, loosely": ask({
    responseFormat: { type: "json", schema },
    ...compatible({ strictJsonSchema: false }),
  }),
  "json with a schema, where the server has none": {
    ...ask({ responseFormat: { type: "json", schema } }),
    target: withoutSchemas,
  },
  "a level": ask({ reasoning: "high" }),
  "a schema as it is": ask({
    responseFormat: { type: "json", schema: oddSchema },
    tools: [{ type: "function", name: "f", inputSchema: oddSchema }],
  }),
  video: attached({ mediaType: "video/mp4", data: { type: "data", data: "AAAA" } }),
  "video by URL": attached({ mediaType: "video/mp4", data: { type: "url", url } }),
  "text file": attached({ mediaType: "text/plain", data: { type: "data", data: "aGVsbG8=" } }),
  "text file as text": attached({ mediaType: "text/plain", data: { type: "text", text: "t" } }),
  "fields for this server": ask({
    prompt: [
      { ...system, ...extra },
      { role: "user", content: [{ type: "text", text: "a", ...extra }] },
      {
        role: "assistant",
        content: [{ type: "text", text: "a" }, call({}, extra)],
        ...extra,
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "c",
            toolName: "f",
            output: { type: "text", value: "r" },
            ...extra,
          },
        ],
      },
      {
        role: "user",
        content: [
          { type: "text", text: "a", ...extra },
          { type: "file", mediaType: "image/png", data: { type: "data", data: PNG }, ...extra },
        ],
        ...extra,
      },
    ],
  }),
  "reasoning that this server wrote": said([
    {
      type: "reasoning",
      text: "hm",
      providerOptions: { openai: { reasoningField: "reasoning_content" } },
    },
    { type: "reasoning", text: ", well" },
    { type: "text", text: "a" },
  ]),
  "a call with a signature": said([
    call({}, { providerOptions: { acme: { thoughtSignature: "c2ln" } } }),
  ]),
  "a call with Google's signature": said([
    call({}, { providerOptions: { google: { thoughtSignature: "c2ln" } } }),
  ]),
};

export const openaiCalls: Calls = { ...messages, ...settings, ...ofOpenai };
export const compatibleCalls: Calls = { ...messages, ...settings, ...ofOthers };
