// A server that only streams, asked for a whole answer.
import type { CallOptions, StreamPart } from "@mayros/core";
import { expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { openaiResponses } from "./index.ts";

const call: CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };
const streams = { ...target, compat: { supportsWholeAnswers: false } };

function decode(...events: object[]): StreamPart[] {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const parts: StreamPart[] = [];
  const { decodeResponse } = openaiResponses.operations.chat;
  decodeResponse(body, (part) => parts.push(part), streams, call);
  return parts;
}

it("reads the stream to its end", () => {
  const content = [{ type: "output_text", text: "Hi", annotations: [] }];
  const parts = decode({
    type: "response.completed",
    response: { id: "r", output: [{ type: "message", id: "m", content }] },
  });
  expect(parts).toContainEqual({ type: "text-delta", id: "m", delta: "Hi" });
  expect(parts.at(-1)?.type).toBe("finish");
});

it("tells that it broke off", () => {
  const parts = decode({ type: "response.created", response: { id: "r" } });
  expect(parts.at(-1)?.type).toBe("error");
});
