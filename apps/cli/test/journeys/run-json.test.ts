// What programs get from `run`: one object with --json, the parts as lines with --ndjson, errors in the same form.
import { describe, expect, it } from "vitest";
import { beginStream, chatText, homeWithServer } from "../home-with-server.ts";
import { homeWithWires, wires } from "../home-with-wires.ts";
import type { MayrosRun } from "../run-mayros.ts";

const LIMITED = "test-key-limited-0001";
const GOOD = "test-key-accepted-0002";
const thought = { when: "think", reasoning: "Let me see.", text: "It is blue." };

const linesOf = ({ stdout }: MayrosRun): { type: string }[] => {
  expect(stdout.endsWith("\n")).toBe(true);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): { type: string } => JSON.parse(line));
};

describe("run --json", () => {
  it.each(wires)("says everything about an answer of %s", async (provider) => {
    const { home } = await homeWithWires({ replies: [thought] });
    const words = ["run", "--json", "-m", `${provider}/m`, "--thinking", "low", "think"];
    const run = await home.run(words);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toMatchObject({
      model: `${provider}/m`,
      credential: null,
      text: "It is blue.",
      reasoning: "Let me see.",
      finishReason: "stop",
      usage: { inputTokens: { total: 12 }, outputTokens: { total: 6 } },
      cost: 0.000024,
      warnings: [],
      attempts: [{ model: `${provider}/m`, credential: null }],
    });
  });

  it("has the vendor's own word for the end, and calls of tools", async () => {
    const toolCalls = [{ name: "weather", arguments: '{"city":"Oslo"}', id: "call_1" }];
    const { home } = await homeWithWires({ replies: [{ toolCalls }] });
    const run = await home.run(["run", "--json", "-m", "chat/m", "hello"]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      text: "",
      toolCalls: [{ id: "call_1", name: "weather", input: '{"city":"Oslo"}' }],
      finishReason: "tool-calls",
      rawFinishReason: "tool_calls",
    });
  });

  it("has links and pictures, and no price for a model that no list has", async () => {
    const answer = {
      candidates: [
        {
          content: { parts: [{ inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" } }] },
          finishReason: "STOP",
          groundingMetadata: {
            groundingChunks: [{ web: { uri: "https://example.com/a", title: "A" } }],
          },
        },
      ],
      usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4 },
    };
    const home = await homeWithServer((outgoing) => {
      beginStream(outgoing, answer);
      outgoing.end();
    });
    const run = await home.run(["run", "--json", "-m", "gemini/m", "draw"]);
    const object = JSON.parse(run.stdout);
    expect(object).toMatchObject({
      files: [{ mediaType: "image/png", data: "iVBORw0KGgo=" }],
      sources: [{ sourceType: "url", url: "https://example.com/a", title: "A" }],
    });
    expect(object).not.toHaveProperty("cost");
    expect(object).not.toHaveProperty("reasoning");
    expect(object).not.toHaveProperty("toolCalls");
  });
});

describe("run --ndjson", () => {
  it.each(wires)("prints the parts of %s as lines, from start to finish", async (provider) => {
    const { home } = await homeWithWires({ replies: [thought] });
    const words = ["run", "--ndjson", "-m", `${provider}/m`, "--thinking", "low", "think"];
    const run = await home.run(words);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const lines = linesOf(run);
    expect(lines.slice(0, 2)).toEqual([
      { type: "start", model: `${provider}/m`, credential: null },
      { type: "stream-start", warnings: [] },
    ]);
    expect(lines.at(-1)).toMatchObject({
      type: "finish",
      finishReason: { unified: "stop" },
      usage: { outputTokens: { total: 6 } },
      cost: 0.000024,
    });
    const joined = (type: string): string =>
      lines
        .flatMap((line) => (line.type === type ? [(line as { delta?: string }).delta] : []))
        .join("");
    expect(joined("text-delta")).toBe("It is blue.");
    expect(joined("reasoning-delta")).toBe("Let me see.");
  });

  it("prints each part as it comes", async () => {
    const seen = Promise.withResolvers<void>();
    const home = await homeWithServer((outgoing) => {
      beginStream(outgoing, chatText("One"));
      // Goes on only when the first part was seen.
      void seen.promise.then(() => {
        const end = { choices: [{ delta: {}, finish_reason: "stop" }] };
        outgoing.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
      });
    });
    let shown = "";
    const run = await home.run(["run", "--ndjson", "-m", "chat/m", "hello"], {
      onStart: (child) =>
        child.stdout?.on("data", (bytes) => {
          shown += bytes;
          if (shown.includes('"delta":"One"')) seen.resolve();
        }),
    });
    expect(linesOf(run).at(-1)).toMatchObject({ type: "finish" });
  });

  it("ends with an error line when an answer breaks off, after what came", async () => {
    const home = await homeWithServer((outgoing) => {
      beginStream(outgoing, chatText("One"));
      setTimeout(() => outgoing.destroy(), 50);
    });
    const run = await home.run(["run", "--ndjson", "-m", "chat/m", "hello"]);
    expect(run).toMatchObject({ code: 1 });
    const lines = linesOf(run);
    expect(lines).toContainEqual(expect.objectContaining({ type: "text-delta", delta: "One" }));
    expect(lines.at(-1)).toEqual({
      type: "error",
      error: {
        code: "MAYROS_NETWORK",
        message: expect.stringContaining("closed the connection"),
        hint: expect.any(String),
      },
    });
  });

  it("is one error line where nothing came, whatever was wrong", async () => {
    const { home } = await homeWithWires({ rateLimitedKeys: [LIMITED] });
    const env = { GROQ_API_KEY: LIMITED };
    const limited = await home.run(["run", "--ndjson", "-m", "groq/m", "hello"], { env });
    expect(limited.code).toBe(4);
    expect(linesOf(limited)).toMatchObject([
      { type: "error", error: { code: "MAYROS_RATE_LIMITED" } },
    ]);
    const usage = await home.run(["run", "--ndjson", "--thinking", "much", "hello"]);
    expect(usage).toMatchObject({ code: 2, stderr: "" });
    expect(linesOf(usage)).toMatchObject([{ type: "error", error: { code: "MAYROS_USAGE" } }]);
  });

  it("names the model and key that answered, and keeps what was tried off stdout", async () => {
    const { home } = await homeWithWires({ rateLimitedKeys: [LIMITED] });
    const env = { GROQ_API_KEYS: `${LIMITED},${GOOD}` };
    const run = await home.run(["run", "--ndjson", "--verbose", "-m", "groq/m", "hello"], { env });
    expect(linesOf(run)[0]).toEqual({
      type: "start",
      model: "groq/m",
      credential: "GROQ_API_KEYS[2]",
    });
    expect(run.stderr).toContain("· attempt 1 failed (rate_limit 429)");
    expect(run.stderr).toContain("· attempt 2 of 2: groq/m with GROQ_API_KEYS");
  });
});
