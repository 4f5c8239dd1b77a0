// System messages: those that come first stand outside the conversation, later ones within it, where they
// may also change the tools on offer and the effort.
// https://docs.claude.com/en/api/beta-headers (accessed 2026-11-28)
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { type JsonRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeTool, STRICT_BETA } from "./encode-tool.ts";
import type { Tool } from "./provider-tools.ts";
import { isComputerTool } from "./system-options.ts";

export type SystemMessage = Extract<LanguageModelV4Message, { role: "system" }>;

interface EncodedSystem {
  readonly text: JSONObject[];
  readonly changes: JSONObject[];
  /** `clear_at` and `output_config` of the message. */
  readonly settings: JSONObject;
  readonly betas: readonly string[];
}

export function encodeSystem(message: SystemMessage, context: EncodeContext): EncodedSystem {
  const options = context.options.read(message.providerOptions);
  const mark = context.cacheControl(message.providerOptions);
  const text =
    message.content.trim() === ""
      ? []
      : [{ type: "text", text: message.content, ...(mark ? { cache_control: mark } : {}) }];
  const betas: string[] = [];
  const given = recordsOf(options?.toolChanges);
  const changes = given.flatMap((change) => encodeChange(change, context));
  const inline = changes.some(({ tool }) => recordOf(tool)?.type === "tool_definition");
  if (inline) betas.push("inline-tools-2026-09-15");
  else if (changes.length > 0) betas.push("mid-conversation-tool-changes-2026-07-01");
  const clearAt = textOf(options?.clearAt);
  if (clearAt) betas.push("mid-conversation-system-clear-at-2026-08-21");
  const effort = textOf(options?.effort);
  if (effort) betas.push("mid-conversation-output-config-2026-07-01");
  return {
    text,
    changes,
    settings: {
      ...(clearAt ? { clear_at: clearAt } : {}),
      ...(effort ? { output_config: { effort } } : {}),
    },
    betas,
  };
}

function encodeChange(change: JsonRecord, context: EncodeContext): JSONObject[] {
  const tool = recordOf(change.tool) as Tool | undefined;
  if (!tool) {
    const name = context.names.ofWire(textOf(change.toolName) ?? "");
    return [{ type: textOf(change.type) ?? "", tool: { type: "tool_reference", name } }];
  }
  if (isComputerTool(tool)) {
    context.warnings.other(`${tool.name} cannot be defined in a message: name it in tools`);
    return [];
  }
  const definition = encodeTool(tool, false, context);
  if (context.compat.supportsStrictTools && tool.type === "function") {
    context.betas.add(STRICT_BETA);
  }
  return definition
    ? [{ type: "tool_addition", tool: { type: "tool_definition", definition } }]
    : [];
}
