// What a model said goes back to its server in the fields in which it came, and to no other model.
import type { JSONObject } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { openaiCompletions } from "../../src/openai-completions/index.ts";
import { messageOf } from "../message-of.ts";
import { fixturesOf, replay, target } from "../replay.ts";
import { acme } from "./targets.ts";

const call = (id: string, name: string, text: string, more: JSONObject = {}): JSONObject => ({
  id,
  type: "function",
  function: { name, arguments: text },
  ...more,
});
const signed = { extra_content: { google: { thought_signature: "c2ln" } } };

/** By fixture: the message, and what is warned about. */
const answers: Readonly<Record<string, { message: JSONObject; warned?: readonly string[] }>> = {
  "reasoning-and-parallel-tools.txt": {
    message: {
      content: null,
      reasoning_content: "The user wants two cities.",
      tool_calls: [
        call("call_a1", "weather", '{"city":"Rome"}'),
        call("call_b2", "weather", '{"city":"Oslo"}'),
        call("call_c3", "now", "{}"),
      ],
    },
  },
  "router-reasoning-details.txt": {
    message: {
      content: "See [1].",
      reasoning_details: [
        {
          type: "reasoning.text",
          text: "Think hard.",
          format: "anthropic-claude-v1",
          index: 0,
          signature: "c2lnbmF0dXJl",
        },
      ],
    },
  },
  "router-encrypted-details.txt": {
    message: {
      content: null,
      reasoning_details: [
        {
          type: "reasoning.encrypted",
          data: "gAAAA",
          id: "call_1",
          format: "google-gemini-v1",
          index: 0,
        },
      ],
      tool_calls: [call("call_1", "now", "{}")],
    },
  },
  "thinking-pieces.txt": {
    message: {
      content: [
        { type: "thinking", thinking: [{ type: "text", text: "Hm." }] },
        { type: "text", text: "Yes." },
      ],
    },
  },
  "tools-without-index.txt": {
    message: {
      content: null,
      tool_calls: [
        call("fn-1", "search", '{"q":"a"}', signed),
        call("fn-2", "search", '{"q":"b"}'),
        call("g1-2", "now", "{}"),
      ],
    },
  },
  // A server that drew a picture does not take it for its own.
  "whole-router.json": {
    message: {
      content: "Here.",
      reasoning_details: [
        { type: "reasoning.text", text: "Draw.", format: "google-gemini-v1", index: 0 },
        { type: "reasoning.encrypted", data: "AAAA", format: "google-gemini-v1", index: 1 },
      ],
      tool_calls: [call("call_s", "f", "{}", signed)],
    },
    warned: ["file part"],
  },
};

function again(name: string, to: typeof target) {
  const [fixture] = fixturesOf("openai-completions", name);
  if (!fixture) throw new Error("no such fixture");
  const prompt = [...fixture.call.prompt, messageOf(replay(openaiCompletions, [fixture.bytes]))];
  const { body, warnings } = openaiCompletions.operations.chat.encodeRequest({ prompt }, to, false);
  const [, message] = body.messages as JSONObject[];
  return { message, warned: warnings.map((each) => "feature" in each && each.feature) };
}

describe.each(Object.entries(answers))("%s", (name, { message, warned = [] }) => {
  it("goes back as it came", () => {
    expect(again(name, target)).toEqual({ message: { role: "assistant", ...message }, warned });
  });
});

it.each(["reasoning-and-parallel-tools.txt", "thinking-pieces.txt", "whole-router.json"])(
  "keeps the reasoning of %s from another model",
  (name) => {
    const { message, warned } = again(name, { ...acme, provider: "elsewhere" });
    expect(Object.keys(message ?? {}).filter((key) => key.startsWith("reasoning"))).toEqual([]);
    expect(JSON.stringify(message)).not.toContain("thinking");
    expect(warned).toContain("reasoning part");
  },
);

it("keeps signatures of calls from another model", () => {
  const { message, warned } = again("tools-without-index.txt", { ...acme, provider: "elsewhere" });
  expect(JSON.stringify(message)).not.toContain("extra_content");
  expect(warned).toEqual(["signature of a tool call"]);
});
