// Answers that servers of this wire send against its rules.
import { describe, expect, it } from "vitest";
import { replay, replayWhole } from "../../test/replay.ts";
import { openaiResponses } from "./index.ts";

const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
const partsOf = (...events: object[]) =>
  replay(openaiResponses, [new TextEncoder().encode(events.map(event).join(""))]);
const completed = (more: object = {}) => ({ type: "response.completed", response: { ...more } });

describe("openai-responses answers", () => {
  it("reads an answer of which only the end was streamed", () => {
    const content = [{ type: "output_text", text: "Hi", annotations: [] }];
    const parts = partsOf(completed({ id: "r", output: [{ type: "message", id: "m", content }] }));
    expect(parts.map(({ type }) => type)).toEqual([
      "response-metadata",
      "text-start",
      "text-delta",
      "text-end",
      "finish",
    ]);
  });

  it("takes the text of an item of which no piece was streamed", () => {
    const item = { type: "message", id: "m", content: [{ type: "output_text", text: "Hi" }] };
    const parts = partsOf(
      { type: "response.output_item.added", output_index: 0, item: { ...item, content: [] } },
      { type: "response.output_item.done", output_index: 0, item },
      completed(),
    );
    expect(parts).toContainEqual({ type: "text-delta", id: "m", delta: "Hi" });
  });

  it.each([
    ['{"a":1}', "tool-calls"],
    ['{"a":', "stop"],
  ])("calls a tool whose item never ended only if its input %s is whole", (delta, unified) => {
    const item = { type: "function_call", id: "fc", call_id: "c", name: "f" };
    const parts = partsOf(
      { type: "response.output_item.added", output_index: 0, item },
      { type: "response.function_call_arguments.delta", output_index: 0, delta },
      completed(),
    );
    expect(parts.some(({ type }) => type === "tool-call")).toBe(unified === "tool-calls");
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified } });
  });

  it("carries an item of a kind that it does not know, so that it can go back", () => {
    const item = { type: "surprise", id: "s_1", data: [1] };
    const parts = partsOf(
      { type: "response.output_item.done", output_index: 0, item },
      completed(),
    );
    expect(parts[0]).toMatchObject({ type: "custom", kind: "openai.surprise" });
    const [part] = parts;
    if (part?.type !== "custom" || !part.providerMetadata) throw new Error("no part");
    const message = {
      role: "assistant" as const,
      content: [
        { type: "custom" as const, kind: part.kind, providerOptions: part.providerMetadata },
      ],
    };
    const { encodeRequest } = openaiResponses.operations.chat;
    const target = {
      provider: "acme",
      baseUrl: "https://api.acme.example/v1",
      compat: {},
      model: { id: "m", wireId: "m", reasoning: false, thinkingLevelMap: {} },
    } as unknown as Parameters<typeof encodeRequest>[1];
    expect(encodeRequest({ prompt: [message] }, target, false).body.input).toEqual([item]);
  });

  it("pairs a call that was approved with the request for its approval", () => {
    const request = { type: "mcp_approval_request", id: "mcpr_1", name: "f", arguments: "{}" };
    const asked = partsOf(
      { type: "response.output_item.done", output_index: 0, item: request },
      completed(),
    );
    expect(asked).toContainEqual({
      type: "tool-approval-request",
      approvalId: "mcpr_1",
      toolCallId: "mcpr_1",
    });
    const call = { ...request, type: "mcp_call", id: "mcp_1", approval_request_id: "mcpr_1" };
    const ran = partsOf(
      { type: "response.output_item.done", output_index: 0, item: call },
      completed(),
    );
    expect(ran).toContainEqual(
      expect.objectContaining({ type: "tool-result", toolCallId: "mcpr_1" }),
    );
  });

  it("finishes an answer that failed for want of tokens", () => {
    const response = { error: null, incomplete_details: { reason: "max_output_tokens" } };
    expect(partsOf({ type: "response.failed", response }).at(-1)).toMatchObject({
      finishReason: { unified: "length", raw: "max_output_tokens" },
    });
  });

  it("passes on what a server says instead of an answer", () => {
    const [part] = replayWhole(openaiResponses, '{"detail":"Unsupported parameter"}');
    expect(part).toEqual({ type: "error", error: { body: '{"detail":"Unsupported parameter"}' } });
  });
});
