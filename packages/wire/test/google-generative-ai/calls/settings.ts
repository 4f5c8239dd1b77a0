// Settings, reasoning, the form of the answer and provider options.
import type { CallOptions } from "@mayros/core";
import { hi, weather } from "./parts.ts";

const schema = {
  type: "object" as const,
  description: "An answer.",
  properties: {
    kind: { const: "a" },
    list: { type: "array" as const, items: { const: 1 } },
    pair: { type: "array" as const, items: [{ const: 1 }, { type: "string" as const }] },
    other: { anyOf: [{ const: null }, { $ref: "#/$defs/x" }], default: { const: 1 } },
    one: { oneOf: [{ type: "string" as const, format: "date-time", pattern: "^2" }] },
    map: { type: "object" as const, additionalProperties: { const: true } },
    never: false,
  },
  required: ["kind"],
  additionalProperties: false,
  propertyOrdering: ["kind", "list"],
  $defs: { x: { const: "x" } },
  allOf: [{ const: "kept" }],
};

const google = (options: object): CallOptions => ({
  prompt: hi,
  providerOptions: { google: { ...options } },
});

export const settingCalls: Readonly<Record<string, CallOptions>> = {
  settings: {
    prompt: hi,
    maxOutputTokens: 100,
    temperature: 1.5,
    topP: 0.9,
    topK: 40,
    seed: 7,
    stopSequences: ["END"],
  },
  "settings of nothing": {
    prompt: hi,
    maxOutputTokens: 0,
    temperature: 0,
    stopSequences: [],
    tools: [],
  },
  penalties: { prompt: hi, presencePenalty: 0.5, frequencyPenalty: 0 },
  headers: { prompt: hi, headers: { "x-goog-user-project": "p-1", "x-none": undefined } },
  JSON: { prompt: hi, responseFormat: { type: "json" } },
  "JSON with a schema": { prompt: hi, responseFormat: { type: "json", schema } },
  "JSON with a schema and tools": {
    prompt: hi,
    tools: [weather],
    responseFormat: { type: "json", schema },
  },
  "JSON with a schema and a forced tool": {
    prompt: hi,
    tools: [weather, { ...weather, name: "json" }],
    toolChoice: { type: "tool", toolName: "weather" },
    responseFormat: { type: "json", schema, description: "The answer." },
  },
  "JSON with a schema and tools that are not to be called": {
    prompt: hi,
    tools: [weather],
    toolChoice: { type: "none" },
    responseFormat: { type: "json", schema },
  },
  "JSON with a schema that is not to be sent": {
    ...google({ structuredOutputs: false }),
    responseFormat: { type: "json", schema },
  },
  thinkingConfig: {
    ...google({ thinkingConfig: { thinkingBudget: 512, includeThoughts: true } }),
    reasoning: "low",
  },
  "thinkingConfig with a level": {
    ...google({ thinkingConfig: { thinkingLevel: "low" } }),
    reasoning: "high",
  },
  includeThoughts: google({ thinkingConfig: { includeThoughts: true } }),
  "safety settings": google({
    safetySettings: [{ category: "HARM_CATEGORY_CIVIC_INTEGRITY", threshold: "OFF" }],
    threshold: "BLOCK_NONE",
  }),
  "a threshold": google({ threshold: "BLOCK_ONLY_HIGH" }),
  "pictures and sound": google({
    responseModalities: ["TEXT", "IMAGE", "AUDIO"],
    imageConfig: { aspectRatio: "16:9", imageSize: "2K" },
    mediaResolution: "MEDIA_RESOLUTION_LOW",
    audioTimestamp: true,
  }),
  "pictures as Vertex AI makes them": google({
    imageConfig: {
      aspectRatio: "1:1",
      personGeneration: "ALLOW_NONE",
      prominentPeople: "BLOCK_PROMINENT_PEOPLE",
      imageOutputOptions: { mimeType: "image/jpeg", compressionQuality: 80 },
    },
  }),
  "other provider options": google({
    cachedContent: "cachedContents/1",
    labels: { a: "b" },
    retrievalConfig: { latLng: { latitude: 1, longitude: 2 } },
    serviceTier: "flex",
    continuationToken: "t",
  }),
  "retrievalConfig beside tools": {
    ...google({ retrievalConfig: { latLng: { latitude: 1, longitude: 2 } } }),
    tools: [weather],
    toolChoice: { type: "auto" },
  },
  "arguments in pieces": { ...google({ streamFunctionCallArguments: true }), tools: [weather] },
  "routing of Vertex AI": google({ sharedRequestType: "priority", requestType: "shared" }),
};
