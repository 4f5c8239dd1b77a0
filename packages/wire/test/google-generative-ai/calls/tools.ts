// Tools, the server's own and the caller's.
import type { CallOptions } from "@mayros/core";
import { hi, noop, search, weather } from "./parts.ts";

const served = (name: string, args = {}) => ({
  type: "provider" as const,
  id: `google.${name}` as const,
  name,
  args,
});

export const toolCalls: Readonly<Record<string, CallOptions>> = {
  tools: { prompt: hi, tools: [weather, noop] },
  "tools, auto": { prompt: hi, tools: [weather, noop], toolChoice: { type: "auto" } },
  "tools, none": { prompt: hi, tools: [weather, search], toolChoice: { type: "none" } },
  "tools, required": { prompt: hi, tools: [weather], toolChoice: { type: "required" } },
  "tools, one": { prompt: hi, tools: [weather], toolChoice: { type: "tool", toolName: "weather" } },
  "a schema of a tool": {
    prompt: hi,
    tools: [
      {
        ...noop,
        inputSchema: {
          $schema: "http://json-schema.org/draft-07/schema#",
          type: ["object", "null"],
          properties: { a: { const: 1 }, b: { $ref: "#/$defs/b" } },
          $defs: { b: { type: "integer", exclusiveMinimum: 0 } },
          additionalProperties: false,
        },
      },
    ],
  },
  "strict tools": { prompt: hi, tools: [{ ...weather, strict: true }, noop] },
  "strict tools, auto": {
    prompt: hi,
    tools: [{ ...weather, strict: true }],
    toolChoice: { type: "auto" },
  },
  "tools of the server": {
    prompt: hi,
    tools: [
      search,
      served("url_context"),
      served("code_execution"),
      served("enterprise_web_search"),
      served("google_maps"),
      served("file_search", { fileSearchStoreNames: ["fileSearchStores/1"], topK: 3 }),
    ],
  },
  "tools of the server, required": {
    prompt: hi,
    tools: [search],
    toolChoice: { type: "required" },
  },
  "tools of the server, none": { prompt: hi, tools: [search], toolChoice: { type: "none" } },
  "a store of Vertex AI": {
    prompt: hi,
    tools: [
      served("vertex_rag_store", { ragCorpus: "projects/p-1/ragCorpora/1", topK: 2 }),
      served("vertex_rag_store", { ragCorpus: "projects/p-1/ragCorpora/2" }),
    ],
  },
  "tools of both": { prompt: hi, tools: [weather, search] },
  "tools of both, auto": { prompt: hi, tools: [search, weather], toolChoice: { type: "auto" } },
  "tools of both, required": {
    prompt: hi,
    tools: [weather, search],
    toolChoice: { type: "required" },
  },
  "tools of both, one": {
    prompt: hi,
    tools: [weather, search],
    toolChoice: { type: "tool", toolName: "weather" },
  },
  "a tool that nobody has": { prompt: hi, tools: [served("crystal_ball")] },
};
