// Every call, for each kind of model: "(2.5)" reasons by a budget of tokens, "(3)" by levels, "(Vertex)" is
// one of the latter on the other server.
import type { CallOptions, Target } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import {
  budgets,
  budgetsAlways,
  fewLevels,
  levels,
  oldLevels,
  second,
  unknown,
  vertex,
} from "../targets.ts";
import { messageCalls, ranCode } from "./messages.ts";
import { callOf, hi, noop, picture, resultOf, search, user, weather } from "./parts.ts";
import { settingCalls } from "./settings.ts";
import { resultCalls } from "./tool-results.ts";
import { toolCalls } from "./tools.ts";

type Calls = Record<string, DifferentialCall>;

function forEach(targets: Record<string, Target>, calls: Readonly<Record<string, CallOptions>>) {
  const all: Calls = {};
  for (const [kind, target] of Object.entries(targets)) {
    for (const [name, call] of Object.entries(calls)) all[`${name} (${kind})`] = { call, target };
  }
  return all;
}

const kinds = { "2.5": budgets, "3": levels };

const levelsOfReasoning = ["none", "minimal", "medium", "high", "xhigh"] as const;
const reasoningCalls = Object.fromEntries(
  levelsOfReasoning.map((reasoning) => [`reasoning, ${reasoning}`, { prompt: hi, reasoning }]),
);

const vertexCalls: Readonly<Record<string, CallOptions>> = {
  "options under its own key": {
    prompt: hi,
    providerOptions: { googleVertex: { labels: { a: "b" } }, google: { threshold: "OFF" } },
  },
  "options under its older key": {
    prompt: hi,
    providerOptions: { vertex: { labels: { a: "b" } } },
  },
  "a file in a bucket": {
    prompt: [
      {
        role: "user",
        content: [
          {
            type: "file",
            mediaType: "application/pdf",
            data: {
              type: "url",
              url: new URL("gs://Bucket/x.pdf"),
              originalUrl: "gs://Bucket/x.pdf",
            },
          },
        ],
      },
    ],
  },
};

/** Where only one kind of model makes a difference, or the other refuses. */
const single: Calls = {
  "a file by reference": {
    call: {
      prompt: [
        {
          role: "user",
          content: [
            {
              type: "file",
              mediaType: "video/mp4",
              data: { type: "reference", reference: { google: "https://a.example/files/v1" } },
              providerOptions: { google: { videoMetadata: { endOffset: "9s" } } },
            },
          ],
        },
        {
          role: "assistant",
          content: [
            {
              type: "file",
              mediaType: "image/png",
              data: { type: "reference", reference: { google: "https://a.example/files/p1" } },
            },
          ],
        },
        user("go on"),
      ],
    },
  },
  "a file of image/jpg": {
    call: { prompt: [{ role: "user", content: [{ ...picture, mediaType: "image/jpg" }] }] },
  },
  "code that the server ran, as the caller calls it": {
    call: {
      prompt: [...hi, ranCode("python"), user("go on")],
      tools: [{ type: "provider", id: "google.code_execution", name: "python", args: {} }],
    },
  },
  "what another provider ran": {
    call: {
      prompt: [
        ...hi,
        {
          role: "assistant",
          content: [
            {
              type: "tool-call",
              toolCallId: "s",
              toolName: "web_search",
              input: { query: "x" },
              providerExecuted: true,
            },
            {
              type: "tool-result",
              toolCallId: "s",
              toolName: "web_search",
              output: { type: "json", value: [] },
            },
            { type: "text", text: "Sunny." },
          ],
        },
        user("go on"),
      ],
    },
  },
  "thoughts of another provider": {
    call: {
      prompt: [
        ...hi,
        {
          role: "assistant",
          content: [
            {
              type: "reasoning",
              text: "Hm.",
              providerOptions: { anthropic: { signature: "s" } },
            },
            { type: "text", text: "Yes." },
          ],
        },
        user("go on"),
      ],
    },
  },
  "a part kept as it came": {
    call: {
      prompt: [
        ...hi,
        {
          role: "assistant",
          content: [
            { type: "text", text: "See" },
            {
              type: "custom",
              kind: "google.hologram",
              providerOptions: { google: { part: { hologram: { id: "h-1" } } } },
            },
            { type: "custom", kind: "other.thing" },
          ],
        },
        user("go on"),
      ],
    },
  },
  "a call with words for an input": {
    call: {
      prompt: [
        ...hi,
        { role: "assistant", content: [{ ...callOf("c1"), input: "Bern, please" }] },
        resultOf("c1", { type: "text", value: "sun" }),
      ],
    },
  },
  "reasoning, of a model that does not reason": {
    target: second,
    call: { prompt: hi, reasoning: "high" },
  },
  "JSON with a schema, a tool and a search": {
    call: {
      prompt: hi,
      tools: [weather, search],
      responseFormat: { type: "json", schema: { type: "object" } },
    },
  },
  "a tool that nobody has, beside a function": {
    target: levels,
    call: {
      prompt: hi,
      tools: [noop, { type: "provider", id: "other.tool", name: "other", args: {} }],
    },
  },
  "examples of a tool's input": {
    call: { prompt: hi, tools: [{ ...weather, inputExamples: [{ input: { city: "Bern" } }] }] },
  },
  "a tool to choose, but none there": { call: { prompt: hi, toolChoice: { type: "required" } } },
  "an approval": {
    call: {
      prompt: [
        ...hi,
        {
          role: "tool",
          content: [{ type: "tool-approval-response", approvalId: "a", approved: true }],
        },
        user("go on"),
      ],
    },
  },
  "an option that is none": {
    call: { prompt: hi, providerOptions: { google: { nonsense: 1 } } },
  },
};

export const calls: Readonly<Calls> = {
  ...forEach(kinds, { ...messageCalls, ...resultCalls, ...settingCalls, ...toolCalls }),
  ...forEach(
    { ...kinds, "2.5 pro": budgetsAlways, "3.1 pro": fewLevels, "3 pro": oldLevels, unknown },
    reasoningCalls,
  ),
  ...forEach({ "2.0": second }, { penalties: settingCalls.penalties ?? { prompt: hi } }),
  ...forEach(
    { Vertex: vertex },
    {
      ...messageCalls,
      ...resultCalls,
      ...settingCalls,
      ...toolCalls,
      ...vertexCalls,
    },
  ),
  ...single,
};
