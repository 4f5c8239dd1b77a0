// What a system message within the conversation may change beside saying something: the tools on offer,
// the effort, and how long it holds.
// https://ai-sdk.dev/providers/ai-sdk-providers/anthropic (accessed 2026-11-28)
import type { CallOptions } from "@mayros/core";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import { recordOf, recordsOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";
import type { Tool } from "./provider-tools.ts";

/** Tools that the prompt itself defines. Those for computers can only be referred to. */
export function inlineTools(prompt: CallOptions["prompt"], options: OptionsReader): Tool[] {
  return prompt.flatMap((message) => {
    if (message.role !== "system") return [];
    const changes = recordsOf(options.read(message.providerOptions)?.toolChanges);
    return changes.flatMap(({ tool }) => {
      const inline = recordOf(tool) as Tool | undefined;
      return inline && !isComputerTool(inline) ? [inline] : [];
    });
  });
}

export function isComputerTool(tool: Tool): boolean {
  return tool.type === "provider" && tool.id.startsWith(`${namespace}.computer_`);
}
