// Tools of the caller's own, and the choice among them.
import type { CallOptions, Target } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import { fable, old, sonnet } from "../targets.ts";
import { hi, hosted, marked, now, own, type Tool, weather } from "./build.ts";

const offer = (
  tools: Tool[],
  more: Partial<CallOptions> = {},
  target?: Target,
): DifferentialCall => ({
  call: { ...hi, tools, ...more },
  ...(target ? { target } : {}),
});
const both = [weather, now];

export const toolCalls: Readonly<Record<string, DifferentialCall>> = {
  tools: offer(both),
  "tools on an older model": offer(both, {}, old),
  "no tools": offer([]),
  "no tools to choose": offer([], { toolChoice: { type: "required" } }),
  "a free choice": offer(both, { toolChoice: { type: "auto" } }),
  "no choice": offer(both, { toolChoice: { type: "none" } }),
  "some tool": offer(both, { toolChoice: { type: "required" } }),
  "one tool": offer(both, { toolChoice: { type: "tool", toolName: "now" } }),
  "one tool at a time": offer(both, own({ disableParallelToolUse: true })),
  "some tool, one at a time": offer(both, {
    toolChoice: { type: "required" },
    ...own({ disableParallelToolUse: true }),
  }),
  "several tools at a time": offer(both, {
    toolChoice: { type: "auto" },
    ...own({ disableParallelToolUse: false }),
  }),
  "some tool while it thinks with a budget": offer(
    both,
    { toolChoice: { type: "required" }, reasoning: "low" },
    sonnet,
  ),
  "some tool while it thinks": offer(both, { toolChoice: { type: "required" }, reasoning: "low" }),
  "one tool where none can be forced": offer(
    both,
    { toolChoice: { type: "tool", toolName: "now" } },
    fable,
  ),
  "one tool where none can be forced, and a server": offer(
    both,
    {
      toolChoice: { type: "tool", toolName: "now" },
      ...own({ mcpServers: [{ type: "url", name: "m", url: "https://m.example" }] }),
    },
    fable,
  ),
  "the provider's own tool": offer([hosted("web_search_20250305", "look_up"), now], {
    toolChoice: { type: "tool", toolName: "look_up" },
  }),
  "a strict tool": offer([{ ...weather, strict: true } as Tool, { ...now, strict: false } as Tool]),
  "a strict tool on an older model": offer([{ ...weather, strict: true } as Tool], {}, old),
  "examples of an input": offer([
    { ...weather, inputExamples: [{ input: { city: "Rome" } }] } as Tool,
  ]),
  "options of tools": offer([
    {
      ...weather,
      ...own({ deferLoading: true, allowedCallers: ["code_execution_20260120"] }),
    } as Tool,
    { ...now, ...own({ eagerInputStreaming: true }) } as Tool,
  ]),
  "inputs that come at once": offer(both, own({ toolStreaming: false })),
  "a mark on a tool": offer([weather, { ...now, ...marked } as Tool]),
};
