// Where our Gemini codec differs from the AI SDK, and why. Each row turns what the AI SDK gives into what we
// give; a row that changes nothing fails the test.

type Part = Record<string, unknown>;
type Body = Record<string, unknown>;

interface AnswerDivergence {
  readonly reason: string;
  readonly fixtures: readonly string[];
  readonly adjust: (parts: Part[]) => Part[];
}

const errorOf = (error: Part): Part => ({ type: "error", error });
const untilError = (parts: Part[], error: Part): Part[] => {
  const end = parts.findIndex(({ type }) => type === "error" || type === "finish");
  // What was open when it failed stays open: nothing follows an error.
  const open = parts.slice(0, end).at(-1)?.type === "text-end" ? end - 1 : end;
  return [...parts.slice(0, open), errorOf(error)];
};
const ofUs = (type: string, message: string): Part => ({
  body: JSON.stringify({ error: { message, type } }),
});

export const answerDivergences: readonly AnswerDivergence[] = [
  {
    reason:
      "An answer without a finish reason is cut off: an error, by our contract, never a finish.",
    fixtures: ["no-finish-reason.txt", "truncated.txt"],
    adjust: (parts) => untilError(parts, ofUs("stream_truncated", "the answer ended early")),
  },
  {
    reason: "A frame that is no JSON ends the answer: what follows may lack a piece.",
    fixtures: ["bad-json.txt"],
    adjust: (parts) =>
      untilError(
        parts,
        ofUs("unreadable_answer", 'the answer could not be read: {"candidates": [{"content":'),
      ),
  },
  {
    reason:
      "An error of the vendor is passed on in its own words, with its status, and ends the answer.",
    fixtures: ["overloaded-first.txt", "error-later.txt"],
    adjust: (parts) => {
      const { error } = parts.find(({ type }) => type === "error") ?? {};
      const { data } = error as { data: { code: number } };
      return untilError(parts, { body: JSON.stringify({ error: data }), status: data.code });
    },
  },
  {
    reason:
      "Text before and after a tool that the server ran is two blocks: it goes back in that order.",
    fixtures: ["code-execution.txt"],
    adjust: (parts) => {
      const call = parts.findIndex(({ type }) => type === "tool-call");
      const second = parts.findIndex(({ type }, at) => at > call && type === "text-delta");
      const start: Part = { type: "text-start", id: "id-2" };
      const rest = parts.slice(second).map((part) => (part.id ? { ...part, id: "id-2" } : part));
      const end: Part = { type: "text-end", id: "id-0" };
      return [...parts.slice(0, call), end, ...parts.slice(call, second), start, ...rest];
    },
  },
  {
    reason:
      "A codec sends nothing: an answer that the server wants continued ends, with its token.",
    fixtures: ["continuation.txt"],
    adjust: (parts) =>
      JSON.parse(
        JSON.stringify(
          parts.filter(({ type }) => type !== "error"),
          (key, value: unknown) => (key === "initialPromptTokenCount" ? undefined : value),
        ),
      ),
  },
  {
    reason:
      "A call of our answer tool is the answer (theirs has another name, so here it is a call).",
    fixtures: ["json-answer.txt"],
    adjust: (parts) =>
      parts.flatMap((part) => {
        const { toolName: _toolName, ...rest } = part;
        if (part.type === "tool-call") return [];
        if (part.type === "finish") {
          return [{ ...part, finishReason: { unified: "stop", raw: "STOP" } }];
        }
        const kind = String(part.type).replace("tool-input", "text");
        if (kind === part.type) return [part];
        const { providerMetadata: _metadata, ...end } = rest;
        return [{ ...(kind === "text-end" ? end : rest), type: kind, id: "id-1" }];
      }),
  },
  {
    reason: "A part of a kind not known here is kept, so that it can go back; the AI SDK drops it.",
    fixtures: ["unknown-part.txt"],
    adjust: (parts) => {
      const part = { hologram: { id: "h-1" }, thoughtSignature: "c2lnLWg=" };
      const kept: Part = {
        type: "custom",
        kind: "google.hologram",
        providerMetadata: { google: { part } },
      };
      return [...parts.slice(0, -1), kept, ...parts.slice(-1)];
    },
  },
  {
    reason: "Documented finish reasons that say that the model went wrong are errors, not 'other'.",
    fixtures: ["unexpected-call.txt"],
    adjust: (parts) =>
      parts.map((part) =>
        part.type === "finish"
          ? { ...part, finishReason: { unified: "error", raw: "UNEXPECTED_TOOL_CALL" } }
          : part,
      ),
  },
];

