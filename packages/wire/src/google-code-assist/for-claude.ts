// A request for a Claude model behind this wire. The form stays, but the rules are that vendor's: what would fail the
// whole request is changed or left out here. Pure.
// https://github.com/badlogic/pi-mono/blob/v0.58.3/packages/ai/src/providers/google-shared.ts,
// https://github.com/NoeFabris/opencode-antigravity-auth/blob/main/src/plugin/transform/claude.ts (accessed 2026-11-28)
import type { JSONObject, JSONValue, Target } from "@mayros/core";
import { createToolCallIds } from "../encode/create-tool-call-ids.ts";
import type { Warnings } from "../encode/create-warnings.ts";
import { type JsonRecord, numberOf, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { parametersOf } from "./parameters-of.ts";

/** https://docs.claude.com/en/docs/build-with-claude/extended-thinking (accessed 2026-11-28) */
const LEAST_BUDGET = 1024;

export function forClaude(request: JSONObject, target: Target, warnings: Warnings): JSONObject {
  const { contents, tools, toolConfig, generationConfig, ...rest } = request;
  const declared = recordsOf(tools).map(withParameters) as JSONObject[];
  const config = withValidation(toolConfig, declared);
  return {
    ...rest,
    contents: encodeContents(contents, warnings),
    ...(tools === undefined ? {} : { tools: declared }),
    ...(config ? { toolConfig: config } : {}),
    generationConfig: withRoomToThink(recordOf(generationConfig) ?? {}, target, warnings),
  };
}

function encodeContents(contents: JSONValue | undefined, warnings: Warnings): JSONObject[] {
  const idOf = createToolCallIds("word");
  return recordsOf(contents).flatMap((content) => {
    const parts = withSignatures(recordsOf(content.parts))
      .filter((part) => isWanted(part, warnings))
      .map((part) => withId(part as JSONObject, idOf));
    return parts.length === 0 ? [] : [{ ...content, parts } as JSONObject];
  });
}

/** The signature of a thought comes after it, in a part of its own, and goes back within it. */
function withSignatures(parts: readonly JsonRecord[]): JsonRecord[] {
  const joined: JsonRecord[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const { thoughtSignature } = part;
    const signsBefore = part.thought === true && part.text === "" && thoughtSignature !== undefined;
    if (signsBefore && before?.thought === true && before.thoughtSignature === undefined) {
      joined[joined.length - 1] = { ...before, thoughtSignature };
    } else joined.push(part);
  }
  return joined;
}

function isWanted(part: JsonRecord, warnings: Warnings): boolean {
  const signed = textOf(part.thoughtSignature) !== undefined;
  if (part.thought === true && !signed) {
    warnings.unsupported("reasoning part", "this model takes none without its signature");
    return false;
  }
  // Texts of white space alone are refused.
  return typeof part.text !== "string" || signed || part.text.trim() !== "";
}

function withId(part: JSONObject, idOf: (id: string) => string): JSONObject {
  for (const name of ["functionCall", "functionResponse"]) {
    const named = recordOf(part[name]);
    if (typeof named?.id === "string") return { ...part, [name]: { ...named, id: idOf(named.id) } };
  }
  return part;
}

function withParameters(tool: JsonRecord): JsonRecord {
  if (tool.functionDeclarations === undefined) return tool;
  return {
    ...tool,
    functionDeclarations: recordsOf(tool.functionDeclarations).map(
      ({ parametersJsonSchema, ...declaration }) => ({
        ...declaration,
        parameters: parametersOf(recordOf(parametersJsonSchema) ?? {}),
      }),
    ) as JSONObject[],
  };
}

/**
 * Calls that follow the schema, as this vendor's own program asks for them. A function without parameters has no
 * schema that could be followed, and the mode refuses it.
 */
function withValidation(
  toolConfig: JSONValue | undefined,
  tools: readonly JSONObject[],
): JSONObject | undefined {
  const config = recordOf(toolConfig) as JSONObject | undefined;
  const functions = tools.flatMap(({ functionDeclarations }) => recordsOf(functionDeclarations));
  const calling = recordOf(config?.functionCallingConfig) as JSONObject | undefined;
  const free =
    calling?.mode === undefined || calling.mode === "AUTO" || calling.mode === "VALIDATED";
  if (functions.length === 0 || !free) return config;
  const takesAll = functions.every(
    ({ parameters }) => Object.keys(recordOf(recordOf(parameters)?.properties) ?? {}).length > 0,
  );
  const mode = takesAll ? "VALIDATED" : "AUTO";
  return { ...config, functionCallingConfig: { ...calling, mode } };
}

/** The caller's limit is for the answer, so the budget comes on top, as far as the model allows. */
function withRoomToThink(config: JsonRecord, { model }: Target, warnings: Warnings): JSONObject {
  const given = config as JSONObject;
  const thinking = recordOf(config.thinkingConfig) as JSONObject | undefined;
  const budget = numberOf(thinking?.thinkingBudget);
  if (!thinking || budget === undefined || budget <= 0) return given;
  const answer = numberOf(config.maxOutputTokens);
  const ceiling = Math.max(model.maxTokens, answer ?? 0);
  const maxOutputTokens = answer === undefined ? ceiling : Math.min(answer + budget, ceiling);
  const room = Math.min(budget, maxOutputTokens - Math.min(LEAST_BUDGET, answer ?? LEAST_BUDGET));
  if (room < LEAST_BUDGET) {
    warnings.unsupported("reasoning", `${maxOutputTokens} output tokens leave no room for it`);
    const { thinkingConfig: _thinking, ...rest } = given;
    return rest;
  }
  return { ...given, maxOutputTokens, thinkingConfig: { ...thinking, thinkingBudget: room } };
}
