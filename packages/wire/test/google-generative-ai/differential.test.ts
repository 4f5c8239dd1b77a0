// The AI SDK's own package as the judge; told a name of Vertex AI, it speaks to that server.
import { createGoogle } from "@ai-sdk/google";
import { describe, expect, it } from "vitest";
import { googleGenerativeAi } from "../../src/google-generative-ai/index.ts";
import { describeWire } from "../differential/describe-wire.ts";
import type { Judge } from "../differential/judge.ts";
import { calls } from "./calls/all-calls.ts";
import { divergences } from "./divergences.ts";
import { refusals } from "./refusals.ts";
import { budgets, levels, second, vertex } from "./targets.ts";

function theirs(fetch: typeof globalThis.fetch, modelId: string) {
  const ofVertex = { name: "google.vertex.chat", baseURL: vertex.baseUrl };
  const server = modelId === vertex.model.wireId ? ofVertex : {};
  return createGoogle({ apiKey: "k", fetch, ...server })(modelId);
}

export const judges: readonly Judge[] = [
  { codec: googleGenerativeAi, theirs, target: budgets, calls, refusals, divergences },
];

for (const judge of judges) describeWire(judge);

describe("google-generative-ai: URLs that the server reads itself", () => {
  const urls = [
    "https://generativelanguage.googleapis.com/v1beta/files/x1",
    "https://generativelanguage.googleapis.com/v1/files/x1",
    "https://www.youtube.com/watch?v=dQw-4w&t=1s",
    "https://youtube.com/watch?v=dQw-4w",
    "https://www.youtube.com/shorts/x",
    "https://youtu.be/dQw-4w?t=1",
    "https://a.example/x.pdf",
    "http://a.example/x.pdf",
    "gs://bucket/x.pdf",
  ];

  it.each([budgets, levels, second])("$model.id", async (target) => {
    const wanted = await theirs(fetch, target.model.wireId).supportedUrls;
    const ours = googleGenerativeAi.supportedUrls(target);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(wanted).sort());
    for (const [type, patterns] of Object.entries(ours)) {
      const matches = (all: RegExp[] = []) =>
        urls.filter((url) => all.some((each) => each.test(url)));
      expect(matches(patterns), type).toEqual(matches(wanted[type]));
    }
  });
});
