// The provider's own tools: on offer, and what they did in earlier turns.
import type { JSONObject } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import {
  assistant,
  call,
  hi,
  hosted,
  type Part,
  result,
  results,
  serverCall,
  type Tool,
  user,
  weather,
} from "./build.ts";

const offer = (...tools: Tool[]): DifferentialCall => ({ call: { ...hi, tools } });
const went = (tools: Tool[], ...parts: (Part | string)[]): DifferentialCall => ({
  call: { tools, prompt: [user("a"), assistant(...parts), user("b")] },
});
const screen = { displayWidthPx: 800, displayHeightPx: 600, displayNumber: 1 };
const domains = { maxUses: 2, allowedDomains: ["e.example"] };
const place = {
  userLocation: { type: "approximate", city: "Rome", country: "IT", timezone: "Europe/Rome" },
};
const json = (value: JSONObject | JSONObject[]) => ({ type: "json" as const, value });
const error = (value: JSONObject) => ({ type: "error-json" as const, value });

const code = [hosted("code_execution_20250825", "run_code")];
const search = [hosted("web_search_20250305", "look_up")];
const direct = { caller: { type: "direct" } };
const byCode = { caller: { type: "code_execution_20260120", toolId: "srvtoolu_1" } };
const page = {
  type: "web_search_result",
  url: "https://e.example/a",
  title: "A",
  pageAge: null,
  encryptedContent: "EqA=",
};
const bash = {
  type: "bash_code_execution_result",
  stdout: "1",
  stderr: "",
  return_code: 0,
  content: [],
};

