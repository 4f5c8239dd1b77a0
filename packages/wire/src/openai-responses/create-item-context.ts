// What the items of one answer share, from the call that is answered.
import type { CallOptions, PartSink, Target } from "@mayros/core";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { originOf } from "../encode/reasoning-origin.ts";
import { recordOf } from "../json-shapes.ts";
import { api, namespace } from "./namespace.ts";
import type { ItemContext } from "./output-item.ts";
import { toolNamesOf, typeOfTool } from "./tool-names.ts";

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
