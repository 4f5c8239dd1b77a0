// What the words of an error say. Compatible servers copy a wire's shape but rarely its codes, so their
// sentences are often all there is. The first rule that matches wins.
import type { ErrorKind } from "./error-codes.ts";

interface MessageRule {
  readonly kind: ErrorKind;
  readonly pattern: RegExp;
  /** Only where the status is one of these, or missing. */
  readonly statuses?: readonly number[];
}

const overflowPhrases = [
  "prompt (?:is )?too long",
  "input is too long",
  "prompt exceeds max(?:imum)? length",
  "exceeds? (?:the )?(?:available |model'?s? )?(?:maximum )?(?:context (?:window|length|size)|allowed input length)",
  "(?:maximum|max) (?:context|prompt) length",
  "context[ _](?:length|window)[ _]?exceed(?:ed|s)",
  "input token count.{0,40}exceeds the maximum",
  "reduce the length of the (?:messages|prompt|input)",
  "(?:longer|greater) than the (?:model'?s )?context length",
  "exceeded model token limit",
  "token limit exceeded",
  "tokens in request more than max",
  "context length is only",
  "input length.{0,40}exceeds.{0,40}context length",
  "context[ _]?overflow",
  "prompt token count.{0,40}exceeds the limit",
  "configured context size is",
  "range of input length should be",
  "too many tokens",
  "request_too_large",
];

const rules: readonly MessageRule[] = [
  { kind: "quota", pattern: /insufficient[ _]quota/i },
  {
    kind: "billing",
    pattern:
      /insufficient (?:account )?(?:credit|balance|fund)|(?:credit|account|available) balance is (?:too low|insufficient|not enough)|(?:out of|no|not enough|more) credits|out of budget|spend(?:ing)?[ _]limit|\bapi usage limits\b|monthly api usage|payment required|overdue balance|in arrears|余额不足|欠费/i,
  },
  {
    kind: "rate_limit",
    pattern:
      /\brate[ _-]?limit(?!er(?!ror))|too many requests|\bquotas?\b(?! project)|\bquota[ _]?exceeded|resources?[ _]?(?:has been |have been )?exhausted|usage limit|\b(?:requests?|tokens?) per (?:second|minute|min|hour|day)\b|\bthrottl(?:ed|ing)\b/i,
  },
  // A bare 429 may stand in a request id: only one that is called a status counts.
  { kind: "rate_limit", pattern: /\b(?:http|status(?: code)?|error code)[ :=]{1,2}429\b/i },
  { kind: "context_overflow", pattern: new RegExp(overflowPhrases.join("|"), "i") },
  {
    kind: "overloaded",
    pattern: /\boverloaded\b|\bat capacity\b|capacity exceeded|server is (?:currently )?busy/i,
  },
  {
    kind: "auth",
    pattern:
      /(?:invalid|incorrect|expired|missing|no) (?:x-)?api[ _-]?key|api[ _-]?key (?:is )?(?:not valid|invalid|expired|missing)/i,
    statuses: [400, 401, 403],
  },
  {
    kind: "not_found",
    pattern:
      /\bmodel\b.{0,120}(?:not found|does not exist|not a valid model)|not a valid model|no such model|unknown model|\bmodel_not_found\b/i,
    statuses: [400, 404, 422],
  },
];

/** Statuses of a request that the server read and refused for what is in it. */
const refusals: ReadonlySet<number> = new Set([400, 404, 413, 422]);

export function classifyByMessage(
  message: string,
  status: number | undefined,
): ErrorKind | undefined {
  // A refused request is quoted back: names of tools or models must not cost a key its turn.
  const said =
    status !== undefined && refusals.has(status)
      ? message.replace(/(?<!\w)(["'`])[^"'`]*\1(?!\w)/g, "''")
      : message;
  for (const { kind, pattern, statuses } of rules) {
    if (statuses && status !== undefined && !statuses.includes(status)) continue;
    if (pattern.test(kind === "rate_limit" || kind === "quota" ? said : message)) return kind;
  }
  return undefined;
}
