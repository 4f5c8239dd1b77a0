// Tools that the server defines: offered, chosen, and what they did earlier. The caller gave them names of
// its own.
import type { DifferentialCall } from "../../differential/judge.ts";
import {
  type AssistantContent,
  asked,
  fn,
  hosted,
  type Message,
  openai,
  said,
  type Tools,
  unstored,
  user,
} from "./compared.ts";

type Json = Extract<
  Extract<AssistantContent[number], { type: "tool-result" }>["output"],
  { type: "json" }
>["value"];

const domains = { allowedDomains: ["a.example"] };
const secrets = [{ domain: "a.example", name: "K", value: "v" }];

const offered: Readonly<Record<string, Tools[number]>> = {
  "web search": hosted("web_search", {
    searchContextSize: "low",
    externalWebAccess: true,
    filters: { ...domains, blockedDomains: ["b.example"] },
    userLocation: { type: "approximate", country: "DE" },
  }),
  "web search, preview": hosted("web_search_preview", { searchContextSize: "low" }),
  "file search": hosted("file_search", {
    vectorStoreIds: ["vs_1"],
    maxNumResults: 3,
    ranking: { ranker: "auto", scoreThreshold: 0.5 },
    filters: { type: "eq", key: "someKey", value: "v" },
  }),
  "code interpreter": hosted("code_interpreter"),
  "code interpreter with files": hosted("code_interpreter", {
    container: {
      fileIds: ["file-1"],
      memoryLimit: "4g",
      networkPolicy: { type: "allowlist", ...domains, domainSecrets: secrets },
    },
  }),
  "code interpreter of its own": hosted("code_interpreter", { container: "cntr_1" }),
  "image generation": hosted("image_generation", {
    outputFormat: "webp",
    partialImages: 1,
    inputImageMask: { fileId: "file-1" },
    inputFidelity: "high",
  }),
  mcp: hosted("mcp", {
    serverLabel: "dice",
    serverUrl: "https://dice.example/",
    headers: { fooBar: "x" },
    authorization: "a",
    allowedTools: { readOnly: true, toolNames: ["roll"] },
    requireApproval: { never: { toolNames: ["roll"] } },
  }),
  "mcp of a connector": hosted("mcp", {
    serverLabel: "mail",
    connectorId: "connector_gmail",
    allowedTools: ["search"],
    requireApproval: "always",
  }),
  "custom tool": hosted("custom", {
    description: "d",
    async: false,
    format: { type: "grammar", syntax: "lark", definition: "start: X" },
  }),
  "local shell": hosted("local_shell"),
  shell: hosted("shell"),
  "shell with skills": hosted("shell", {
    environment: { type: "local", skills: [{ name: "s", description: "d", path: "/s" }] },
  }),
  "shell of the server": hosted("shell", {
    environment: {
      type: "containerAuto",
      fileIds: ["file-1"],
      networkPolicy: { type: "disabled" },
      skills: [
        { type: "skillReference", providerReference: { openai: "skill_1" } },
        {
          type: "inline",
          name: "s",
          description: "d",
          source: { type: "base64", mediaType: "application/zip", data: "UEs=" },
        },
      ],
    },
  }),
  "shell of a container": hosted("shell", {
    environment: { type: "containerReference", containerId: "cntr_1" },
  }),
  patches: hosted("apply_patch"),
  computer: hosted("computer"),
  "tool search": hosted("tool_search"),
  "tool search of the caller": hosted("tool_search", {
    execution: "client",
    description: "d",
    parameters: { type: "object", properties: { someWord: { type: "string" } } },
  }),
  programs: hosted("programmatic_tool_calling"),
};

/** A call with its result, both of the server's: in one message. */
function done(
  tool: string,
  input: Json,
  value: Json,
  { store = false, itemId = "item_1" }: { store?: boolean; itemId?: string } = {},
): DifferentialCall {
  const names = { toolCallId: "t_1", toolName: `my_${tool}` };
  const providerOptions = openai({ itemId });
  return said(
    [
      { type: "tool-call", ...names, input, providerExecuted: true, providerOptions },
      { type: "tool-result", ...names, output: { type: "json", value }, providerOptions },
    ],
    { store },
    { tools: [hosted(tool, tool === "file_search" ? { vectorStoreIds: [] } : {})] },
  );
}

