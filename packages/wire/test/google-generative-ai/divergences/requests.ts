// How our requests and warnings differ from the AI SDK's: what each row changes makes theirs like ours.
import type { Divergence, Plain } from "../../differential/judge.ts";
import { keepsParts } from "./reasons.ts";

const kinds = ["2.5", "3", "Vertex"];
const onAll = (name: string): string[] => kinds.map((kind) => `${name} (${kind})`);

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

export const requestDivergences: readonly Divergence[] = [
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
    reason: keepsParts,
    in: "request",
    cases: ["a part kept as it came"],
    adjust: inContents((contents) =>
      contents.toSpliced(1, 1, {
        role: "model",
        parts: [{ text: "See" }, { hologram: { id: "h-1" } }],
      }),
    ),
  },
  {
    reason: "Thoughts go back only to the model that wrote them; others cannot check them.",
    in: "request",
    cases: ["thoughts of another provider"],
    adjust: inContents((contents) =>
      contents.map((content) => ({
        ...content,
        parts: content.parts.filter((part) => !part.thought),
      })),
    ),
  },
  {
    reason: "The arguments of a call are an object: the server refuses anything else.",
    in: "request",
    cases: ["a call with words for an input"],
    adjust: inContents((contents) => {
      const functionCall = { id: "c1", name: "weather", args: { input: "Bern, please" } };
      return contents.toSpliced(1, 1, { role: "model", parts: [{ functionCall }] });
    }),
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
  {
    reason: "A model that does not reason is not asked to: it would refuse the request.",
    in: "request",
    cases: ["reasoning, of a model that does not reason"],
    adjust: body((sent) => ({ ...sent, generationConfig: {} })),
  },
  told(reasoning("medium", ["3 pro"]), "compatibility", "reasoning"),
  told(["reasoning, of a model that does not reason"], "unsupported", "reasoning"),
  told(["thoughts of another provider"], "unsupported", "reasoning part"),
  told(["a part kept as it came"], "unsupported", "custom part"),
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
