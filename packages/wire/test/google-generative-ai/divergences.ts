// Where this codec differs from the AI SDK's package on purpose: docs/wire-divergences.md shows it.
import type { Divergence, Plain } from "../differential/judge.ts";

const kinds = ["2.5", "3", "Vertex"];
const onAll = (name: string): string[] => kinds.map((kind) => `${name} (${kind})`);

const untilError = (parts: Plain[], message?: string): Plain[] => {
  const said = parts.find(({ type }) => type === "error") ?? { type: "error" };
  const end = parts.findIndex(({ type }) => type === "error" || type === "finish");
  // What was open when it failed stays open: nothing follows an error.
  const open = parts[end - 1]?.type === "text-end" ? end - 1 : end;
  return [...parts.slice(0, open), message === undefined ? said : { type: "error", message }];
};

interface Content extends Plain {
  role: string;
  parts: Plain[];
}

const body = (change: (body: Plain & { contents: Content[] }) => Plain) => (sent: Plain[]) =>
  sent.map((request) => ({
    ...request,
    body: change(request.body as Plain & { contents: Content[] }),
  }));

const inContents = (change: (contents: Content[]) => Content[]) =>
  body((sent) => ({ ...sent, contents: change(sent.contents) }));

/** One response with all that is text, then the files with the notes that say where they are from. */
const withOneResponse = inContents((contents) => {
  const parts = contents.at(-1)?.parts ?? [];
  const files = parts.filter((part) => part.inlineData ?? isFileNote(part));
  const texts = parts.filter((part) => !files.includes(part)).map(textIn);
  const content = texts.join("\n") || "Tool executed successfully.";
  const functionResponse = { id: "c1", name: "weather", response: { name: "weather", content } };
  return [...contents.slice(0, -1), { role: "user", parts: [{ functionResponse }, ...files] }];
});

const fileNote = "Tool executed successfully and returned this image as a response";
const isFileNote = ({ text }: Plain): boolean => text === fileNote;
const textIn = (part: Plain): unknown => {
  const { response } = (part.functionResponse ?? {}) as { response?: Plain };
  return response?.content ?? part.text;
};

const reasoning = (level: string, kinds = ["2.5", "2.5 pro", "3", "3.1 pro", "3 pro", "unknown"]) =>
  kinds.map((kind) => `reasoning, ${level} (${kind})`);

const withThinking = (change: (thinkingConfig: Plain) => Plain) =>
  body((sent) => {
    const config = sent.generationConfig as { thinkingConfig: Plain };
    const thinkingConfig = change(config.thinkingConfig);
    return { ...sent, generationConfig: { ...config, thinkingConfig } };
  });

const told = (cases: readonly string[], type: string, feature: string): Divergence => ({
  reason: "What is left out or sent in another form is told in a warning.",
  in: "warnings",
  cases,
  adjust: (warnings) => [...warnings, { type, feature }],
});

const kept = (cases: readonly string[], part: Plain, before: string): Divergence => ({
  reason: "A part of a kind not known here is kept, so that it can go back; theirs drops it.",
  in: "stream",
  cases,
  adjust: (parts) => {
    const [name] = Object.keys(part);
    const providerMetadata = { google: { part } };
    const at = parts.findIndex(({ type }) => type === before);
    return parts.toSpliced(at, 0, { type: "custom", kind: `google.${name}`, providerMetadata });
  },
});

const answers = [
  "audio.txt",
  "bad-json.txt",
  "code-execution.txt",
  "code-named.txt",
  "code-result-alone.txt",
  "continuation.txt",
  "error-later.txt",
  "grounding.txt",
  "json-answer-and-call.txt",
  "json-answer.txt",
  "malformed-call.txt",
  "max-tokens.txt",
  "no-finish-reason.txt",
  "nulls.txt",
  "other-candidates.txt",
  "partial-arguments.txt",
  "partial-odd.txt",
  "picture-refused.txt",
  "picture.txt",
  "prompt-blocked.txt",
  "safety.txt",
  "server-tools.txt",
  "signature-after-call.txt",
  "signature-after-thought.txt",
  "signatures.txt",
  "text.txt",
  "thoughts-and-tools.txt",
  "truncated.txt",
  "unexpected-call.txt",
  "unknown-part.txt",
];
const wholeAnswers = [
  "whole-code.json",
  "whole-json-answer.json",
  "whole-server-tools.json",
  "whole.json",
];

const named = (where: "stream" | "whole", cases: readonly string[]): Divergence => ({
  reason: "Which model answered is told; theirs does not say it on this wire.",
  in: where,
  cases,
  adjust: (parts) =>
    parts.map((part) =>
      part.type === "response-metadata" ? { ...part, modelId: "gemini-2.5-flash" } : part,
    ),
});

const ended = (name: string, finishReason: Plain): Divergence => ({
  reason:
    "Documented finish reasons have their kind: refused, or gone wrong, and not just 'other'.",
  in: "stream",
  cases: [name],
  adjust: (parts) =>
    parts.map((part) => (part.type === "finish" ? { ...part, finishReason } : part)),
});

