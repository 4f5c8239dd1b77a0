// Makes the calls that are compared, one feature each.
import type {
  CallOptions,
  JSONObject,
  LanguageModelV4ToolResultOutput,
  Target,
} from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";

export type Message = CallOptions["prompt"][number];
export type AssistantContent = Extract<Message, { role: "assistant" }>["content"];
export type UserContent = Extract<Message, { role: "user" }>["content"];
export type Tools = NonNullable<CallOptions["tools"]>;
type FunctionTool = Extract<Tools[number], { type: "function" }>;
type File = Omit<Extract<UserContent[number], { type: "file" }>, "type">;

export const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
export const PDF = "JVBERi0=";
export const openai = (options: JSONObject) => ({ openai: options });
export const user = (text: string): Message => ({
  role: "user",
  content: [{ type: "text", text }],
});
/** What most calls say, because ours would say it anyway: see the divergences. */
export const unstored = { store: false };

export function asked(
  call: Partial<CallOptions>,
  options: JSONObject = unstored,
  target?: Target,
): DifferentialCall {
  const whole = { prompt: [user("hi")], providerOptions: openai(options), ...call };
  return { call: whole, ...(target ? { target } : {}) };
}

export function said(
  content: AssistantContent,
  options?: JSONObject,
  call: Partial<CallOptions> = {},
): DifferentialCall {
  const prompt: Message[] = [user("hi"), { role: "assistant", content }, user("go on")];
  return asked({ prompt, ...call }, options);
}

/** The answer of a tool to a call of it. */
export function answered(
  output: LanguageModelV4ToolResultOutput,
  { tools = [], providerOptions }: { tools?: Tools; providerOptions?: { openai: JSONObject } } = {},
): DifferentialCall {
  const tool = { toolCallId: "call_1", toolName: "f" };
  const result = { ...tool, output, ...(providerOptions ? { providerOptions } : {}) };
  const prompt: Message[] = [
    user("hi"),
    { role: "assistant", content: [{ type: "tool-call", ...tool, input: { a: 1 } }] },
    { role: "tool", content: [{ type: "tool-result", ...result }] },
  ];
  return asked({ prompt, tools });
}

export function attached(file: File, options?: JSONObject): DifferentialCall {
  return asked({ prompt: [{ role: "user", content: [{ type: "file", ...file }] }] }, options);
}

export function system(content: string, options?: JSONObject): Message {
  return { role: "system", content, ...(options ? { providerOptions: openai(options) } : {}) };
}

export const schema: FunctionTool["inputSchema"] = {
  type: "object",
  properties: { a: { type: "string" } },
  required: ["a"],
  additionalProperties: false,
};

export function fn(name: string, options?: JSONObject, more: Partial<FunctionTool> = {}) {
  const providerOptions = options ? { providerOptions: openai(options) } : {};
  return { type: "function" as const, name, inputSchema: schema, ...providerOptions, ...more };
}

/** A tool of the server's own, under a name that the caller gave. */
export function hosted(id: string, args: Record<string, unknown> = {}, name = `my_${id}`) {
  return { type: "provider" as const, id: `openai.${id}` as const, name, args };
}
