// What goes back of earlier answers: blocks as they came, and no message that ends in reasoning.
import type { CallOptions, JSONObject } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { anthropicMessages } from "./index.ts";

type Message = CallOptions["prompt"][number];
type Part = Extract<Message, { role: "assistant" }>["content"][number];

const mark = { type: "ephemeral" };
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const text: Part = { type: "text", text: "a" };
const thought: Part = {
  type: "reasoning",
  text: "hm",
  providerOptions: { anthropic: { signature: "s" } },
};
const hidden: Part = {
  type: "reasoning",
  text: "",
  providerOptions: { anthropic: { redactedData: "d" } },
};
const custom = (block: JSONObject): Part => ({
  type: "custom",
  kind: "anthropic.x",
  providerOptions: { anthropic: { block } },
});
const assistant = (content: Part[], cached = false): Message => ({
  role: "assistant",
  content,
  ...(cached ? { providerOptions: { anthropic: { cacheControl: mark } } } : {}),
});

function encode(prompt: Message[]) {
  const { body, warnings } = anthropicMessages.operations.chat.encodeRequest(
    { prompt },
    target,
    false,
  );
  return { messages: body.messages as { role: string; content: JSONObject[] }[], warnings };
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}

describe("anthropic-messages encodeAssistant", () => {
  it("leaves the prompt as it was", () => {
    const prompt = freeze([
      { role: "system" as const, content: "s" },
      user("a"),
      assistant([thought, custom({ type: "x", text: "b " })], true),
      user("b"),
      assistant([text, hidden, custom({ type: "x", text: "c " })], true),
    ]);
    const { messages } = encode(prompt);
    expect(messages.at(-1)?.content.at(-1)).toEqual({ type: "x", text: "c", cache_control: mark });
  });

  it("drops a mark that an earlier call left on a block", () => {
    const block = { type: "x", cache_control: mark };
    expect(encode([assistant([custom(block)])]).messages[0]?.content).toEqual([{ type: "x" }]);
    expect(encode([assistant([custom(block)], true)]).messages[0]?.content).toEqual([block]);
  });

  it.each<[string, Message[], string[][], number]>([
    ["before a question", [assistant([text, thought]), user("b")], [["text"], ["text"]], 1],
    ["at the end", [user("a"), assistant([text, thought, hidden])], [["text"], ["text"]], 1],
    ["alone", [user("a"), assistant([thought]), user("b")], [["text", "text"]], 1],
    ["continued", [assistant([thought]), assistant([text])], [["thinking", "text"]], 0],
    ["in the middle", [assistant([text, thought, text])], [["text", "thinking", "text"]], 0],
  ])("reasoning %s", (_name, prompt, types, warned) => {
    const { messages, warnings } = encode(prompt);
    expect(messages.map(({ content }) => content.map(({ type }) => type))).toEqual(types);
    expect(warnings).toHaveLength(warned);
  });

  it("marks the last block that may be marked", () => {
    const { messages } = encode([assistant([text, thought], true), user("b")]);
    expect(messages[0]?.content).toEqual([{ type: "text", text: "a", cache_control: mark }]);
  });
});
