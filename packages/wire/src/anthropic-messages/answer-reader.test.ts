// Answers that servers of this wire send against its rules.
import { describe, expect, it } from "vitest";
import { replay } from "../../test/replay.ts";
import { anthropicMessages } from "./index.ts";

const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
const partsOf = (text: string) => replay(anthropicMessages, [new TextEncoder().encode(text)]);
const toolStart = {
  type: "content_block_start",
  index: 0,
  content_block: { type: "tool_use", id: "t", name: "f", input: {} },
};

describe("anthropic-messages answers", () => {
  it("takes an event called error for one, whatever its type", () => {
    const parts = partsOf('event: error\ndata: {"type":"rate_limit_error","message":"slow"}\n\n');
    expect(parts).toHaveLength(1);
    const [part] = parts;
    if (part?.type !== "error") throw new Error("no error part");
    const { body } = part.error as { body: string };
    expect(anthropicMessages.classifyError({ headers: {}, body, receivedAt: 0 })).toMatchObject({
      kind: "rate_limit",
      rotate: true,
      message: "slow",
    });
  });

  it("ends a block when another begins at its index", () => {
    const text = { type: "content_block_start", index: 0, content_block: { type: "text" } };
    const parts = partsOf([toolStart, text, { type: "message_stop" }].map(event).join(""));
    expect(parts.map(({ type }) => type)).toEqual([
      "tool-input-start",
      "tool-input-end",
      "tool-call",
      "text-start",
      "text-end",
      "finish",
    ]);
  });

  it.each([
    ["tool_use", "tool-calls"],
    ["end_turn", "tool-calls"],
    ["tool_calls", "tool-calls"],
    [null, "tool-calls"],
    ["max_tokens", "length"],
    ["refusal", "content-filter"],
  ])("with a tool call, %j is %s", (reason, unified) => {
    const end = [
      toolStart,
      { type: "message_delta", delta: { stop_reason: reason } },
      { type: "message_stop" },
    ];
    expect(partsOf(end.map(event).join("")).at(-1)).toMatchObject({ finishReason: { unified } });
  });

  it("leaves the reason alone where code on the server called", () => {
    const caller = { type: "code_execution_20250825", tool_id: "s" };
    const start = { ...toolStart, content_block: { ...toolStart.content_block, caller } };
    const end = { type: "message_delta", delta: { stop_reason: "end_turn" } };
    const parts = partsOf([start, end, { type: "message_stop" }].map(event).join(""));
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: "stop" } });
  });

  it("says which of the tools for code is called, wherever an input is cut", () => {
    const start = {
      type: "content_block_start",
      index: 0,
      content_block: { type: "server_tool_use", id: "s", name: "bash_code_execution", input: {} },
    };
    const inputOf = (pieces: string[]) => {
      const deltas = pieces.map((partial_json) => ({
        type: "content_block_delta",
        index: 0,
        delta: { type: "input_json_delta", partial_json },
      }));
      const stop = { type: "content_block_stop", index: 0 };
      const parts = partsOf([start, ...deltas, stop].map(event).join(""));
      const told = parts.flatMap((part) => (part.type === "tool-input-delta" ? part.delta : []));
      const call = parts.find(({ type }) => type === "tool-call");
      expect(call).toMatchObject({ toolName: "code_execution", input: told.join("") || "{}" });
      return JSON.parse(told.join("") || "{}");
    };
    const tagged = { type: "bash_code_execution", command: "ls" };
    expect(inputOf(' {  "command": "ls"}'.split(""))).toEqual(tagged);
    expect(inputOf(['{"command":', '"ls"}'])).toEqual(tagged);
    expect(inputOf(["{", "}"])).toEqual({});
    expect(inputOf([])).toEqual({});
  });

  it("tells that the connection lives only to whom asks for it", () => {
    const ping = new TextEncoder().encode(event({ type: "ping" }));
    expect(replay(anthropicMessages, [ping])).toHaveLength(1);
    const call = { prompt: [], providerOptions: { acme: { includePings: true } } };
    expect(replay(anthropicMessages, [ping], call)[0]).toEqual({ type: "ping" });
  });
});
