// The parts of an answer as the AI SDK keeps them in a conversation, to see what goes back to the server.
import type { CallOptions, StreamPart } from "@mayros/core";

type AssistantMessage = Extract<CallOptions["prompt"][number], { role: "assistant" }>;
type AssistantContent = AssistantMessage["content"];
type Options = Pick<AssistantContent[number], "providerOptions">;

export function messageOf(parts: readonly StreamPart[]): AssistantMessage {
  const content: AssistantContent = [];
  const blocks = new Map<string, { type: "text" | "reasoning"; text: string } & Options>();
  for (const part of parts) {
    const own = "providerMetadata" in part ? part.providerMetadata : undefined;
    const options: Options = own ? { providerOptions: own } : {};
    switch (part.type) {
      case "text-start":
      case "reasoning-start": {
        const type = part.type === "text-start" ? "text" : "reasoning";
        const block = { type, text: "", ...options } as const;
        blocks.set(part.id, block);
        content.push(block);
        break;
      }
      case "text-delta":
      case "reasoning-delta":
      case "text-end":
      case "reasoning-end": {
        const block = blocks.get(part.id);
        if (block && "delta" in part) block.text += part.delta;
        Object.assign(block ?? {}, options);
        break;
      }
      case "file":
      case "reasoning-file":
        content.push({ type: part.type, mediaType: part.mediaType, data: part.data, ...options });
        break;
      case "tool-call": {
        const { toolCallId, toolName, input, providerExecuted } = part;
        const ofServer = providerExecuted ? { providerExecuted } : {};
        const names = { toolCallId, toolName, ...ofServer, ...options };
        content.push({ type: "tool-call", ...names, input: JSON.parse(input) });
        break;
      }
      case "tool-result": {
        const { toolCallId, toolName, result, isError } = part;
        const output = {
          type: isError ? ("error-json" as const) : ("json" as const),
          value: result,
        };
        content.push({ type: "tool-result", toolCallId, toolName, output, ...options });
        break;
      }
      case "custom":
        content.push({ type: "custom", kind: part.kind, ...options });
    }
  }
  return { role: "assistant", content };
}
