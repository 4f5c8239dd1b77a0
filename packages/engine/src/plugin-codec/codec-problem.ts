// Whether what a plugin hands out as a codec is one. Looked at once, when it is loaded, so that a missing part is an
// error that names the plugin and not a crash in the middle of an answer. Pure.
import type { Codec } from "@mayros/core";

/** What is wrong, in words that follow "its codec"; undefined for a codec of this `api`. */
export function codecProblem(value: unknown, api: string): string | undefined {
  if (!isRecord(value)) return "is no object";
  if (value.api !== api) return `has the api ${JSON.stringify(value.api)} and not "${api}"`;
  if (typeof value.namespace !== "string" || value.namespace === "") return "has no namespace";
  const { authorize, classifyError, supportedUrls, operations } = value;
  const own = missingFunction({ authorize, classifyError, supportedUrls });
  if (own !== undefined) return `has no function ${own}`;
  if (!isRecord(operations)) return "has no operations";
  const { chat, embed, countTokens } = operations;
  return (
    operationProblem("chat", chat ?? {}, ["encodeRequest", "createDecoder", "decodeResponse"]) ??
    operationProblem("embed", embed, whole) ??
    operationProblem("countTokens", countTokens, whole)
  );
}

const whole = ["encodeRequest", "decodeResponse"] as const;

function operationProblem(
  name: keyof Codec["operations"],
  operation: unknown,
  wanted: readonly string[],
): string | undefined {
  if (operation === undefined) return undefined;
  if (!isRecord(operation)) return `has operations.${name} that is no object`;
  const functions = Object.fromEntries(wanted.map((each) => [each, operation[each]]));
  const missing = missingFunction(functions);
  return missing === undefined ? undefined : `has no function operations.${name}.${missing}`;
}

function missingFunction(functions: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(functions).find((name) => typeof functions[name] !== "function");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
