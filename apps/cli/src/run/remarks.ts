// What is worth a word beside an answer, as lines for a person. Pure.
import type { Usage, Warning } from "@mayros/core";
import { describeSize } from "../ui/describe-size.ts";
import { oneLine } from "../ui/terminal.ts";
import type { Answer } from "./answer.ts";

/** What of the request was not sent as it was meant. */
export function describeWarning(warning: Warning): string {
  switch (warning.type) {
    case "unsupported":
    case "compatibility":
      return oneLine([warning.feature, warning.details].filter(Boolean).join(": "));
    case "deprecated":
      return oneLine(`${warning.setting}: ${warning.message}`);
    case "other":
      return oneLine(warning.message);
  }
}

/** What a person must not miss. */
export function warningOf(answer: Answer): string | undefined {
  switch (answer.finish?.finishReason.unified) {
    case "length":
      return "the answer was cut at the token limit; raise it with --max-tokens";
    case "content-filter":
      return "the provider's filter stopped the answer";
  }
  // Calls of the provider's own tools were made already.
  const open = answer.toolCalls.filter(({ providerExecuted }) => !providerExecuted);
  if (open.length > 0) {
    const names = open.map(({ toolName }) => toolName).join(", ");
    return oneLine(`the model wants to call ${names}; see --json`);
  }
  return answer.text === "" && answer.files.length === 0 ? "the answer is empty" : undefined;
}

/** What was sent beside the text, a line for each; those that are `saved` anyway are left out. */
export function describeFiles(files: Answer["files"], saved: boolean): string[] {
  return files.flatMap(({ mediaType, data }) => {
    if (data.type === "url") return [oneLine(`the model sent ${mediaType}: ${data.url.href}`)];
    const size = describeSize(sizeOf(data.data));
    return saved ? [] : [oneLine(`the model sent ${mediaType}, ${size}; --output <path> saves it`)];
  });
}

export function describeSources(sources: Answer["sources"]): string[] {
  return sources.map((source) => {
    const place = source.sourceType === "url" ? source.url : source.filename;
    return oneLine(`source: ${[source.title, place].filter(Boolean).join(", ")}`);
  });
}

/** `, 12 tokens in (8 from the cache), 6 out (2 of reasoning), $0.000120`; of what is not known nothing. */
export function describeSpending(usage: Usage | undefined, cost: number | undefined): string {
  if (!usage) return "";
  const { inputTokens: sent, outputTokens: got } = usage;
  const into = `${sent.total ?? "?"} tokens in${inBrackets(sent.cacheRead, "from the cache")}`;
  const out = `${got.total ?? "?"} out${inBrackets(got.reasoning, "of reasoning")}`;
  return `, ${into}, ${out}${cost ? `, $${cost.toFixed(6)}` : ""}`;
}

const inBrackets = (count: number | undefined, what: string): string =>
  count ? ` (${count} ${what})` : "";

/** Of base64 without decoding it. */
function sizeOf(data: Uint8Array | string): number {
  if (typeof data !== "string") return data.length;
  return Math.floor((data.replace(/=+$/, "").length * 3) / 4);
}
