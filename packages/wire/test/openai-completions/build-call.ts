// Short forms of calls, so that each case of calls.ts shows the one thing that it tries.
import type { CallOptions, JSONObject } from "@mayros/core";
import type { DifferentialCall } from "../differential/judge.ts";

export type Message = CallOptions["prompt"][number];
export type Tools = NonNullable<CallOptions["tools"]>;
type Part<Role extends Message["role"]> = Extract<Message, { role: Role }>["content"][number];
type ToolOutput = Extract<Part<"tool">, { type: "tool-result" }>["output"];
type File = Omit<Extract<Part<"user">, { type: "file" }>, "type">;

export const PNG: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

export const user = (...texts: string[]): Message => ({
  role: "user",
  content: texts.map((text) => ({ type: "text", text })),
});

export const ask = (call: Partial<CallOptions> = {}): DifferentialCall => ({
  call: { prompt: [user("hi")], ...call },
});

/** What the model said before. */
export const said = (content: Part<"assistant">[]): DifferentialCall =>
  ask({ prompt: [user("hi"), { role: "assistant", content }, user("go on")] });

/** What a tool answered before. */
export function answered(output: ToolOutput, providerOptions?: Record<string, JSONObject>) {
  const tool = { toolCallId: "call_1", toolName: "f" };
  return ask({
    prompt: [
      user("hi"),
      { role: "assistant", content: [{ type: "tool-call", ...tool, input: { a: 1 } }] },
      {
        role: "tool",
        content: [
          { type: "tool-result", ...tool, output, ...(providerOptions ? { providerOptions } : {}) },
        ],
      },
    ],
  });
}

export const attached = (file: File): DifferentialCall =>
  ask({ prompt: [{ role: "user", content: [{ type: "file", ...file }] }] });
