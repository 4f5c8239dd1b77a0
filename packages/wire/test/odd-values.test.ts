// Vendors send null, empty and wrong-typed fields where their documents promise others: whatever stands in
// whatever place of an answer, a decoder gives parts with one end, and throws nothing.
import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../src/anthropic-messages/index.ts";
import { googleCodeAssist } from "../src/google-code-assist/index.ts";
import { googleGenerativeAi } from "../src/google-generative-ai/index.ts";
import { openaiCompletions } from "../src/openai-completions/index.ts";
import { openaiResponses } from "../src/openai-responses/index.ts";
import { fixturesOf, replay, replayWhole } from "./replay.ts";

const odd: readonly unknown[] = ["", "x", 0, 1.5, true, [], [null], {}, { a: null }];
let turn = 0;

/** The value, for every place in it once with null there and once with the odd value whose turn it is. */
function* variantsOf(value: unknown): Generator<unknown> {
  yield null;
  yield odd[turn++ % odd.length];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const variant of variantsOf(inner)) {
      yield Array.isArray(value) ? value.with(Number(key), variant) : { ...value, [key]: variant };
    }
  }
}

function expectOneEnd(parts: ReturnType<typeof replay>): void {
  const end = parts.findIndex(({ type }) => type === "finish" || type === "error");
  if (end < 0 || end !== parts.length - 1) expect(parts).toEqual("one end, as the last part");
}

const DATA = /^data: (\{.*\})$/m;

describe.each([
  openaiCompletions,
  openaiResponses,
  anthropicMessages,
  googleGenerativeAi,
  googleCodeAssist,
])("$api", (codec) => {
  it.each(fixturesOf(codec.api, ".txt"))("streams, as $name", ({ bytes, call }) => {
    const events = new TextDecoder().decode(bytes).split("\n\n");
    for (const [at, event] of events.entries()) {
      const data = parsed(DATA.exec(event)?.[1]);
      if (data === undefined) continue;
      for (const variant of variantsOf(data)) {
        const changed = event.replace(DATA, () => `data: ${JSON.stringify(variant)}`);
        const text = events.with(at, changed).join("\n\n");
        expectOneEnd(replay(codec, [new TextEncoder().encode(text)], call));
      }
    }
  });

  it.each(fixturesOf(codec.api, ".json"))("whole answers, as $name", ({ bytes, call }) => {
    for (const variant of variantsOf(parsed(new TextDecoder().decode(bytes)))) {
      expectOneEnd(replayWhole(codec, JSON.stringify(variant), call));
    }
  });
});

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