/** A call of the server's that the caller answered. */
function ran(
  tool: string,
  input: Json,
  value: Json,
  options: { store: boolean; previousResponseId?: string } = { store: false },
) {
  const names = { toolCallId: "t_1", toolName: `my_${tool}` };
  const providerOptions = openai({ itemId: "item_1" });
  const prompt: Message[] = [
    user("hi"),
    { role: "assistant", content: [{ type: "tool-call", ...names, input, providerOptions }] },
    { role: "tool", content: [{ type: "tool-result", ...names, output: { type: "json", value } }] },
  ];
  return asked({ prompt, tools: [hosted(tool)] }, options);
}

const shellAction = { action: { commands: ["ls"], timeoutMs: 5, maxOutputLength: 9 } };
const shellOutput = {
  maxOutputLength: 9,
  output: [
    { stdout: "a", stderr: "", outcome: { type: "exit", exitCode: 0 } },
    { stdout: "", stderr: "b", outcome: { type: "timeout" } },
  ],
};
const patch = {
  callId: "call_p",
  operation: { type: "update_file", path: "a", diff: "+b" },
};
const clicks = {
  actions: [
    { type: "click", button: "left", x: 1, y: 2 },
    { type: "scroll", x: 1, y: 2, scrollX: 3, scrollY: 4, keys: ["SHIFT"] },
    { type: "type", text: "a" },
  ],
  pendingSafetyChecks: [{ id: "c", code: "k" }],
  status: "completed",
};
const seen = {
  output: { type: "computer_screenshot", imageUrl: "data:image/png;base64,aQ==", detail: "low" },
  acknowledgedSafetyChecks: [{ id: "c" }],
};
const found = {
  action: { type: "search", query: "q" },
  sources: [{ type: "url", url: "https://a.example/" }],
};
const loaded = { tools: [{ type: "function", name: "later", parameters: { someKey: 1 } }] };
const program = { code: "x()", fingerprint: "p" };
const words = {
  type: "tool-call",
  toolCallId: "c",
  toolName: "my_custom",
  input: "words",
} as const;
const custom = [hosted("custom")];

function approved(
  options: { store: boolean; previousResponseId?: string },
  metadata: Record<string, string> = {},
) {
  const prompt: Message[] = [
    user("hi"),
    {
      role: "assistant",
      content: [
        {
          type: "tool-call",
          toolCallId: "mcpr_1",
          toolName: "mcp.roll",
          input: { a: 1 },
          providerExecuted: true,
          providerOptions: openai(metadata),
        },
      ],
    },
    {
      role: "tool",
      content: [
        { type: "tool-approval-response", approvalId: "mcpr_1", approved: true },
        { type: "tool-approval-response", approvalId: "mcpr_1", approved: true },
      ],
    },
  ];
  return asked({ prompt }, options);
}

