// Sampling, reasoning, the format of the answer, headers.
import type { CallOptions, JSONObject, Target } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import { fable, haiku5, old, opus5, sonnet, sonnet5 } from "../targets.ts";
import { hi, own, weather } from "./build.ts";

const with_ = (options: Partial<CallOptions>, target?: Target): DifferentialCall => ({
  call: { ...hi, ...options },
  ...(target ? { target } : {}),
});
const json = (schema: JSONObject, more: Partial<CallOptions> = {}, target?: Target) =>
  with_({ responseFormat: { type: "json", schema, name: "answer" }, ...more }, target);

const person: JSONObject = {
  type: "object",
  properties: { name: { type: "string" } },
  required: ["name"],
  additionalProperties: false,
};
const demanding: JSONObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Person",
  type: "object",
  properties: {
    name: { type: "string", minLength: 2, maxLength: 9, pattern: "^A", description: "A name" },
    age: { type: "integer", minimum: 0, exclusiveMaximum: 200, default: 1 },
    mail: { type: "string", format: "email" },
    site: { type: "string", format: "iri" },
    tags: { type: "array", items: { type: "string" }, minItems: 1, uniqueItems: true },
    kind: { oneOf: [{ const: "a" }, { type: "null" }] },
    both: { allOf: [{ enum: ["x", "y"] }] },
    child: { $ref: "#/$defs/child", description: "left out" },
  },
  required: ["name"],
  $defs: { child: { type: "object", properties: { id: { type: "number" } } } },
};
const circular: JSONObject = {
  type: "object",
  properties: { next: { $ref: "#" } },
  required: ["next"],
};
const open: JSONObject = { type: "object", additionalProperties: { type: "string" } };
const loose: JSONObject = {
  type: "object",
  properties: Object.fromEntries("abcdefghijk".split("").map((name) => [name, { type: "string" }])),
};

export const settingCalls: Readonly<Record<string, DifferentialCall>> = {
  "a text": { call: hi },
  sampling: with_({ temperature: 0.5, topK: 3, stopSequences: ["x"] }),
  "top p": with_({ topP: 0.4 }),
  "sampling out of range": with_({ temperature: 1.5 }),
  "negative temperature": with_({ temperature: -1 }),
  "temperature and top p": with_({ temperature: 0.5, topP: 0.5 }),
  "sampling where it is refused": with_({ temperature: 0.5, topP: 0.5, topK: 2 }, opus5),
  penalties: with_({ presencePenalty: 1, frequencyPenalty: 1, seed: 1 }),
  "blank stop sequences": with_({ stopSequences: [" ", "END"] }),
  limit: with_({ maxOutputTokens: 100 }),
  "limit beyond the catalog": with_({ maxOutputTokens: 200_000 }),
  "headers and betas": with_({
    headers: { "anthropic-beta": "A-1, b-2", "x-mine": "1" },
    ...own({ anthropicBeta: ["b-2", "c-3"] }),
  }),
  ...Object.fromEntries(
    (["none", "minimal", "low", "medium", "high", "xhigh", "provider-default"] as const).flatMap(
      (reasoning) => [
        [`reasoning ${reasoning}`, with_({ reasoning })],
        [`reasoning ${reasoning} with a budget`, with_({ reasoning }, sonnet)],
        [`reasoning ${reasoning}, always thinking`, with_({ reasoning }, fable)],
        [`reasoning ${reasoning}, between tools`, with_({ reasoning }, sonnet5)],
      ],
    ),
  ),
  "reasoning with a limit": with_({ reasoning: "low", maxOutputTokens: 500 }, sonnet),
  "reasoning and sampling": with_({ reasoning: "low", temperature: 1, topK: 1, topP: 1 }),
  "sampling, always thinking": with_({ temperature: 1 }, fable),
  "budget without tokens": with_(own({ thinking: { type: "enabled" } }), sonnet),
  budget: with_(own({ thinking: { type: "enabled", budgetTokens: 3000 } }), sonnet),
  "budget and a limit": with_(
    { maxOutputTokens: 500, ...own({ thinking: { type: "enabled", budgetTokens: 3000 } }) },
    sonnet,
  ),
  "budget where it is refused": with_(
    own({ thinking: { type: "enabled", budgetTokens: 3000 } }),
    fable,
  ),
  "thinking off where it is refused": with_(own({ thinking: { type: "disabled" } }), fable),
  "thinking off with the highest effort": with_(
    own({ thinking: { type: "disabled" }, effort: "max" }),
    opus5,
  ),
  "a budget where it is refused": with_(
    own({ thinking: { type: "enabled", budgetTokens: 2000 } }),
    haiku5,
  ),
  "thinking off where it can be": with_(own({ thinking: { type: "disabled" } }), haiku5),
  "thinking off, between tools": with_(own({ thinking: { type: "disabled" } }), sonnet5),
  "a budget, between tools": with_(
    own({ thinking: { type: "enabled", budgetTokens: 3000 } }),
    sonnet5,
  ),
  "thinking option and level": with_({
    reasoning: "high",
    ...own({ thinking: { type: "adaptive", display: "omitted" } }),
  }),
  "effort option and level": with_({ reasoning: "high", ...own({ effort: "low" }) }),
  "thinking updates": with_(own({ thinking: { type: "adaptive", display: "updates" } })),
  "thinking with a binding": with_(
    own({
      thinking: { type: "adaptive", blockBinding: { prefixMismatchBehavior: "drop_block" } },
    }),
  ),
  "binding alone": with_(own({ thinking: { blockBinding: { prefixMismatchBehavior: "error" } } })),
  "thinking between tools": with_(own({ thinking: { type: "between_tools" }, effort: "max" })),
  "JSON by a schema": json(person),
  "JSON by a demanding schema": json(demanding),
  "JSON by a schema and effort": json(person, { reasoning: "high" }),
  "JSON by a circular schema": json(circular),
  "JSON by an open schema": json(open),
  "JSON by a loose schema": json(loose),
  "JSON without a schema": with_({ responseFormat: { type: "json" } }),
  "JSON on an older model": json(person, {}, old),
  "JSON with tools on an older model": json(person, { tools: [weather] }, old),
  "JSON with a budget on an older model": json(
    person,
    own({ thinking: { type: "enabled", budgetTokens: 2000 } }),
    old,
  ),
  "JSON by a tool": json(person, own({ structuredOutputMode: "jsonTool" })),
  "JSON by a tool and others": json(person, {
    tools: [weather],
    ...own({ structuredOutputMode: "jsonTool", disableParallelToolUse: false }),
  }),
  "JSON by a tool, others not": json(person, {
    tools: [weather],
    toolChoice: { type: "none" },
    ...own({ structuredOutputMode: "jsonTool" }),
  }),
  "JSON by a tool where none can be forced": json(
    person,
    own({ structuredOutputMode: "jsonTool" }),
    fable,
  ),
  "JSON by the format on an older model": json(
    person,
    own({ structuredOutputMode: "outputFormat" }),
    old,
  ),
};
