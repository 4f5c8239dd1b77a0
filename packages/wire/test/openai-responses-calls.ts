// Calls whose bodies must equal those of the AI SDK, one feature each.
import type { CallOptions, JSONObject } from "@mayros/core";

export interface ComparedCall {
  readonly name: string;
  readonly call: CallOptions;
  readonly modelId?: string;
  readonly reasons?: boolean;
}

type Message = CallOptions["prompt"][number];
type ToolOutput = Extract<
  Extract<Message, { role: "tool" }>["content"][number],
  { type: "tool-result" }
>["output"];

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const openai = (options: JSONObject) => ({ openai: options });

function compared(
  name: string,
  call: Partial<CallOptions>,
  options: JSONObject = { store: false },
  model: Pick<ComparedCall, "modelId" | "reasons"> = {},
): ComparedCall {
  const providerOptions = openai(options);
  return { name, call: { prompt: [user("hi")], providerOptions, ...call }, ...model };
}

function said(
  name: string,
  content: Extract<Message, { role: "assistant" }>["content"],
  options?: JSONObject,
): ComparedCall {
  const prompt: Message[] = [user("hi"), { role: "assistant", content }, user("go on")];
  return compared(name, { prompt }, options);
}

function answered(name: string, output: ToolOutput): ComparedCall {
  const tool = { toolCallId: "call_1", toolName: "f" };
  const prompt: Message[] = [
    user("hi"),
    { role: "assistant", content: [{ type: "tool-call", ...tool, input: { a: 1 } }] },
    { role: "tool", content: [{ type: "tool-result", ...tool, output }] },
  ];
  return compared(name, { prompt });
}

function attached(
  name: string,
  file: Omit<
    Extract<Extract<Message, { role: "user" }>["content"][number], { type: "file" }>,
    "type"
  >,
  options?: JSONObject,
): ComparedCall {
  return compared(
    name,
    { prompt: [{ role: "user", content: [{ type: "file", ...file }] }] },
    options,
  );
}

type Tools = NonNullable<CallOptions["tools"]>;
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
];
const hosted = (id: string, args: Record<string, unknown>): Tools => [
  { type: "provider", id: `openai.${id}`, name: id, args },
];
const plain = { modelId: "gpt-4.1", reasons: false };
const thought = (text: string, reasoningEncryptedContent: string | null, itemId = "rs_1") => ({
  type: "reasoning" as const,
  text,
  providerOptions: openai({ itemId, reasoningEncryptedContent }),
});