export const serverToolCalls: Readonly<Record<string, DifferentialCall>> = {
  "web search": offer(hosted("web_search_20250305", "search", { ...domains, ...place }), weather),
  "web search, later": offer(hosted("web_search_20260209", "search", domains)),
  "web search, latest": offer(
    hosted("web_search_20260318", "search", { responseInclusion: "excluded" }),
  ),
  "web fetch": offer(
    hosted("web_fetch_20250910", "fetch", {
      blockedDomains: ["e.example"],
      citations: { enabled: true },
      maxContentTokens: 1000,
    }),
  ),
  "web fetch, later": offer(hosted("web_fetch_20260209", "fetch", domains)),
  "web fetch, latest": offer(hosted("web_fetch_20260318", "fetch", { useCache: false })),
  "code execution": offer(hosted("code_execution_20250522", "run")),
  "code execution, later": offer(hosted("code_execution_20250825", "run")),
  "code execution, latest": offer(hosted("code_execution_20260120", "run")),
  "a computer": offer(hosted("computer_20241022", "computer", screen)),
  "a computer, later": offer(hosted("computer_20250124", "computer", screen)),
  "a computer, latest": offer(
    hosted("computer_20251124", "computer", { ...screen, enableZoom: true }),
  ),
  "a computer's tools": offer(
    hosted("computer_toolset_20260801", "desktop", {
      configs: { left_click: { enabled: false }, zoom: { deferLoading: true } },
    }),
  ),
  editors: offer(
    hosted("text_editor_20241022", "a"),
    hosted("text_editor_20250124", "b"),
    hosted("text_editor_20250429", "c"),
    hosted("text_editor_20250728", "d", { maxCharacters: 9 }),
  ),
  shells: offer(hosted("bash_20241022", "a"), hosted("bash_20250124", "b")),
  memory: offer(hosted("memory_20250818", "memory")),
  "a search for tools": offer(
    hosted("tool_search_regex_20251119", "a"),
    hosted("tool_search_bm25_20251119", "b"),
  ),
  "an advisor": offer(
    hosted("advisor_20260301", "mentor", {
      model: "claude-opus-5",
      maxUses: 1,
      maxTokens: 2048,
      caching: { type: "ephemeral", ttl: "5m" },
    }),
  ),
  "a tool of another provider": offer(
    { type: "provider", id: "openai.web_search", name: "w", args: {} },
    weather,
  ),
  "a search went on": went(
    search,
    serverCall("srvtoolu_1", "look_up", { query: "so" }, direct),
    result("srvtoolu_1", "look_up", json([page]), direct),
    serverCall("srvtoolu_2", "look_up", { query: "more" }),
    result(
      "srvtoolu_2",
      "look_up",
      error({ type: "web_search_tool_result_error", errorCode: "max_uses_exceeded" }),
    ),
    "It is so.",
  ),
  "a fetch went on": went(
    [hosted("web_fetch_20250910", "fetch")],
    serverCall("srvtoolu_1", "fetch", { url: "https://e.example/a" }),
    result(
      "srvtoolu_1",
      "fetch",
      json({
        type: "web_fetch_result",
        url: "https://e.example/a",
        retrievedAt: null,
        content: {
          type: "document",
          title: "A",
          citations: { enabled: true },
          source: { type: "text", mediaType: "text/plain", data: "So." },
        },
      }),
    ),
    serverCall("srvtoolu_2", "fetch", { url: "x" }),
    result(
      "srvtoolu_2",
      "fetch",
      error({ type: "web_fetch_tool_result_error", errorCode: "url_too_long" }),
    ),
  ),
  "code went on": went(
    code,
    serverCall("srvtoolu_1", "run_code", { type: "bash_code_execution", command: "ls" }),
    result("srvtoolu_1", "run_code", json(bash)),
    serverCall("srvtoolu_2", "run_code", {
      type: "text_editor_code_execution",
      command: "view",
      path: "a",
    }),
    result(
      "srvtoolu_2",
      "run_code",
      json({ type: "text_editor_code_execution_create_result", is_file_update: true }),
    ),
    serverCall("srvtoolu_3", "run_code", { type: "programmatic-tool-call", code: "1" }),
    result(
      "srvtoolu_3",
      "run_code",
      json({ type: "code_execution_result", stdout: "1", stderr: "", return_code: 0, content: [] }),
    ),
    serverCall("srvtoolu_4", "run_code", { code: "2" }),
    result(
      "srvtoolu_4",
      "run_code",
      json({
        type: "encrypted_code_execution_result",
        encrypted_stdout: "RW4=",
        stderr: "",
        return_code: 0,
        content: [],
      }),
    ),
    serverCall("srvtoolu_5", "run_code", { code: "3" }),
    result(
      "srvtoolu_5",
      "run_code",
      error({ type: "code_execution_tool_result_error", errorCode: "unavailable" }),
    ),
    serverCall("srvtoolu_6", "run_code", { type: "bash_code_execution", command: "x" }),
    result("srvtoolu_6", "run_code", error({ errorCode: "too_long" })),
    serverCall("srvtoolu_7", "run_code", { type: "bash_code_execution", command: "x" }),
    result(
      "srvtoolu_7",
      "run_code",
      json({ type: "bash_code_execution_tool_result_error", error_code: "unavailable" }),
    ),
  ),
  "a search for tools went on": went(
    [hosted("tool_search_bm25_20251119", "find_tools")],
    serverCall("srvtoolu_1", "find_tools", { query: "w" }),
    result("srvtoolu_1", "find_tools", json([{ type: "tool_reference", toolName: "weather" }])),
    serverCall("srvtoolu_2", "find_tools", { query: "x" }),
    result(
      "srvtoolu_2",
      "find_tools",
      error({ type: "tool_search_tool_result_error", errorCode: "unavailable" }),
    ),
  ),
  "an advisor went on": went(
    [hosted("advisor_20260301", "mentor", { model: "claude-opus-5" })],
    serverCall("srvtoolu_1", "mentor", {}),
    result(
      "srvtoolu_1",
      "mentor",
      json({ type: "advisor_result", text: "Measure.", stopReason: "end_turn" }),
    ),
    serverCall("srvtoolu_2", "mentor", {}),
    result(
      "srvtoolu_2",
      "mentor",
      json({ type: "advisor_redacted_result", encryptedContent: "RW4=" }),
    ),
    serverCall("srvtoolu_3", "mentor", {}),
    result(
      "srvtoolu_3",
      "mentor",
      error({ type: "advisor_tool_result_error", errorCode: "overloaded" }),
    ),
  ),
  "an MCP server went on": went(
    [],
    serverCall(
      "mcptoolu_1",
      "echo",
      { message: "a" },
      { type: "mcp-tool-use", serverName: "echoes" },
    ),
    result("mcptoolu_1", "echo", json([{ type: "text", text: "a" }]), {
      type: "mcp-tool-use",
      serverName: "echoes",
    }),
  ),
  "an MCP server without a name": went(
    [],
    serverCall("mcptoolu_1", "echo", {}, { type: "mcp-tool-use" }),
    "a",
  ),
  "calls by code": {
    call: {
      tools: [hosted("code_execution_20260120", "code_execution"), weather],
      prompt: [
        user("a"),
        assistant(
          serverCall(
            "srvtoolu_1",
            "code_execution",
            { type: "programmatic-tool-call", code: "1" },
            direct,
          ),
          call("toolu_1", "weather", { city: "Rome" }, byCode),
        ),
        results(result("toolu_1", "weather", { type: "text", value: "ok" })),
      ],
    },
  },
  "calls by lost code": went([weather], "b", call("toolu_1", "weather", { city: "Rome" }, byCode)),
  "a computer's tools went on": {
    call: {
      tools: [hosted("computer_toolset_20260801", "desktop")],
      prompt: [
        user("a"),
        assistant(
          call("toolu_1", "desktop", { action: "left_click", coordinate: [1, 2] }),
          call("toolu_2", "screen", { action: "screenshot" }, { toolsetName: "computer" }),
          call("toolu_3", "desktop", {}),
        ),
        results(
          result("toolu_1", "desktop", { type: "text", value: "ok" }),
          result("toolu_2", "screen", { type: "text", value: "ok" }, { toolsetName: "computer" }),
        ),
      ],
    },
  },
  "tools that are none of the provider": went(
    [],
    serverCall("x_1", "telepathy", {}),
    result("x_1", "telepathy", json({})),
    "b",
  ),
  "a result in words": went(
    search,
    serverCall("srvtoolu_1", "look_up", {}),
    result("srvtoolu_1", "look_up", { type: "text", value: "x" }),
    "b",
  ),
};
