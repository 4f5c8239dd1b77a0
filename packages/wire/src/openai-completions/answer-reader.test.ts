// Answers that servers of this wire send against its rules.
import { describe, expect, it } from "vitest";
import { replay, replayWhole } from "../../test/replay.ts";
import { openaiCompletions } from "./index.ts";

const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const partsOf = (text: string) => replay(openaiCompletions, [bytesOf(text)]);
const { classifyError } = openaiCompletions;

function failureIn(parts: ReturnType<typeof partsOf>) {
  const last = parts.at(-1);
  if (last?.type !== "error") throw new Error(`ends with ${last?.type}`);
  const error = last.error as { body: string; status?: number };
  return classifyError({ headers: {}, receivedAt: 0, ...error });
}

const choiceError = {
  finish_reason: "error",
  error: { code: 429, message: "Rate limit exceeded" },
};

describe("openai-completions answers", () => {
  it("reads the first choice alone", () => {
    const choice = (index: number, content: string, reason: string | null = null) =>
      event({ choices: [{ index, delta: { content }, finish_reason: reason }] });
    const parts = partsOf(
      `${choice(0, "A")}${choice(1, "B")}${choice(0, "", "stop")}${choice(1, "", "length")}data: [DONE]\n\n`,
    );
    expect(parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : []))).toEqual([
      "A",
    ]);
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "stop" } });
  });

  it("reads the first choice of a whole answer by its index", () => {
    const choice = (index: number, content: string) => ({ index, message: { content } });
    const parts = replayWhole(
      openaiCompletions,
      JSON.stringify({ choices: [choice(1, "B"), choice(0, "A")] }),
    );
    expect(parts).toContainEqual({ type: "text-delta", id: "text-0", delta: "A" });
  });

  it.each<[string, object, string, boolean, string]>([
    ["in a choice", { choices: [choiceError] }, "rate_limit", true, "Rate limit exceeded"],
    ["as message", { message: "Rate limit exceeded" }, "rate_limit", true, "Rate limit exceeded"],
    ["as msg", { code: 500, msg: "Broken" }, "server", false, "Broken"],
    ["as detail", { detail: "Quota exceeded" }, "rate_limit", true, "Quota exceeded"],
    [
      "as base_resp",
      { choices: null, base_resp: { status_code: 1002, status_msg: "rate limit" } },
      "rate_limit",
      true,
      "rate limit",
    ],
  ])("fails with an error %s", (_name, body, kind, rotate, message) => {
    const expected = { kind, rotate, message };
    expect(failureIn(partsOf(event(body)))).toMatchObject(expected);
    expect(failureIn(replayWhole(openaiCompletions, JSON.stringify(body)))).toMatchObject(expected);
  });

  it("takes base_resp with the code 0 for no error", () => {
    const body = { base_resp: { status_code: 0, status_msg: "success" } };
    const end = event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    expect(partsOf(event(body) + end).at(-1)?.type).toBe("finish");
  });

  it.each(["stop", "tool_use", "", null])("calls tools with the finish reason %j", (reason) => {
    const call = { index: 0, id: "c", function: { name: "f", arguments: "{}" } };
    const body = {
      choices: [{ index: 0, message: { tool_calls: [call] }, finish_reason: reason }],
    };
    expect(replayWhole(openaiCompletions, JSON.stringify(body)).at(-1)).toMatchObject({
      finishReason: { unified: "tool-calls" },
    });
  });
});
