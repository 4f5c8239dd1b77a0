// The provider's own tools, which the server runs itself or knows by heart: what a request calls them and
// which beta each version needs. Newer versions than are listed here need none, or the caller names it.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview,
// https://ai-sdk.dev/providers/ai-sdk-providers/anthropic (accessed 2026-11-28)
import type { CallOptions } from "@mayros/core";
import { namespace } from "./namespace.ts";

export type Tool = NonNullable<CallOptions["tools"]>[number];
export type ProviderTool = Extract<Tool, { type: "provider" }>;

interface ProviderToolKind {
  /** Without its version. */
  readonly family: string;
  /** `type` of its definition. */
  readonly type: string;
  /** What the model calls it. */
  readonly name: string;
  readonly version: number;
  readonly beta: string | undefined;
}

/** What the model calls the tools that their type does not name. */
const names: ReadonlyMap<string, string> = new Map([
  ["computer_toolset", "computer"],
  ["text_editor", "str_replace_based_edit_tool"],
  ["tool_search_bm25", "tool_search_tool_bm25"],
  ["tool_search_regex", "tool_search_tool_regex"],
]);

const known: ReadonlySet<string> = new Set([
  ...["advisor", "bash", "code_execution", "computer", "memory", "web_fetch", "web_search"],
  ...names.keys(),
]);

const betas: ReadonlyMap<string, string> = new Map([
  ["advisor_20260301", "advisor-tool-2026-03-01"],
  ["bash_20241022", "computer-use-2024-10-22"],
  ["bash_20250124", "computer-use-2025-01-24"],
  ["code_execution_20250522", "code-execution-2025-05-22"],
  ["code_execution_20250825", "code-execution-2025-08-25"],
  ["computer_20241022", "computer-use-2024-10-22"],
  ["computer_20250124", "computer-use-2025-01-24"],
  ["computer_20251124", "computer-use-2025-11-24"],
  ["memory_20250818", "context-management-2025-06-27"],
  ["text_editor_20241022", "computer-use-2024-10-22"],
  ["text_editor_20250124", "computer-use-2025-01-24"],
  ["text_editor_20250429", "computer-use-2025-01-24"],
  ["web_fetch_20250910", "web-fetch-2025-09-10"],
  ["web_fetch_20260209", "code-execution-web-tools-2026-02-09"],
  ["web_search_20260209", "code-execution-web-tools-2026-02-09"],
]);

/** Undefined for tools of other providers and for those that this codec does not know. */
export function kindOf(tool: ProviderTool): ProviderToolKind | undefined {
  const [, owner, id = "", family = "", digits] = /^([^.]*)\.((.*)_(\d{8}))$/.exec(tool.id) ?? [];
  if (owner !== namespace || !known.has(family)) return undefined;
  const version = Number(digits);
  const oldEditor = family === "text_editor" && version < 20250429;
  return {
    family,
    type: id.replace(/^tool_search_/, "tool_search_tool_"),
    name: oldEditor ? "str_replace_editor" : (names.get(family) ?? family),
    version,
    beta: betas.get(id),
  };
}

export function runsCode(tools: CallOptions["tools"]): boolean {
  return kindsOf(tools).some(({ family }) => family === "code_execution");
}

/** Web tools that filter what they find with code: the server offers them a code execution of its own. */
export function impliesCodeExecution(tools: CallOptions["tools"]): boolean {
  const filters = ({ family, version }: ProviderToolKind): boolean =>
    family.startsWith("web_") && version >= 20260209;
  return kindsOf(tools).some(filters) && !runsCode(tools);
}

function kindsOf(tools: CallOptions["tools"] = []): ProviderToolKind[] {
  return tools.flatMap((tool) => (tool.type === "provider" ? (kindOf(tool) ?? []) : []));
}
