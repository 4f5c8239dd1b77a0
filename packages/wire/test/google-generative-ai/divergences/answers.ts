// How our answers and errors differ from the AI SDK's: what each row changes makes theirs like ours.
import type { Divergence, Plain } from "../../differential/judge.ts";
import { keepsParts } from "./reasons.ts";

const untilError = (parts: Plain[], message?: string): Plain[] => {
  const said = parts.find(({ type }) => type === "error") ?? { type: "error" };
  const end = parts.findIndex(({ type }) => type === "error" || type === "finish");
  // What was open when it failed stays open: nothing follows an error.
  const open = parts[end - 1]?.type === "text-end" ? end - 1 : end;
  return [...parts.slice(0, open), message === undefined ? said : { type: "error", message }];
};

const kept = (cases: readonly string[], part: Plain, before: string): Divergence => ({
  reason: keepsParts,
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
  "call-with-own-reason.txt",
  "code-execution.txt",
  "code-ids.txt",
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
  "whole-grounding.json",
  "whole-json-answer.json",
  "whole-server-tools.json",
  "whole.json",
];

const sourcesOnce: Divergence = {
  reason: "A source is told once, in an answer that came whole as in a stream.",
  in: "whole",
  cases: ["whole-grounding.json"],
  adjust: (parts) => {
    const keyOf = ({ id: _id, ...source }: Plain) => JSON.stringify(source);
    const once = new Set<string>();
    const kept = parts.filter((part) => {
      const isNew = part.type !== "source" || !once.has(keyOf(part));
      if (part.type === "source") once.add(keyOf(part));
      return isNew;
    });
    let count = 0;
    return kept.map((part) => (part.type === "source" ? { ...part, id: `id-${count++}` } : part));
  },
};

const named = (where: "stream" | "whole", cases: readonly string[]): Divergence => ({
  reason: "Which model answered is told; theirs does not say it on this wire.",
  in: where,
  cases,
  adjust: (parts) =>
    parts.map((part) =>
      part.type === "response-metadata" ? { ...part, modelId: "gemini-2.5-flash" } : part,
    ),
});

const documented =
  "Documented finish reasons have their kind: refused, or gone wrong, and not just 'other'.";

const ended = (name: string, finishReason: Plain, reason = documented): Divergence => ({
  reason,
  in: "stream",
  cases: [name],
  adjust: (parts) =>
    parts.map((part) => (part.type === "finish" ? { ...part, finishReason } : part)),
});

export const answerDivergences: readonly Divergence[] = [
  named("stream", answers),
  named("whole", wholeAnswers),
  sourcesOnce,
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
    reason: "Code and its result keep the id that the server knows them by, so each has its own.",
    in: "stream",
    cases: ["code-ids.txt"],
    adjust: (parts) => {
      const ids = ["ec-1", "ec-2", "ec-1", "ec-2"];
      return parts.map((part) => {
        if (part.type !== "tool-call" && part.type !== "tool-result") {
          return part.id === "id-2" ? { ...part, id: "id-0" } : part;
        }
        const id = ids.shift();
        if (part.type === "tool-result") {
          return { ...part, toolCallId: id, result: { ...(part.result as Plain), id } };
        }
        const input = { ...(JSON.parse(String(part.input)) as Plain), id };
        return { ...part, toolCallId: id, input: JSON.stringify(input) };
      });
    },
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
  ended(
    "call-with-own-reason.txt",
    { unified: "tool-calls", raw: "FUNCTION_CALL" },
    "Servers that copied this wire end calls with a word of their own; the call decides.",
  ),
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
];