export const divergences: readonly Divergence[] = [
  named("stream", answers),
  named("whole", wholeAnswers),
  {
    reason: "An answer without a finish reason is cut off: an error, never a finish.",
    in: "stream",
    cases: ["no-finish-reason.txt", "truncated.txt"],
    adjust: (parts) => untilError(parts, "the answer ended early"),
  },
  {
    reason: "A frame that is no JSON ends the answer: what follows may lack a piece.",
    in: "stream",
    cases: ["bad-json.txt"],
    adjust: (parts) => {
      const message = 'the answer could not be read: {"candidates": [{"content":';
      const said = (part: Plain) => (part.delta === "Hello!" ? { ...part, delta: "Hello" } : part);
      return untilError(parts, message).map(said);
    },
  },
  {
    reason: "An error ends the answer: nothing follows it.",
    in: "stream",
    cases: ["overloaded-first.txt", "error-later.txt"],
    adjust: (parts) => untilError(parts),
  },
  {
    reason: "An answer with nothing in it, or an error in its place, is an error.",
    in: "whole",
    cases: ["whole-empty.json"],
    adjust: (parts) => {
      const message = 'the answer could not be read: { "candidates": [], "responseId": "r1" }';
      return [{ type: "error", message }, ...parts.slice(0, -1)];
    },
  },
  {
    reason: "An answer with nothing in it, or an error in its place, is an error.",
    in: "whole",
    cases: ["whole-error.json"],
    adjust: () => [{ type: "error", message: "An internal error has occurred." }],
  },
  {
    reason: "A block ends where something else begins, so that all of it goes back in its order.",
    in: "stream",
    cases: ["code-execution.txt"],
    adjust: (parts) => {
      const end = parts.findIndex(({ type }) => type === "tool-call");
      const [start, text] = parts.slice(end - 2, end);
      const more = [start, { ...text, delta: "It is 42." }, { type: "text-end" }];
      return [
        ...parts.slice(0, end - 1),
        { ...text, delta: "Let me compute." },
        { type: "text-end", id: "id-0" },
        ...parts.slice(end, end + 2),
        ...more.map((part) => ({ ...part, id: "id-2" })),
        ...parts.slice(-1),
      ] as Plain[];
    },
  },
  {
    reason: "A block ends where something else begins, so that all of it goes back in its order.",
    in: "stream",
    cases: ["partial-arguments.txt"],
    adjust: (parts) => {
      const ends = parts.filter(({ type }) => type === "reasoning-end");
      const others = parts.filter(({ type }) => type !== "reasoning-end");
      const at = others.findIndex(({ type }) => type === "tool-input-start");
      return others.toSpliced(at, 0, ...ends);
    },
  },
  {
    reason:
      "An answer that the server wants continued ends with its token: nothing is sent twice unasked.",
    in: "stream",
    cases: ["continuation.txt"],
    adjust: (parts) =>
      parts
        .filter(({ type }) => type !== "error")
        .map((part) => {
          const { google } = (part.providerMetadata ?? {}) as { google?: Plain };
          if (!google || !("initialPromptTokenCount" in google)) return part;
          const { initialPromptTokenCount: _count, ...rest } = google;
          return { ...part, providerMetadata: { google: rest } };
        }),
  },
  kept(["unknown-part.txt"], { hologram: { id: "h-1" }, thoughtSignature: "c2lnLWg=" }, "finish"),
  kept(
    ["code-result-alone.txt"],
    { codeExecutionResult: { outcome: "OUTCOME_FAILED", output: "no" } },
    "text-start",
  ),
  {
    reason: "A signature on code that the server ran is kept: the server wants every one back.",
    in: "stream",
    cases: ["code-named.txt"],
    adjust: (parts) =>
      parts.map((part) =>
        part.type === "tool-call"
          ? { ...part, providerMetadata: { google: { thoughtSignature: "c2lnLXg=" } } }
          : part,
      ),
  },
  {
    reason: "A signature that stands alone keeps its place, as in streams; theirs moves it.",
    in: "whole",
    cases: ["whole-server-tools.json"],
    adjust: (parts) => {
      const at = parts.findIndex(({ type }) => type === "reasoning-file");
      const { providerMetadata, ...file } = parts[at] ?? {};
      return parts.toSpliced(at, 1, file, { type: "text", text: "", providerMetadata });
    },
  },
  ended("unexpected-call.txt", { unified: "error", raw: "UNEXPECTED_TOOL_CALL" }),
  ended("picture-refused.txt", { unified: "content-filter", raw: "IMAGE_PROHIBITED_CONTENT" }),
  {
    reason: "An error that does not have the documented form still has a sentence.",
    in: "refusal",
    cases: ["an error in a list"],
    adjust: ([error]) => [{ ...error, message: "Bad." }],
  },
  {
    reason: "An error that does not have the documented form still has a sentence.",
    in: "refusal",
    cases: ["a page"],
    adjust: ([error]) => [
      {
        ...error,
        message: "The server answered 502 with a web page instead of an error message",
      },
    ],
  },
  {
    reason: "An error that does not have the documented form still has a sentence.",
    in: "refusal",
    cases: ["nothing"],
    adjust: ([error]) => [{ ...error, message: "The server answered 500 with an empty body" }],
  },
  {
    reason: "The server wants the responses to all calls of a turn in one content.",
    in: "request",
    cases: onAll("tool messages in a row"),
    adjust: inContents((contents) => {
      const parts = contents.slice(-2).flatMap((content) => content.parts);
      return [...contents.slice(0, -2), { role: "user", parts }];
    }),
  },
  {
    reason: "A turn with nothing in it is not sent: the server refuses it.",
    in: "request",
    cases: ["an approval", ...onAll("a result of the server's after its call")],
    adjust: inContents((contents) => contents.filter(({ parts }) => parts.length > 0)),
  },
  {
    reason: "A picture in a data URL is a picture, for older models too.",
    in: "request",
    cases: ["a result with a picture in its address (2.5)"],
    adjust: inContents((contents) => {
      const inlineData = { mimeType: "image/png", data: "iVBORw0KGgo=" };
      const parts = [{ inlineData }, { text: fileNote }];
      return [...contents.slice(0, -1), { role: "user", parts }];
    }),
  },
  {
    reason:
      "The server wants one response for each call, not none for files, and several for texts.",
    in: "request",
    cases: [
      "a result with nothing in it (2.5)",
      "a result with a picture (2.5)",
      "a result of a picture (2.5)",
      "a result with a picture in its address (2.5)",
      "a result with a file elsewhere (2.5)",
      "a result with a file as text (2.5)",
      "a result only its own provider can read (2.5)",
    ],
    adjust: withOneResponse,
  },
  {
    reason: "Code that the server ran goes back as such, whatever the caller named the tool.",
    in: "request",
    cases: ["code that the server ran, as the caller calls it"],
    adjust: inContents((contents) =>
      contents.toSpliced(1, 1, {
        role: "model",
        parts: [
          { executableCode: { language: "PYTHON", code: "1" } },
          { codeExecutionResult: { outcome: "OUTCOME_OK", output: "1" } },
        ],
      }),
    ),
  },
  {
    reason: "What another provider ran is left out: a call without its result is refused.",
    in: "request",
    cases: ["what another provider ran"],
    adjust: inContents((contents) =>
      contents.map((content) => ({
        ...content,
        parts: content.parts.filter((part) => !part.functionCall),
      })),
    ),
  },
  {
    reason: "Where no function can be offered, none stands for the answer: its schema is sent.",
    in: "request",
    cases: ["JSON with a schema, a tool and a search"],
    adjust: body((sent) => ({
      ...sent,
      generationConfig: {
        responseMimeType: "application/json",
        responseJsonSchema: { type: "object" },
      },
    })),
  },
  {
    reason: "A tool of others that is left out takes no functions with it.",
    in: "request",
    cases: ["a tool that nobody has, beside a function"],
    adjust: body((sent) => {
      const noop = { name: "noop", description: "", parametersJsonSchema: { type: "object" } };
      return { ...sent, tools: [{ functionDeclarations: [noop] }] };
    }),
  },
  {
    reason: "`image/jpg` is sent under its real name, image/jpeg.",
    in: "request",
    cases: ["a file of image/jpg"],
    adjust: inContents(([content]) => [
      {
        role: "user",
        parts: [
          { inlineData: { ...(content?.parts[0]?.inlineData as Plain), mimeType: "image/jpeg" } },
        ],
      },
    ]),
  },
  {
    reason: "Who asks for reasoning gets to read it, as on our other wires.",
    in: "request",
    cases: ["minimal", "medium", "high", "xhigh"].flatMap((level) => reasoning(level)),
    adjust: withThinking((config) => ({ ...config, includeThoughts: true })),
  },
  {
    reason: "A level that the model does not have is not sent: Gemini 3 Pro has no medium one.",
    in: "request",
    cases: reasoning("medium", ["3 pro"]),
    adjust: withThinking((config) => ({ ...config, thinkingLevel: "high" })),
  },
  told(reasoning("medium", ["3 pro"]), "compatibility", "reasoning"),
  told(reasoning("xhigh", ["2.5", "2.5 pro"]), "compatibility", "reasoning"),
  told(
    [...onAll("a result with a file elsewhere"), ...onAll("a result with a file as text")],
    "compatibility",
    "file in a tool result",
  ),
  told(
    onAll("a result only its own provider can read"),
    "compatibility",
    "custom in a tool result",
  ),
  told(["what another provider ran"], "unsupported", "tool call that a provider ran"),
  told(["what another provider ran"], "unsupported", "tool result that a provider gave"),
  told(["examples of a tool's input"], "unsupported", "inputExamples"),
  told(["a tool to choose, but none there"], "unsupported", "toolChoice"),
  told(["an approval"], "unsupported", "tool-approval-response part"),
  told(["an option that is none"], "unsupported", "providerOptions.google.nonsense"),
];
