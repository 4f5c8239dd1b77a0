// What the model and the server's own tools said goes back in the next turn as it came: in its order, with
// every signature where it stood, and under whatever name the caller gave the execution of code.
import { describe, expect, it } from "vitest";
import { googleGenerativeAi } from "../../src/google-generative-ai/index.ts";
import { messageOf } from "../message-of.ts";
import { fixturesOf, replay, replayWhole, target } from "../replay.ts";

const inlineData = { mimeType: "image/png", data: "iVBORw0KGgo=" };
const searchCall = { toolType: "GOOGLE_SEARCH_WEB", args: { queries: ["x"] }, id: "st-1" };
const searchAnswer = { toolType: "GOOGLE_SEARCH_WEB", response: { n: 1 }, id: "st-1" };

/** The parts of the model's turn; texts that came in pieces are one. */
const turns: readonly { name: string; parts: object[] }[] = [
  {
    name: "thoughts-and-tools.txt",
    parts: [
      { text: "**Weighing**\n\nBoth are needed.", thought: true },
      { text: "Let me look." },
      {
        functionCall: { id: "fc-1", name: "weather", args: { city: "Zürich" } },
        thoughtSignature: "c2lnLTE=",
      },
      { functionCall: { id: "fc-2", name: "time", args: {} } },
      { functionCall: { id: "r1-0", name: "noop", args: {} } },
    ],
  },
  {
    name: "signatures.txt",
    parts: [
      { text: "Thinking.", thought: true, thoughtSignature: "c2lnLWE=" },
      { text: "Answer done", thoughtSignature: "c2lnLWI=" },
    ],
  },
  {
    name: "signature-after-thought.txt",
    parts: [
      { text: "Hm.", thought: true },
      { text: "", thoughtSignature: "c2lnLWM=" },
      { text: "Yes." },
    ],
  },
  {
    name: "picture.txt",
    parts: [
      { text: "Here:" },
      { inlineData },
      { inlineData, thought: true, thoughtSignature: "c2lnLWY=" },
    ],
  },
  {
    name: "audio.txt",
    parts: [{ inlineData: { mimeType: "audio/L16;codec=pcm;rate=24000", data: "AAAA" } }],
  },
  {
    name: "code-execution.txt",
    parts: [
      { text: "Let me compute." },
      { executableCode: { language: "PYTHON", code: "print(6*7)" } },
      { codeExecutionResult: { outcome: "OUTCOME_OK", output: "42\n" } },
      { text: "It is 42." },
    ],
  },
  {
    name: "code-named.txt",
    parts: [
      {
        executableCode: { language: "PYTHON", code: "print('ü')" },
        thoughtSignature: "c2lnLXg=",
      },
      { codeExecutionResult: { outcome: "OUTCOME_OK", output: "ü\n" } },
      { text: "Done." },
    ],
  },
  {
    name: "code-ids.txt",
    parts: [
      { executableCode: { language: "PYTHON", code: "print(2)", id: "ec-1" } },
      { executableCode: { language: "PYTHON", code: "print(3)", id: "ec-2" } },
      { codeExecutionResult: { outcome: "OUTCOME_OK", output: "2\n", id: "ec-1" } },
      { codeExecutionResult: { outcome: "OUTCOME_OK", output: "", id: "ec-2" } },
      { text: "Two, and nothing." },
    ],
  },
  {
    name: "code-result-alone.txt",
    parts: [{ codeExecutionResult: { outcome: "OUTCOME_FAILED", output: "no" } }, { text: "Odd." }],
  },
  {
    name: "server-tools.txt",
    parts: [
      { toolCall: searchCall, thoughtSignature: "c2lnLWU=" },
      { toolResponse: searchAnswer },
      {
        functionCall: { id: "fc-3", name: "save", args: { n: 1 } },
        thoughtSignature: "skip_thought_signature_validator",
      },
    ],
  },
  {
    name: "whole-server-tools.json",
    parts: [
      { toolCall: searchCall, thoughtSignature: "c2lnLXM=" },
      { toolResponse: searchAnswer, thoughtSignature: "c2lnLXQ=" },
      { inlineData, thoughtSignature: "c2lnLXU=" },
      { inlineData, thought: true },
      { text: "", thoughtSignature: "c2lnLXY=" },
    ],
  },
  {
    name: "unknown-part.txt",
    parts: [{ text: "See" }, { hologram: { id: "h-1" }, thoughtSignature: "c2lnLWg=" }],
  },
  {
    name: "partial-arguments.txt",
    parts: [
      { text: "Two at once.", thought: true },
      {
        functionCall: {
          id: "fc-1",
          name: "save",
          args: {
            title: 'Zürich "1"\n',
            place: { lat: 47.37, exact: false },
            tags: ["a", { name: "bc" }],
            none: null,
            empty: [],
            nothing: {},
          },
        },
        thoughtSignature: "c2lnLXA=",
      },
      { functionCall: { id: "fc-2", name: "dim", args: { brightness: 50 } } },
      { functionCall: { id: "fc-3", name: "ping", args: {} } },
    ],
  },
];

describe.each(turns)("$name", ({ name, parts }) => {
  it("goes back as it came", () => {
    const [fixture] = fixturesOf(googleGenerativeAi.api, name);
    if (!fixture) throw new Error("no such fixture");
    const { bytes, call } = fixture;
    const answer = name.endsWith(".txt")
      ? replay(googleGenerativeAi, [bytes], call)
      : replayWhole(googleGenerativeAi, new TextDecoder().decode(bytes), call);
    const prompt = [...call.prompt, messageOf(answer)];
    const { chat } = googleGenerativeAi.operations;
    const { body } = chat.encodeRequest({ ...call, prompt }, target, false);
    expect((body.contents as object[]).at(-1)).toEqual({ role: "model", parts });
  });
});
