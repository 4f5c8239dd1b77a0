// What the calls are made of.
import type { CallOptions, LanguageModelV4ToolResultOutput } from "@mayros/core";

type Message = CallOptions["prompt"][number];
type ToolMessage = Extract<Message, { role: "tool" }>;

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

export const user = (text: string): Message => ({
  role: "user",
  content: [{ type: "text", text }],
});
export const hi = [user("hi")];
export const picture = {
  type: "file" as const,
  mediaType: "image/png",
  data: { type: "data" as const, data: PNG },
};
export const weather = {
  type: "function" as const,
  name: "weather",
  description: "Tells the weather.",
  inputSchema: { type: "object" as const, properties: { city: { type: "string" as const } } },
};
export const noop = {
  type: "function" as const,
  name: "noop",
  inputSchema: { type: "object" as const },
};
export const search = {
  type: "provider" as const,
  id: "google.google_search" as const,
  name: "google_search",
  args: { searchTypes: { webSearch: {} } },
};

export const signed = (thoughtSignature: string) => ({ google: { thoughtSignature } });

export const callOf = (toolCallId: string, signature?: string) => ({
  type: "tool-call" as const,
  toolCallId,
  toolName: "weather",
  input: { city: "Bern" } as unknown,
  ...(signature ? { providerOptions: signed(signature) } : {}),
});

export const resultOf = (
  toolCallId: string,
  output: LanguageModelV4ToolResultOutput,
): ToolMessage => ({
  role: "tool",
  content: [{ type: "tool-result", toolCallId, toolName: "weather", output }],
});

export const answered = (output: LanguageModelV4ToolResultOutput): CallOptions => ({
  prompt: [...hi, { role: "assistant", content: [callOf("c1", "c2ln")] }, resultOf("c1", output)],
});
