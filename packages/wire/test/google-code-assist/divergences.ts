// Where this codec differs on purpose from the AI SDK's package for the form that it wraps, beyond what differs there
// already: docs/wire-divergences.md shows it.
import type { Divergence, Plain } from "../differential/judge.ts";

const inRequest = (change: (request: Plain) => Plain) => (sent: Plain[]) =>
  sent.map((each) => {
    const body = each.body as Plain & { request: Plain };
    return { ...each, body: { ...body, request: change(body.request) } };
  });

const told = (cases: readonly string[], features: readonly string[]): Divergence => ({
  reason: "What is left out or sent in another form is told in a warning.",
  in: "warnings",
  cases,
  adjust: (warnings) => [
    ...warnings,
    ...features.map((feature) => ({ type: "unsupported", feature })),
  ],
});

const named = (name: string, modelId: string): Divergence => ({
  reason: "Which model answered is told; theirs does not say it on this wire.",
  in: "stream",
  cases: [name],
  adjust: (parts) =>
    parts.map((part) => (part.type === "response-metadata" ? { ...part, modelId } : part)),
});

const uploaded = ["a file by reference"];
const options = ["other provider options (2.5)", "other provider options (3)"];
const noteFor = (type: string) => ({ text: `[${type} file could not be attached]` });

export const divergences: readonly Divergence[] = [
  named("claude-calls.txt", "claude-sonnet-4-6"),
  named("other-alone.txt", "gpt-oss-120b-medium"),
  named("trace-alone.txt", "gemini-3-pro-preview"),
  {
    reason: "Models of other vendors stop with OTHER to call functions: the caller is told that.",
    in: "stream",
    cases: ["claude-calls.txt"],
    adjust: (parts) =>
      parts.map((part) =>
        part.type === "finish"
          ? { ...part, finishReason: { unified: "tool-calls", raw: "OTHER" } }
          : part,
      ),
  },
  {
    reason: "An error ends the answer: nothing follows it.",
    in: "stream",
    cases: ["quota-first.txt"],
    adjust: (parts) => parts.filter(({ type }) => type !== "finish"),
  },
  {
    reason: "The server does not read files that were uploaded to the vendor's other one.",
    in: "request",
    cases: uploaded,
    adjust: inRequest((request) => ({
      ...request,
      contents: [
        { role: "user", parts: [noteFor("video/mp4")] },
        { role: "model", parts: [noteFor("image/png")] },
        { role: "user", parts: [{ text: "go on" }] },
      ],
    })),
  },
  told(uploaded, ["video/mp4 file", "image/png file"]),
  {
    reason: "An unknown field fails the whole request: options of the vendor's other server stay.",
    in: "request",
    cases: options,
    adjust: inRequest(({ serviceTier: _tier, continuationToken: _token, ...request }) => request),
  },
  told(options, ["provider option serviceTier", "provider option continuationToken"]),
];