export const hostedCalls: Readonly<Record<string, DifferentialCall>> = {
  ...Object.fromEntries(
    Object.entries(offered).flatMap(([name, tool]) => [[name, asked({ tools: [tool, fn("f")] })]]),
  ),
  ...Object.fromEntries(
    [
      "web_search",
      "web_search_preview",
      "file_search",
      "code_interpreter",
      "image_generation",
      "mcp",
      "apply_patch",
      "computer",
      "programmatic_tool_calling",
      "custom",
      "shell",
    ].map((type) => [
      `choice of ${type}`,
      asked({
        tools: [
          hosted(
            type,
            type === "mcp"
              ? { serverLabel: "l", serverUrl: "u" }
              : type === "file_search"
                ? { vectorStoreIds: [] }
                : {},
          ),
        ],
        toolChoice: { type: "tool", toolName: `my_${type}` },
      }),
    ]),
  ),
  "web search without its sources": asked(
    { tools: [hosted("web_search")] },
    { ...unstored, includeWebSearchSources: false },
  ),
  "a search": done("web_search", {}, found),
  "a search, kept": done("web_search", {}, found, { store: true }),
  "a page opened": done(
    "web_search",
    {},
    { action: { type: "openPage", url: "https://a.example/" } },
  ),
  "a word found": done(
    "web_search",
    {},
    {
      action: { type: "findInPage", url: "https://a.example/", pattern: "p" },
    },
  ),
  "files found, kept": done("file_search", {}, { queries: [], results: null }, { store: true }),
  "files found": said([
    {
      type: "tool-call",
      toolCallId: "fs_1",
      toolName: "file_search",
      input: {},
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "fs_1",
      toolName: "file_search",
      output: {
        type: "json",
        value: {
          queries: ["q"],
          results: [
            { attributes: { someKey: 1 }, fileId: "file-1", filename: "a", score: 0.5, text: "t" },
          ],
        },
      },
    },
  ]),
  "code run": said([
    {
      type: "tool-call",
      toolCallId: "ci_1",
      toolName: "code_interpreter",
      input: { code: "1", containerId: "cntr_1" },
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "ci_1",
      toolName: "code_interpreter",
      output: { type: "json", value: { outputs: [{ type: "logs", logs: "1" }] } },
    },
  ]),
  "a picture made": said([
    {
      type: "tool-call",
      toolCallId: "ig_1",
      toolName: "image_generation",
      input: {},
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "ig_1",
      toolName: "image_generation",
      output: { type: "json", value: { result: "aQ==" } },
    },
  ]),
  "a tool of another server": said([
    {
      type: "tool-call",
      toolCallId: "mcpr_1",
      toolName: "mcp.roll",
      input: {},
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "mcpr_1",
      toolName: "mcp.roll",
      output: {
        type: "json",
        value: { type: "call", serverLabel: "dice", name: "roll", arguments: "{}", output: "4" },
      },
      providerOptions: openai({ itemId: "mcp_1" }),
    },
  ]),
  "a result that cannot be said again": said([
    {
      type: "tool-call",
      toolCallId: "x_1",
      toolName: "strange",
      input: {},
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "x_1",
      toolName: "strange",
      output: { type: "json", value: { a: 1 } },
    },
  ]),
  "a tool that was denied": said([
    {
      type: "tool-call",
      toolCallId: "x_1",
      toolName: "mcp.roll",
      input: {},
      providerExecuted: true,
    },
    {
      type: "tool-result",
      toolCallId: "x_1",
      toolName: "mcp.roll",
      output: { type: "json", value: { type: "execution-denied" } },
    },
  ]),
  "a search for tools": done("tool_search", { arguments: { a: 1 }, call_id: null }, loaded),
  "a search for tools, kept": done("tool_search", { arguments: { a: 1 }, call_id: null }, loaded, {
    store: true,
  }),
  "a program": done("programmatic_tool_calling", program, { result: "1", status: "completed" }),
  "a program, kept": done(
    "programmatic_tool_calling",
    program,
    { result: "1", status: "completed" },
    { store: true },
  ),
  "commands in the server's container": done("shell", shellAction, shellOutput),
  "commands in the server's container, kept": done("shell", shellAction, shellOutput, {
    store: true,
  }),
  "commands run": ran("shell", shellAction, shellOutput),
  "commands run, kept": ran("shell", shellAction, shellOutput, { store: true }),
  "commands run after a response": ran("shell", shellAction, shellOutput, {
    store: true,
    previousResponseId: "resp_0",
  }),
  "a local command run": ran(
    "local_shell",
    {
      action: {
        type: "exec",
        command: ["ls"],
        timeoutMs: 5,
        workingDirectory: "/",
        env: { someVar: "1" },
      },
    },
    { output: "a" },
  ),
  "a patch made": ran("apply_patch", patch, { status: "completed", output: "ok" }),
  "a computer used": ran("computer", clicks, seen),
  "a search for tools made by the caller": ran(
    "tool_search",
    { arguments: { a: 1 }, call_id: "t_1" },
    loaded,
  ),
  "a custom tool called": asked({
    prompt: [
      user("hi"),
      {
        role: "assistant",
        content: [
          words,
          { ...words, toolCallId: "d", providerOptions: openai({ itemId: "ctc_1", async: true }) },
        ],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "c",
            toolName: "my_custom",
            output: { type: "text", value: "r" },
          },
          {
            type: "tool-result",
            toolCallId: "d",
            toolName: "my_custom",
            output: { type: "error-text", value: "e" },
          },
        ],
      },
    ],
    tools: custom,
  }),
  "a custom tool called, kept": said(
    [{ ...words, providerOptions: openai({ itemId: "ctc_1" }) }],
    { store: true },
    { tools: custom },
  ),
  "an approval": approved({ store: false }),
  "an approval, kept": approved({ store: true }),
  "an approval after a response": approved({ store: true, previousResponseId: "resp_0" }),
  "an approval of what the server does not keep": approved(
    { store: false },
    { approvalRequestId: "mcpr_1", serverLabel: "dice" },
  ),
};
