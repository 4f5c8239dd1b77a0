// Options of the AI SDK's package for a whole call.
import type { JSONObject } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import { hi, hosted, own, system, user, weather } from "./build.ts";

const option = (options: JSONObject): DifferentialCall => ({ call: { ...hi, ...own(options) } });

export const optionCalls: Readonly<Record<string, DifferentialCall>> = {
  effort: option({ effort: "max" }),
  metadata: option({ metadata: { userId: "u" } }),
  "speed, tier and place": option({
    speed: "fast",
    serviceTier: "standard_only",
    inferenceGeo: "us",
    cacheControl: { type: "ephemeral", ttl: "1h" },
  }),
  "a budget for a task": option({ taskBudget: { type: "tokens", total: 20_000, remaining: 500 } }),
  "MCP servers": option({
    mcpServers: [
      {
        type: "url",
        name: "m",
        url: "https://m.example",
        authorizationToken: "t",
        toolConfiguration: { enabled: true, allowedTools: ["a"] },
      },
    ],
  }),
  "no MCP servers": option({ mcpServers: [] }),
  "a container": option({ container: { id: "container_1" } }),
  "a container with skills": {
    call: {
      ...hi,
      tools: [hosted("code_execution_20250825", "code_execution")],
      ...own({
        container: {
          id: "container_1",
          skills: [
            { type: "anthropic", skillId: "pptx", version: "latest" },
            { type: "custom", providerReference: { anthropic: "skill_1" } },
          ],
        },
      }),
    },
  },
  "skills without code": option({
    container: { skills: [{ type: "anthropic", skillId: "pptx" }] },
  }),
  "a managed context": option({
    contextManagement: {
      edits: [
        {
          type: "clear_tool_uses_20250919",
          trigger: { type: "input_tokens", value: 9 },
          keep: { type: "tool_uses", value: 2 },
          clearAtLeast: { type: "input_tokens", value: 3 },
          clearToolInputs: true,
          excludeTools: ["a"],
        },
        { type: "clear_thinking_20251015", keep: { type: "thinking_turns", value: 1 } },
        { type: "clear_thinking_20251015", keep: "all" },
        { type: "compact_20260112", pauseAfterCompaction: true, instructions: "short" },
      ],
    },
  }),
  "a compaction that is asked for": option({
    compaction: { type: "summarize", instructions: "short" },
  }),
  "other models": option({ fallbacks: [{ model: "claude-opus-4-8", max_tokens: 9 }] }),
  "the usual other models": option({ fallbacks: "default" }),
  "no other models": option({ fallbacks: [] }),
  safeguards: option({
    safeguards: [{ type: "dangerous_tool_use", classifierContext: { camelCase: 1 } }],
  }),
  "a thread": option({ thread: { type: "create" } }),
  "a thread that goes on": {
    call: {
      prompt: [system("a"), user("b")],
      tools: [weather],
      ...own({ thread: { type: "continue", previousMessageId: "msg_1" } }),
    },
  },
  pings: option({ includePings: true }),
  "an option that is none": option({ topSpeed: 1 }),
};
