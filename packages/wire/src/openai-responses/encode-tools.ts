// The tools on offer and the choice among them.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFunctionTool } from "./encode-function-tool.ts";
import { encodeHostedTool } from "./encode-hosted-tool.ts";
import { encodeToolChoice } from "./encode-tool-choice.ts";
import type { OfferedTool } from "./offered-tool.ts";

export function encodeTools(call: CallOptions, context: EncodeContext): JSONObject {
  const { warnings } = context;
  const offered = (call.tools ?? []).flatMap((tool) => {
    if (tool.type === "function") return [encodeFunctionTool(tool, context)];
    const hosted = encodeHostedTool(tool);
    if (hosted) return [hosted];
    warnings.unsupported(`tool ${tool.id}`, "this codec does not know it");
    return [];
  });
  if (offered.length > 0) {
    const tools = definitionsOf(offered, warnings);
    return { tools, ...encodeToolChoice(call, offered, context) };
  }
  if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
    warnings.unsupported("toolChoice", "there is no tool to choose");
  }
  return {};
}

interface Namespace extends JSONObject {
  description: string;
  tools: JSONObject[];
}

/** A namespace stands where its first function does. */
function definitionsOf(offered: readonly OfferedTool[], warnings: Warnings): JSONObject[] {
  const list: JSONObject[] = [];
  const namespaces = new Map<string, Namespace>();
  for (const { encoded, namespace } of offered) {
    if (!encoded) continue;
    if (!namespace) {
      list.push(encoded);
      continue;
    }
    const { name, description } = namespace;
    const begun = namespaces.get(name);
    if (!begun) {
      const added = { type: "namespace", name, description, tools: [encoded] };
      namespaces.set(name, added);
      list.push(added);
      continue;
    }
    begun.tools.push(encoded);
    if (begun.description === description) continue;
    warnings.unsupported(`another description of namespace "${name}"`, "the first one holds");
  }
  return list;
}
