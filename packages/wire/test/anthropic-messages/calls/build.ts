// Short words for the parts of calls.
import type { CallOptions, JSONObject } from "@mayros/core";

export type Message = CallOptions["prompt"][number];
export type Assistant = Extract<Message, { role: "assistant" }>;
export type Part = Assistant["content"][number];
export type UserPart = Extract<Message, { role: "user" }>["content"][number];
export type ToolPart = Extract<Message, { role: "tool" }>["content"][number];
type Output = Extract<ToolPart, { type: "tool-result" }>["output"];
export type Tool = NonNullable<CallOptions["tools"]>[number];

export const own = (options: JSONObject) => ({ providerOptions: { anthropic: options } });
export const marked = own({ cacheControl: { type: "ephemeral" } });

export const user = (...content: (UserPart | string)[]): Message => ({
  role: "user",
  content: content.map((part) => (typeof part === "string" ? { type: "text", text: part } : part)),
});
export const assistant = (...content: (Part | string)[]): Assistant => ({
  role: "assistant",
  content: content.map((part) => (typeof part === "string" ? { type: "text", text: part } : part)),
});
export const system = (content: string, options?: JSONObject): Message => ({
  role: "system",
  content,
  ...(options ? own(options) : {}),
});
export const results = (...content: ToolPart[]): Message => ({ role: "tool", content });

export const hi: CallOptions = { prompt: [user("hi")] };

export const call = (
  toolCallId: string,
  toolName: string,
  input: unknown,
  options?: JSONObject,
): Part => ({
  type: "tool-call",
  toolCallId,
  toolName,
  input,
  ...(options ? own(options) : {}),
});
export const serverCall = (...given: Parameters<typeof call>): Part =>
  ({ ...call(...given), providerExecuted: true }) as Part;
export const result = (
  toolCallId: string,
  toolName: string,
  output: Output,
  options?: JSONObject,
) => ({
  type: "tool-result" as const,
  toolCallId,
  toolName,
  output,
  ...(options ? own(options) : {}),
});
export const thought = (text: string, options?: JSONObject): Part => ({
  type: "reasoning",
  text,
  ...(options ? own(options) : {}),
});

const inputSchema = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
} satisfies JSONObject;
export const weather: Tool = {
  type: "function",
  name: "weather",
  description: "The weather",
  inputSchema: inputSchema as object,
};
export const now: Tool = { type: "function", name: "now", inputSchema: { type: "object" } };
export const hosted = (id: string, name: string, args: Record<string, unknown> = {}): Tool => ({
  type: "provider",
  id: `anthropic.${id}`,
  name,
  args,
});
