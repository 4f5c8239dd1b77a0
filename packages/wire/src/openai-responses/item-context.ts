// What the items of one answer share, from the call that is answered.
import type { CallOptions, JSONObject, JSONValue, PartSink, Target } from "@mayros/core";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { originOf } from "../encode/reasoning-origin.ts";
import { type JsonRecord, recordOf } from "../json-shapes.ts";
import type { AnswerFacts } from "./decode-finish-reason.ts";
import { api, namespace } from "./namespace.ts";
import { type ToolNames, toolNamesOf, typeOfTool } from "./tool-names.ts";

export interface ItemContext {
  readonly emit: PartSink;
  /** Who writes the reasoning. */
  readonly origin: JSONObject;
  readonly facts: AnswerFacts;
  readonly logprobs: JSONValue[];
  /** The caller's names of the server's tools. */
  readonly names: ToolNames;
  /** Whether the server keeps the answer. */
  readonly stored: boolean;
  /** The functions that the call offers. */
  readonly functions: ReadonlySet<string>;
  /** Whether shell commands run in a container of the server's. */
  readonly serverRunsShell: boolean;
  /** Searches for tools whose results are still to come. */
  readonly toolSearches: string[];
  /** Gives every source an id. */
  sourceId(): string;
  /** Files that a search listed. */
  readonly filesFound: Set<unknown>;
  /** Whether a search listed the pages or files itself, so that citations need not. */
  readonly searched: { pages: boolean; files: boolean };
  /** Citations that become sources at the end if no search lists them. */
  readonly cited: JsonRecord[];
}

export function createItemContext(
  emit: PartSink,
  target: Target,
  { tools, providerOptions }: CallOptions,
): ItemContext {
  const reader = createOptionsReader(providerOptions, target, namespace, api);
  let sources = 0;
  return {
    emit,
    origin: { ...originOf(target, api) },
    facts: { hasToolCalls: false, hasRefusal: false },
    logprobs: [],
    names: toolNamesOf(tools),
    stored: reader.read(providerOptions)?.store === true,
    functions: new Set(tools?.flatMap(({ type, name }) => (type === "function" ? [name] : []))),
    serverRunsShell: tools?.some(runsOnServer) ?? false,
    toolSearches: [],
    sourceId: () => `source-${sources++}`,
    searched: { pages: false, files: false },
    filesFound: new Set(),
    cited: [],
  };
}

function runsOnServer(tool: NonNullable<CallOptions["tools"]>[number]): boolean {
  if (tool.type !== "provider" || typeOfTool(tool) !== "shell") return false;
  const place = recordOf(tool.args.environment)?.type;
  return place === "containerAuto" || place === "containerReference";
}