interface BodyDivergence {
  readonly reason: string;
  readonly calls: readonly string[];
  readonly model?: "a model with budgets" | "a model with levels";
  readonly adjust: (body: Body) => Body;
}

interface Content {
  role: string;
  parts: Part[];
}

/** Replaces texts in the body; enough where only words differ. */
const reworded =
  (...pairs: readonly (readonly [string, string])[]) =>
  (body: Body): Body =>
    JSON.parse(pairs.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(body)));

const withGeneration =
  (more: Part) =>
  (body: Body): Body => ({
    ...body,
    generationConfig: { ...(body.generationConfig as Part), ...more },
  });

/** The last content with one function response first, then the files that came with it. */
const withOneResponse =
  (content: string) =>
  (body: Body): Body => {
    const contents = body.contents as Content[];
    const files = contents.at(-1)?.parts.filter((part) => !part.functionResponse) ?? [];
    const response = { name: "weather", content };
    const functionResponse = { id: "c1", name: "weather", response };
    const last = { role: "user", parts: [{ functionResponse }, ...files] };
    return { ...body, contents: [...contents.slice(0, -1), last] };
  };

export const bodyDivergences: readonly BodyDivergence[] = [
  {
    reason: "Which models refuse penalties is the flag `supportsPenalties`, not a pattern of ids.",
    calls: ["penalties"],
    model: "a model with budgets",
    adjust: withGeneration({ presencePenalty: 0.5, frequencyPenalty: 0.1 }),
  },
  {
    reason: "The server wants the responses to all calls of a turn in one content.",
    calls: ["tool messages in a row"],
    adjust: (body) => {
      const contents = body.contents as Content[];
      const parts = contents.slice(-2).flatMap((content) => content.parts);
      return { ...body, contents: [...contents.slice(0, -2), { role: "user", parts }] };
    },
  },
  {
    reason: "The server wants one response for each call, also with several texts.",
    calls: ["a result with a picture"],
    model: "a model with budgets",
    adjust: withOneResponse("one\ntwo"),
  },
  {
    reason: "The server wants a response for each call, also where the result is only a file.",
    calls: ["a result of a picture"],
    model: "a model with budgets",
    adjust: withOneResponse("Tool executed successfully."),
  },
  {
    reason: "The decoder knows our answer tool by a name that no program would choose.",
    calls: ["JSON with a schema and tools"],
    model: "a model with budgets",
    adjust: reworded(
      ['"name":"json"', '"name":"mayros_json_answer"'],
      [
        "Respond with a JSON object.",
        "Gives the final answer. Always answer by calling this function.",
      ],
    ),
  },
  {
    reason: "Who asks for reasoning gets to read it, as on our other wires.",
    calls: ["reasoning, low", "reasoning, high"],
    adjust: (body) => {
      const { thinkingConfig } = body.generationConfig as { thinkingConfig: Part };
      return withGeneration({ thinkingConfig: { ...thinkingConfig, includeThoughts: true } })(body);
    },
  },
  {
    reason:
      "A model that cannot stop reasoning keeps its default, with a warning, as on our other wires.",
    calls: ["reasoning, none"],
    model: "a model with levels",
    adjust: (body) => ({ ...body, generationConfig: {} }),
  },
];
