// Prompts: files, earlier answers and what the server ran itself.
import type { CallOptions } from "@mayros/core";
import { callOf, hi, picture, resultOf, signed, user } from "./parts.ts";

export const messageCalls: Readonly<Record<string, CallOptions>> = {
  "a text": { prompt: hi },
  "system messages": {
    prompt: [
      { role: "system", content: "Be brief." },
      { role: "system", content: "In German." },
      ...hi,
    ],
  },
  files: {
    prompt: [
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          picture,
          { ...picture, mediaType: "image" },
          { ...picture, mediaType: "image/*" },
          { ...picture, data: { type: "data", data: "iVBORw0KGgo=" } },
          {
            type: "file",
            mediaType: "application/pdf",
            data: { type: "url", url: new URL("https://a.example/x.pdf") },
          },
          {
            type: "file",
            mediaType: "video/mp4",
            data: { type: "url", url: new URL("https://www.youtube.com/watch?v=x1") },
            providerOptions: { google: { videoMetadata: { startOffset: "1s", fps: 2 } } },
          },
          { type: "file", mediaType: "text", data: { type: "text", text: "grüezi" } },
          { type: "file", mediaType: "text/csv", data: { type: "text", text: "a;b" } },
          { ...picture, mediaType: "audio/wav" },
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
          { type: "reasoning", text: "", providerOptions: signed("cjI=") },
          { type: "text", text: "" },
          { type: "text", text: "", providerOptions: signed("dDE=") },
          { type: "text", text: "Yes.", providerOptions: signed("dDI=") },
          { ...picture, providerOptions: signed("ZjE=") },
          { ...picture, providerOptions: { google: { thought: true } } },
          { type: "file", mediaType: "text", data: { type: "text", text: "grüezi" } },
          {
            type: "reasoning-file",
            mediaType: "image/png",
            data: picture.data,
            providerOptions: signed("ZjI="),
          },
        ],
      },
      user("go on"),
    ],
  },
  "an answer kept by the package for Vertex AI": {
    prompt: [
      ...hi,
      {
        role: "assistant",
        content: [
          {
            type: "reasoning",
            text: "Hm.",
            providerOptions: { googleVertex: { thoughtSignature: "djE=" } },
          },
          { ...callOf("c1"), providerOptions: { vertex: { thoughtSignature: "djI=" } } },
        ],
      },
      resultOf("c1", { type: "text", value: "sun" }),
    ],
  },
  "parallel tool calls": {
    prompt: [
      ...hi,
      { role: "assistant", content: [callOf("c1", "c2ln"), callOf("c2")] },
      {
        role: "tool",
        content: [
          ...resultOf("c1", { type: "text", value: "sun" }).content,
          ...resultOf("c2", { type: "json", value: { t: 3 } }).content,
        ],
      },
    ],
  },
  "tool messages in a row": {
    prompt: [
      ...hi,
      { role: "assistant", content: [callOf("c1", "c2ln"), callOf("c2")] },
      resultOf("c1", { type: "text", value: "sun" }),
      resultOf("c2", { type: "text", value: "rain" }),
    ],
  },
  "calls without signatures": {
    prompt: [
      ...hi,
      { role: "assistant", content: [callOf("c1"), callOf("c2")] },
      {
        role: "tool",
        content: [
          ...resultOf("c1", { type: "text", value: "" }).content,
          ...resultOf("c2", { type: "text", value: "" }).content,
        ],
      },
    ],
  },
  "a call with its input as text": {
    prompt: [
      ...hi,
      { role: "assistant", content: [{ ...callOf("c1", "c2ln"), input: '{"city":"Bern"}' }] },
      resultOf("c1", { type: "text", value: "" }),
    ],
  },
  "tools that the server ran": {
    prompt: [
      ...hi,
      {
        role: "assistant",
        content: [
          {
            type: "tool-call",
            toolCallId: "st-1",
            toolName: "server:GOOGLE_SEARCH_WEB",
            input: { queries: ["x"] },
            providerExecuted: true,
            providerOptions: served("cTE="),
          },
          {
            type: "tool-result",
            toolCallId: "st-1",
            toolName: "server:GOOGLE_SEARCH_WEB",
            output: { type: "json", value: { n: 1 } },
            providerOptions: served("cTI="),
          },
          callOf("c1", "c2ln"),
          {
            type: "tool-call",
            toolCallId: "st-2",
            toolName: "server:URL_CONTEXT",
            input: "{}",
            providerExecuted: true,
            providerOptions: {
              google: { serverToolCallId: "st-2", serverToolType: "URL_CONTEXT" },
            },
          },
          {
            type: "tool-result",
            toolCallId: "st-2",
            toolName: "server:URL_CONTEXT",
            output: { type: "text", value: "gone" },
            providerOptions: {
              google: { serverToolCallId: "st-2", serverToolType: "URL_CONTEXT" },
            },
          },
        ],
      },
      resultOf("c1", { type: "text", value: "sun" }),
    ],
  },
  "a result of the server's after its call": {
    prompt: [
      ...hi,
      {
        role: "assistant",
        content: [
          {
            type: "tool-call",
            toolCallId: "st-1",
            toolName: "server:GOOGLE_SEARCH_WEB",
            input: {},
            providerOptions: served("cTE="),
          },
        ],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "st-1",
            toolName: "server:GOOGLE_SEARCH_WEB",
            output: { type: "json", value: { n: 1 } },
            providerOptions: served("cTI="),
          },
        ],
      },
    ],
  },
  "code that the server ran": { prompt: [...hi, ranCode("code_execution"), user("go on")] },
};

function served(thoughtSignature: string) {
  const serverToolType = "GOOGLE_SEARCH_WEB";
  return { google: { serverToolCallId: "st-1", serverToolType, thoughtSignature } };
}

export function ranCode(toolName: string): CallOptions["prompt"][number] {
  return {
    role: "assistant",
    content: [
      {
        type: "tool-call",
        toolCallId: "x",
        toolName,
        input: { language: "PYTHON", code: "1" },
        providerExecuted: true,
      },
      {
        type: "tool-result",
        toolCallId: "x",
        toolName,
        output: { type: "json", value: { outcome: "OUTCOME_OK", output: "1" } },
      },
    ],
  };
}
