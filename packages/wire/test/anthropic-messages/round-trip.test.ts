// What the model, the server's own tools and MCP servers said goes back in the next turn block by block as
// it came, under the names that the caller gave them.
import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../../src/anthropic-messages/index.ts";
import { messageOf } from "../message-of.ts";
import { type Fixture, fixturesOf, replay, replayWhole, target } from "../replay.ts";

type Block = Record<string, unknown>;

/** The blocks of the assistant's message in a request that goes on after this answer. */
function sentBack({ call }: Fixture, parts: ReturnType<typeof replay>): unknown {
  const prompt = [...call.prompt, messageOf(parts)];
  const { body, warnings } = anthropicMessages.operations.chat.encodeRequest(
    { ...call, prompt },
    target,
    false,
  );
  expect(warnings).toEqual([]);
  const messages = body.messages as { role: string; content: Block[] }[];
  return messages.find(({ role }) => role === "assistant")?.content;
}

interface Event {
  readonly type: string;
  readonly index: number;
  readonly content_block: Block;
  readonly delta?: Record<string, string> & { readonly citation?: Block };
}

/** The blocks of a stream: texts joined, inputs parsed. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const inputs = new Map<Block, string>();
  for (const [, json = ""] of text.matchAll(/^data: (.*)$/gm)) {
    const { type, index, content_block: start, delta } = JSON.parse(json) as Event;
    if (type === "content_block_start") blocks[index] = { ...start };
    const block = blocks[index];
    if (!block || !delta) continue;
    const { citation, partial_json: piece, type: _type, ...pieces } = delta;
    if (piece) inputs.set(block, (inputs.get(block) ?? "") + piece);
    if (citation) block.citations = [...((block.citations ?? []) as Block[]), citation];
    for (const [field, more] of Object.entries(pieces)) {
      const before = block[field];
      block[field] = `${typeof before === "string" ? before : ""}${more ?? ""}`;
    }
  }
  for (const [block, input] of inputs) block.input = JSON.parse(input);
  return blocks.filter(({ text }) => text !== "").map(withoutEmptyTitles);
}

/** A page without a title has none in the AI SDK's form. */
function withoutEmptyTitles(block: Block): Block {
  if (block.type !== "web_search_tool_result" || !Array.isArray(block.content)) return block;
  const content = (block.content as Block[]).map(({ title, ...page }) =>
    title === null ? page : { title, ...page },
  );
  return { ...block, content };
}

const streamed = new Set([
  "citations.txt",
  "code-execution.txt",
  "compaction.txt",
  "fallback.txt",
  "implied-code-execution.txt",
  "mcp.txt",
  "new-block.txt",
  "tool-search.txt",
  "unknown-block.txt",
  "web-fetch.txt",
  "web-search.txt",
]);

describe("anthropic-messages: answers go back", () => {
  it.each(fixturesOf("anthropic-messages", ".txt").filter(({ name }) => streamed.has(name)))(
    "$name",
    (fixture) => {
      const came = blocksOf(new TextDecoder().decode(fixture.bytes));
      expect(sentBack(fixture, replay(anthropicMessages, [fixture.bytes], fixture.call))).toEqual(
        came,
      );
    },
  );

  it("whole-server-tools.json", () => {
    const [fixture] = fixturesOf("anthropic-messages", "whole-server-tools.json");
    if (!fixture) throw new Error("no fixture");
    const text = new TextDecoder().decode(fixture.bytes);
    const { content } = JSON.parse(text) as { content: Block[] };
    // A compaction that failed says nothing.
    const came = content.filter((block) => block.content !== null).map(withoutEmptyTitles);
    const parts = replayWhole(anthropicMessages, text, fixture.call);
    // The action of a member stays in its input, as the AI SDK sends it.
    const member = { coordinate: [1, 2], action: "left_click" };
    const expected = came.map((block) =>
      block.name === "left_click" ? { ...block, input: member } : block,
    );
    expect(sentBack(fixture, parts)).toEqual(expected);
  });
});