export const calls: readonly ComparedCall[] = [
  compared("store by default", {}, {}),
  compared("nothing but text", {}),
  compared("system as developer", { prompt: [{ role: "system", content: "s" }, user("hi")] }),
  compared(
    "system as system",
    { prompt: [{ role: "system", content: "s" }, user("hi")] },
    undefined,
    plain,
  ),
  compared(
    "system removed",
    { prompt: [{ role: "system", content: "s" }, user("hi")] },
    { store: false, systemMessageMode: "remove" },
  ),
  compared(
    "sampling",
    { temperature: 0.5, topP: 0.9, maxOutputTokens: 9, topK: 3, seed: 1, stopSequences: ["x"] },
    undefined,
    plain,
  ),
  compared("sampling of a model that reasons", { temperature: 0.5, topP: 0.9 }),
  compared("sampling without reasoning", { temperature: 0.5, topP: 0.9, reasoning: "none" }),
  compared("level", { reasoning: "high" }),
  compared("level by option", {}, { store: false, reasoningEffort: "low" }),
  compared("summary by option", {}, { store: false, reasoningSummary: "auto" }),
  compared("tools", { tools }),
  ...(["auto", "none", "required"] as const).map((type) =>
    compared(`choice ${type}`, { tools, toolChoice: { type } }),
  ),
  compared("choice of a tool", { tools, toolChoice: { type: "tool", toolName: "f" } }),
  compared("allowed tools", { tools }, { store: false, allowedTools: { toolNames: ["g"] } }),
  compared("no tools", { tools: [] }),
  compared("json", { responseFormat: { type: "json" } }),
  compared("json with a schema", {
    responseFormat: { type: "json", schema, name: "n", description: "d" },
  }),
  compared(
    "json, loosely, in few words",
    { responseFormat: { type: "json", schema } },
    { store: false, strictJsonSchema: false, textVerbosity: "low" },
  ),
  compared("a schema that the wire refuses", {
    responseFormat: {
      type: "json",
      schema: {
        type: "object",
        properties: {
          propertyNames: { type: "string", pattern: "^(?=a)b" },
          pattern: { type: "object", propertyNames: { type: "string" } },
          kept: { type: "string", pattern: "[(?=]\\(?!a" },
          one: { allOf: [{ $ref: "#/$defs/x" }], description: "d" },
        },
        $defs: { x: { type: "string" } },
      },
    },
  }),
  compared("a schema that refers to its own part", {
    responseFormat: {
      type: "json",
      schema: { allOf: [{ $ref: "#/$defs/x" }], $defs: { x: { type: "object", properties: {} } } },
    },
  }),
  compared(
    "options",
    {},
    {
      store: false,
      include: ["file_search_call.results"],
      instructions: "i",
      logprobs: 3,
      maxToolCalls: 2,
      metadata: { a: "b" },
      parallelToolCalls: false,
      promptCacheKey: "k",
      promptCacheRetention: "24h",
      safetyIdentifier: "s",
      serviceTier: "default",
      truncation: "auto",
      user: "u",
      contextManagement: [{ type: "compaction", compactThreshold: 9 }],
    },
    plain,
  ),
  compared("previous response", {}, { store: false, previousResponseId: "resp_0" }),
  compared("conversation", {}, { store: true, conversation: "conv_0" }),
  attached("image", { mediaType: "image/png", data: { type: "data", data: PNG } }),
  attached("image of a type to be found", {
    mediaType: "image/*",
    data: { type: "data", data: PNG },
    providerOptions: openai({ imageDetail: "low" }),
  }),
  attached("image by URL", {
    mediaType: "image/png",
    data: { type: "url", url: new URL("https://a.example/a.png") },
  }),
  attached("PDF", { mediaType: "application/pdf", data: { type: "data", data: "JVBERi0=" } }),
  attached("PDF with a name", {
    mediaType: "application/pdf",
    filename: "a.pdf",
    data: { type: "data", data: "JVBERi0=" },
  }),
  attached("file by URL", {
    mediaType: "application/pdf",
    data: { type: "url", url: new URL("https://a.example/a.pdf") },
  }),
  attached("file by reference", {
    mediaType: "application/pdf",
    data: { type: "reference", reference: { openai: "file-1" } },
  }),
  attached("image by reference", {
    mediaType: "image/png",
    data: { type: "reference", reference: { openai: "file-1" } },
  }),
  attached(
    "other file passed through",
    { mediaType: "text/csv", filename: "a.csv", data: { type: "data", data: "YQ==" } },
    { store: false, passThroughUnsupportedFiles: true },
  ),
  said("text of the assistant", [
    {
      type: "text",
      text: "Hello",
      providerOptions: openai({ itemId: "msg_1", phase: "commentary" }),
    },
  ]),
  said("an empty text of the assistant", [
    { type: "text", text: "" },
    { type: "text", text: "a" },
  ]),
  said("reasoning in parts", [
    thought("a", null),
    thought("b", "enc"),
    { type: "text", text: "t" },
  ]),
  said("hidden reasoning", [thought("", "enc"), { type: "text", text: "t" }]),
  said("reasoning without its id", [
    { type: "reasoning", text: "a", providerOptions: openai({ reasoningEncryptedContent: "e" }) },
  ]),
  said("reasoning that was not encrypted", [thought("a", null), { type: "text", text: "t" }]),
  said("reasoning of others", [
    { type: "reasoning", text: "a" },
    { type: "text", text: "t" },
  ]),
  said(
    "what the server keeps",
    [
      thought("a", null),
      thought("b", null),
      { type: "text", text: "t", providerOptions: openai({ itemId: "msg_1" }) },
      { type: "text", text: "u", providerOptions: openai({ itemId: "msg_1" }) },
      {
        type: "tool-call",
        toolCallId: "c",
        toolName: "f",
        input: {},
        providerOptions: openai({ itemId: "fc_1" }),
      },
    ],
    { store: true },
  ),
  said(
    "what a conversation keeps",
    [
      thought("a", null),
      { type: "text", text: "t", providerOptions: openai({ itemId: "msg_1" }) },
      { type: "text", text: "new" },
    ],
    { store: true, conversation: "conv_0" },
  ),
  said(
    "what a response before keeps",
    [thought("a", "e"), { type: "text", text: "t", providerOptions: openai({ itemId: "msg_1" }) }],
    { store: false, previousResponseId: "resp_0" },
  ),
  said("calls with odd input", [
    { type: "tool-call", toolCallId: "a", toolName: "f", input: '{"a":1}' },
    { type: "tool-call", toolCallId: "b", toolName: "f", input: "words" },
    { type: "tool-call", toolCallId: "c", toolName: "f", input: undefined },
    {
      type: "tool-call",
      toolCallId: "d",
      toolName: "f",
      input: {},
      providerOptions: openai({
        namespace: "n",
        async: true,
        caller: { type: "program", callerId: "p" },
      }),
    },
  ]),
  said("a search of the server's", [
    {
      type: "tool-call",
      toolCallId: "ws",
      toolName: "web_search",
      input: {},
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "ws",
      toolName: "web_search",
      output: {
        type: "json",
        value: {
          action: { type: "search", query: "q" },
          sources: [{ type: "url", url: "https://a.example/" }],
        },
      },
    },
  ]),
  said("a compaction", [
    {
      type: "custom",
      kind: "openai.compaction",
      providerOptions: openai({ itemId: "cmp_1", encryptedContent: "e" }),
    },
  ]),
  answered("result: text", { type: "text", value: "r" }),
  answered("result: json", { type: "json", value: { a: [1] } }),
  answered("result: error text", { type: "error-text", value: "bad" }),
  answered("result: error json", { type: "error-json", value: { code: 1 } }),
  answered("result: denied", { type: "execution-denied", reason: "no" }),
  answered("denied without a reason", { type: "execution-denied" }),
  answered("result: content", {
    type: "content",
    value: [
      { type: "text", text: "t" },
      { type: "file", mediaType: "image/png", data: { type: "data", data: PNG } },
      { type: "file", mediaType: "application/pdf", data: { type: "data", data: "JVBERi0=" } },
    ],
  }),
  compared("approval", {
    prompt: [
      user("hi"),
      {
        role: "tool",
        content: [{ type: "tool-approval-response", approvalId: "mcpr_1", approved: true }],
      },
    ],
  }),
  compared("cache marks", {
    prompt: [
      {
        role: "user",
        content: [
          {
            type: "text",
            text: "long",
            providerOptions: openai({ promptCacheBreakpoint: { mode: "explicit" } }),
          },
        ],
      },
    ],
  }),
  compared("web search", {
    tools: hosted("web_search", {
      searchContextSize: "low",
      filters: { allowedDomains: ["a.example"] },
      userLocation: { type: "approximate", country: "DE" },
    }),
    toolChoice: { type: "tool", toolName: "web_search" },
  }),
  compared("file search", {
    tools: hosted("file_search", {
      vectorStoreIds: ["vs_1"],
      maxNumResults: 3,
      ranking: { ranker: "auto", scoreThreshold: 0.5 },
      filters: { type: "eq", key: "someKey", value: "v" },
    }),
  }),
  compared("code interpreter", { tools: hosted("code_interpreter", {}) }),
  compared("code interpreter with files", {
    tools: hosted("code_interpreter", { container: { fileIds: ["file-1"] } }),
  }),
  compared("image generation", {
    tools: hosted("image_generation", { outputFormat: "webp", partialImages: 1 }),
  }),
  compared("mcp", {
    tools: hosted("mcp", {
      serverLabel: "dice",
      serverUrl: "https://dice.example/",
      headers: { fooBar: "x" },
      allowedTools: ["roll"],
    }),
  }),
  compared("custom tool", {
    tools: hosted("custom", { description: "d", format: { type: "text" } }),
    prompt: [
      user("hi"),
      {
        role: "assistant",
        content: [{ type: "tool-call", toolCallId: "c", toolName: "custom", input: "words" }],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "c",
            toolName: "custom",
            output: { type: "text", value: "r" },
          },
        ],
      },
    ],
  }),
];
