// What is different in a request for a Claude model: ids, thoughts, functions, the limit of output.
import {
  type CallOptions,
  type JSONObject,
  type LanguageModelV4ToolResultOutput,
  withModelDefaults,
} from "@mayros/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../test/message-of.ts";
import { fixturesOf, target as plain, replay } from "../../test/replay.ts";
import { encodeRequest } from "./encode-request.ts";
import { googleCodeAssist } from "./index.ts";

const model = withModelDefaults({ id: "model-1", reasoning: true, maxTokens: 64_000 });
const target = { ...plain, model, compat: { generation: 2, claude: true } };
const user: CallOptions["prompt"][number] = {
  role: "user",
  content: [{ type: "text", text: "hi" }],
};

interface Sent extends JSONObject {
  contents: { role: string; parts: JSONObject[] }[];
  tools?: { functionDeclarations: JSONObject[] }[];
  generationConfig: JSONObject;
}

function encode(call: Partial<CallOptions>, asked = target) {
  const { body, warnings } = encodeRequest({ prompt: [user], ...call }, asked, true);
  return { sent: body.request as Sent, warned: warnings };
}

describe("the conversation", () => {
  it("goes back as it came, with the signature inside the thought", () => {
    const fixture = fixturesOf("google-code-assist", ".txt").find(
      ({ name }) => name === "claude-calls.txt",
    );
    if (!fixture) throw new Error("no fixture");
    const said = messageOf(replay(googleCodeAssist, [fixture.bytes]));
    const { sent, warned } = encode({ prompt: [user, said] });
    expect(sent.contents[1]).toEqual({
      role: "model",
      parts: [
        { text: "Look first.", thought: true, thoughtSignature: "Y2xhdWRl" },
        { functionCall: { id: "toolu_vrtx_01", name: "weather", args: { city: "Zürich" } } },
      ],
    });
    expect(warned).toEqual([]);
  });

  it("leaves out thoughts without a signature, and says so", () => {
    const { sent, warned } = encode({
      prompt: [
        user,
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "Hm." },
            { type: "text", text: " \n" },
            { type: "text", text: "Yes." },
          ],
        },
      ],
    });
    expect(sent.contents[1]?.parts).toEqual([{ text: "Yes." }]);
    expect(warned).toEqual([
      expect.objectContaining({ type: "unsupported", feature: "reasoning part" }),
    ]);
  });

  it("sends no turn that has nothing left in it", () => {
    const prompt: CallOptions["prompt"] = [
      user,
      { role: "assistant", content: [{ type: "reasoning", text: "Hm." }] },
      user,
    ];
    expect(encode({ prompt }).sent.contents.map(({ role }) => role)).toEqual(["user", "user"]);
  });

  it("gives each id one that is accepted, and the answer the same", () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 80 }), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.property(ids, (given) => {
      const output: LanguageModelV4ToolResultOutput = { type: "text", value: "ok" };
      const prompt: CallOptions["prompt"] = [
        user,
        {
          role: "assistant",
          content: given.map((toolCallId) => ({
            type: "tool-call",
            toolCallId,
            toolName: "f",
            input: {},
          })),
        },
        {
          role: "tool",
          content: given.map((toolCallId) => ({
            type: "tool-result",
            toolCallId,
            toolName: "f",
            output,
          })),
        },
      ];
      const [, calls, results] = encode({ prompt }).sent.contents;
      const idsOf = (parts: JSONObject[] = []) =>
        parts.map((part) => ((part.functionCall ?? part.functionResponse) as JSONObject).id);
      expect(idsOf(calls?.parts)).toEqual(idsOf(results?.parts));
      expect(new Set(idsOf(calls?.parts)).size).toBe(given.length);
      for (const id of idsOf(calls?.parts)) expect(id).toMatch(/^[\w-]+$/);
    });
    fc.assert(property);
  });
});

describe("functions", () => {
  const f = (inputSchema: object) =>
    ({ type: "function", name: "f", inputSchema }) as NonNullable<CallOptions["tools"]>[number];
  const city = f({ type: "object", properties: { city: { type: "string" } }, required: ["city"] });

  it("have parameters instead of a JSON schema, and are called as it says", () => {
    const { sent } = encode({ tools: [city] });
    expect(sent.tools).toEqual([
      {
        functionDeclarations: [
          {
            name: "f",
            description: "",
            parameters: {
              type: "object",
              properties: { city: { type: "string" } },
              required: ["city"],
            },
          },
        ],
      },
    ]);
    expect(sent.toolConfig).toEqual({ functionCallingConfig: { mode: "VALIDATED" } });
  });

  it.each([
    [{ type: "none" }, "NONE"],
    [{ type: "required" }, "ANY"],
    [{ type: "auto" }, "VALIDATED"],
  ] as const)("follow the choice %j", (toolChoice, mode) => {
    const { sent } = encode({ tools: [city], toolChoice });
    expect(sent.toolConfig).toEqual({ functionCallingConfig: { mode } });
  });

  it("are not held to a schema where one of them takes nothing", () => {
    const { sent } = encode({ tools: [city, f({ type: "object", properties: {} })] });
    expect(sent.toolConfig).toEqual({ functionCallingConfig: { mode: "AUTO" } });
  });
});

describe("thinking", () => {
  const configOf = (call: Partial<CallOptions>) => encode(call).sent.generationConfig;

  it("comes on top of the limit for the answer, as far as the model allows", () => {
    expect(configOf({ reasoning: "low", maxOutputTokens: 1000 })).toEqual({
      maxOutputTokens: 7554,
      thinkingConfig: { thinkingBudget: 6554, includeThoughts: true },
    });
    expect(configOf({ reasoning: "high", maxOutputTokens: 60_000 })).toMatchObject({
      maxOutputTokens: 64_000,
      thinkingConfig: { thinkingBudget: 24_576 },
    });
    expect(configOf({ reasoning: "low" })).toMatchObject({ maxOutputTokens: 64_000 });
  });

  it("stays away where there is no room for it, and without being asked for", () => {
    const small = { ...target, model: { ...model, maxTokens: 1500 } };
    const { sent, warned } = encode({ reasoning: "low" }, small);
    expect(sent.generationConfig).toEqual({});
    expect(warned).toHaveLength(1);
    expect(configOf({ maxOutputTokens: 1000 })).toEqual({ maxOutputTokens: 1000 });
    expect(configOf({ reasoning: "none" })).toEqual({ thinkingConfig: { thinkingBudget: 0 } });
  });

  it("always leaves the answer something", () => {
    const limits = fc.record({
      maxTokens: fc.integer({ min: 1, max: 70_000 }),
      maxOutputTokens: fc.option(fc.integer({ min: 1, max: 70_000 }), { nil: undefined }),
      reasoning: fc.constantFrom("minimal", "low", "medium", "high"),
    });
    const property = fc.property(limits, ({ maxTokens, ...limit }) => {
      const asked = { ...target, model: { ...model, maxTokens } };
      const { maxOutputTokens, thinkingConfig } = encode(limit as Partial<CallOptions>, asked).sent
        .generationConfig;
      const { thinkingBudget = 0 } = (thinkingConfig ?? {}) as { thinkingBudget?: number };
      if (thinkingBudget > 0) expect(Number(maxOutputTokens)).toBeGreaterThan(thinkingBudget);
    });
    fc.assert(property);
  });
});
