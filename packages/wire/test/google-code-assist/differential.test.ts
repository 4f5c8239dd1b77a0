// The AI SDK has no package for this wire: the one for the form that it wraps is the judge, with an envelope put
// around what it sends and taken from what it gets.
import { createGoogle } from "@ai-sdk/google";
import type { LanguageModelV4 } from "@mayros/core";
import { googleCodeAssist } from "../../src/google-code-assist/index.ts";
import { describeWire } from "../differential/describe-wire.ts";
import type { Divergence, Judge, Plain } from "../differential/judge.ts";
import { calls as wrappedCalls } from "../google-generative-ai/calls/all-calls.ts";
import { divergences as wrappedDivergences } from "../google-generative-ai/divergences.ts";
import { refusals } from "../google-generative-ai/refusals.ts";
import { budgets } from "../google-generative-ai/targets.ts";
import { fixturesOf } from "../replay.ts";
import { divergences } from "./divergences.ts";

const baseUrl = "https://code.example";
const target = { ...budgets, baseUrl };

/** What the package asks of `<base>/models/<id>:<method>` is asked of `<base>/v1internal:<method>`. */
function inEnvelope(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (url, init) => {
    if (typeof url !== "string" || typeof init?.body !== "string") throw new Error("no JSON");
    const [, model = "", method = ""] = /\/models\/([^:]+):(.+)$/.exec(url) ?? [];
    const headers = new Headers(init.headers);
    headers.delete("x-goog-api-key");
    const body = JSON.stringify({ model, request: JSON.parse(init.body) as Plain });
    const response = await fetch(`${baseUrl}/v1internal:${method}`, { ...init, headers, body });
    return new Response(withoutEnvelopes(await response.text()), response);
  };
}

function withoutEnvelopes(text: string): string {
  if (!text.startsWith("data:")) return opened(text);
  return text.replace(/^data: (.*)$/gm, (_line, data: string) => `data: ${opened(data)}`);
}

function opened(json: string): string {
  try {
    const { response, traceId, ...rest } = JSON.parse(json) as {
      response?: Plain;
      traceId?: string;
    };
    const id = response?.modelVersion === undefined ? {} : { responseId: traceId };
    if (response) return JSON.stringify({ ...id, ...response });
    return JSON.stringify(rest);
  } catch {
    return json;
  }
}

function theirs(fetch: typeof globalThis.fetch, modelId: string): LanguageModelV4 {
  const model = createGoogle({ apiKey: "k", fetch: inEnvelope(fetch), baseURL: baseUrl })(modelId);
  // The server of this wire reads no file by its address.
  return Object.create(model, { supportedUrls: { value: {} } }) as LanguageModelV4;
}

const calls = Object.fromEntries(
  Object.entries(wrappedCalls)
    .filter(([, { target: asked }]) => asked?.compat.vertex !== true)
    .map(([name, { target: asked, ...call }]) => [
      name,
      { ...call, ...(asked ? { target: { ...asked, baseUrl } } : {}) },
    ]),
);

const known = new Set([
  ...Object.keys(calls),
  ...fixturesOf(googleCodeAssist.api, "").map(({ name }) => name),
  ...refusals.map(({ name }) => name),
]);

/** A row of the wrapped form, for the cases that are here, and for what stands in the envelope. */
function wrapped(row: Divergence): Divergence[] {
  const cases = row.cases.filter((name) => known.has(name));
  if (cases.length === 0) return [];
  const adjust = (given: Plain[]): Plain[] =>
    row.adjust(given.map(inside)).map((each, at) => outside(each, given[at]));
  return [{ ...row, cases, adjust: [row.in].flat().includes("request") ? adjust : row.adjust }];
}

const inside = (request: Plain): Plain =>
  isSent(request) ? { ...request, body: (request.body as Plain).request } : request;

const outside = (request: Plain, given: Plain | undefined): Plain =>
  given && isSent(given)
    ? { ...request, body: { ...(given.body as Plain), request: request.body } }
    : request;

const isSent = ({ url }: Plain): boolean => typeof url === "string";

export const judges: readonly Judge[] = [
  {
    codec: googleCodeAssist,
    theirs,
    target,
    calls,
    refusals,
    divergences: [...wrappedDivergences.flatMap(wrapped), ...divergences],
  },
];

for (const judge of judges) describeWire(judge);
