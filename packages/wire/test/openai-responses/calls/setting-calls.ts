// Settings, options, functions and formats.
import type { DifferentialCall } from "../../differential/judge.ts";
import { changeable, plainModel, stealthy } from "../targets.ts";
import { asked, fn, hosted, openai, schema, system, unstored, user } from "./compared.ts";

const tools = [fn("f", undefined, { description: "d" }), fn("g", undefined, { strict: true })];
const instructed = { prompt: [system("s"), user("hi")] };

export const settingCalls: Readonly<Record<string, DifferentialCall>> = {
  "store by default": asked({}, {}),
  "nothing but text": asked({}),
  headers: asked({ headers: { "x-mine": "1" } }),
  "system as developer": asked(instructed),
  "system as system": asked(instructed, unstored, plainModel),
  "system as the option says": asked(instructed, { ...unstored, systemMessageMode: "system" }),
  "system removed": asked(instructed, { ...unstored, systemMessageMode: "remove" }),
  "system with a cache mark": asked({
    prompt: [system("s", { promptCacheBreakpoint: { mode: "explicit" } }), user("hi")],
  }),
  sampling: asked(
    { temperature: 0.5, topP: 0.9, maxOutputTokens: 9, topK: 3, seed: 1, stopSequences: ["x"] },
    unstored,
    plainModel,
  ),
  penalties: asked({ presencePenalty: 1, frequencyPenalty: 1 }),
  "sampling of a model that reasons": asked({ temperature: 0.5, topP: 0.9 }),
  "sampling without reasoning": asked({ temperature: 0.5, topP: 0.9, reasoning: "none" }),
  level: asked({ reasoning: "high" }),
  "a level that the model lacks": asked({ reasoning: "minimal" }),
  "level by option": asked({ reasoning: "high" }, { ...unstored, reasoningEffort: "low" }),
  "summary by option": asked({}, { ...unstored, reasoningSummary: "auto" }),
  "no summary": asked({ reasoning: "high" }, { ...unstored, reasoningSummary: null }),
  "reasoning options": asked(
    {},
    { ...unstored, reasoningMode: "pro", reasoningContext: "all_turns" },
    changeable,
  ),
  "reasoning options of a model that does not reason": asked(
    {},
    {
      ...unstored,
      reasoningEffort: "low",
      reasoningSummary: "auto",
      reasoningMode: "pro",
      reasoningContext: "auto",
    },
    plainModel,
  ),
  "reasoning forced": asked(
    { ...instructed, reasoning: "high", temperature: 0.5 },
    { ...unstored, forceReasoning: true },
    stealthy,
  ),
  "reasoning of a model that does not reason": asked({ reasoning: "high" }, unstored, plainModel),
  functions: asked({ tools }),
  ...Object.fromEntries(
    (["auto", "none", "required"] as const).map((type) => [
      `choice ${type}`,
      asked({ tools, toolChoice: { type } }),
    ]),
  ),
  "choice of a function": asked({ tools, toolChoice: { type: "tool", toolName: "f" } }),
  "no tools": asked({ tools: [] }),
  "function options": asked({
    tools: [
      fn("f", {
        deferLoading: true,
        allowedCallers: ["programmatic"],
        outputSchema: { type: "string" },
      }),
      fn("g", { async: false }),
      fn("h", { omitFromRequestTools: true }),
    ],
  }),
  "async functions": asked({ tools: [fn("f", { async: true })] }, unstored, changeable),
  "functions in namespaces": asked({
    tools: [
      fn("a", { namespace: { name: "crm", description: "d" } }),
      fn("b"),
      fn("c", { namespace: { name: "crm", description: "d" } }),
    ],
  }),
  "only functions that the conversation loads": asked({
    tools: [fn("h", { omitFromRequestTools: true })],
  }),
  "allowed tools": asked(
    {
      tools: [
        ...tools,
        hosted("web_search"),
        hosted("mcp", { serverLabel: "dice", serverUrl: "u" }),
      ],
      toolChoice: { type: "tool", toolName: "f" },
    },
    { ...unstored, allowedTools: { toolNames: ["g", "web_search", "my_mcp"], mode: "required" } },
  ),
  "allowed tools that cannot be": asked(
    {
      tools: [
        fn("ok"),
        fn("later", { deferLoading: true }),
        fn("within", { namespace: { name: "n", description: "d" } }),
        fn("elsewhere", { omitFromRequestTools: true }),
        hosted("tool_search"),
        hosted("mcp", { serverLabel: "one", serverUrl: "u" }, "mcp_one"),
        hosted("mcp", { serverLabel: "two", serverUrl: "u" }, "mcp_two"),
      ],
    },
    {
      ...unstored,
      allowedTools: {
        toolNames: ["ok", "later", "within", "elsewhere", "my_tool_search", "mcp", "unknown"],
      },
    },
  ),
  json: asked({ responseFormat: { type: "json" } }),
  "json with a schema": asked({
    responseFormat: { type: "json", schema, name: "n", description: "d" },
  }),
  "json, loosely, in few words": asked(
    { responseFormat: { type: "json", schema } },
    { ...unstored, strictJsonSchema: false, textVerbosity: "low" },
  ),
  "a format of its own": asked(
    { responseFormat: { type: "json", schema } },
    {
      ...unstored,
      textFormat: {
        type: "json_schema",
        name: "own",
        schema: { propertyNames: { type: "string" } },
      },
    },
  ),
  "a schema that the wire refuses": asked({
    responseFormat: {
      type: "json",
      schema: {
        type: "object",
        properties: {
          pattern: { type: "object", propertyNames: { type: "string" } },
          propertyNames: { type: "string", pattern: "^(?=a)b" },
          kept: { type: "string", pattern: "[(?=]\\(?!a" },
          one: { allOf: [{ $ref: "#/$defs/x" }], description: "d" },
        },
        $defs: { x: { type: "string" } },
      },
    },
  }),
  "a schema that refers to its own part": asked({
    responseFormat: {
      type: "json",
      schema: { allOf: [{ $ref: "#/$defs/x" }], $defs: { x: { type: "object", properties: {} } } },
    },
  }),
  options: asked(
    {},
    {
      ...unstored,
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
    plainModel,
  ),
  "all logprobs": asked({}, { ...unstored, logprobs: true }, plainModel),
  "no logprobs": asked({}, { ...unstored, logprobs: false, include: [] }, plainModel),
  "options that are null": asked(
    {},
    {
      ...unstored,
      include: null,
      instructions: null,
      previousResponseId: null,
      conversation: null,
      reasoningEffort: null,
      textVerbosity: null,
      user: null,
    },
  ),
  "cache options": asked(
    {},
    {
      ...unstored,
      promptCacheOptions: {
        mode: "explicit",
        ttl: "12h",
        prewarm: true,
        comparisonResponseId: "r",
      },
    },
    changeable,
  ),
  "cache retention of a model with cache options": asked(
    {},
    { ...unstored, promptCacheRetention: "24h" },
    changeable,
  ),
  "compaction asked for": asked({}, { ...unstored, compactionTrigger: true }),
  "previous response": asked({}, { previousResponseId: "resp_0" }),
  conversation: asked({}, { conversation: "conv_0" }),
  "conversation and previous response": asked(
    {},
    { conversation: "conv_0", previousResponseId: "resp_0" },
  ),
  "effort from here on": asked({}, { ...unstored, reasoningEffortUpdate: "low" }, changeable),
  "effort from here on, without reasoning": asked(
    { temperature: 0.5 },
    { ...unstored, reasoningEffortUpdate: "none" },
    changeable,
  ),
  "effort from here on, where it cannot change": asked(
    {},
    { ...unstored, reasoningEffortUpdate: "low" },
  ),
  "effort from here on, in the pro mode": asked(
    {},
    { ...unstored, reasoningEffortUpdate: "low", reasoningMode: "pro" },
    changeable,
  ),
  "changes in the conversation": asked(
    {
      prompt: [
        system("", { reasoningEffortUpdate: "high" }),
        user("hi"),
        system("", {
          textFormatUpdate: { type: "json_schema", name: "n", schema: { type: "object" } },
          additionalTools: [{ type: "function", name: "later", parameters: {} }],
        }),
        user("go on"),
      ],
    },
    { ...unstored, reasoningEffortUpdate: "high" },
    changeable,
  ),
  "a service tier that the model's name is not known for": asked(
    {},
    { ...unstored, serviceTier: "flex" },
    plainModel,
  ),
  "async functions that the model's name is not known for": asked({
    tools: [fn("f", { async: true })],
  }),
  "an option of the wire's own under the provider's id": {
    call: { ...asked({}).call, providerOptions: { ...openai(unstored), acme: {} } },
  },
};
