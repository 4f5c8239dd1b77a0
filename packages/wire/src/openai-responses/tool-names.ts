// Tools that the server defines have a name on the wire and another that the caller gave: a conversation
// holds the caller's, requests and answers hold the wire's.
import type { CallOptions } from "@mayros/core";
import { namespace } from "./namespace.ts";

export type ProviderTool = Extract<NonNullable<CallOptions["tools"]>[number], { type: "provider" }>;

export interface ToolNames {
  /** What the caller calls the tool of this type. */
  readonly given: (type: string) => string;
  /** The type of the tool with this name; the name itself where it is no tool of the server's. */
  readonly typeOf: (name: string) => string;
  /** Whether the call offers a tool of this type. */
  readonly offers: (type: string) => boolean;
  /** Whether it is a tool that takes text instead of JSON. */
  readonly takesText: (name: string) => boolean;
}

/** The wire's name of a tool of this namespace. */
export function typeOfTool(tool: ProviderTool): string | undefined {
  const [owner, type] = tool.id.split(".");
  return owner === namespace ? type : undefined;
}

export function toolNamesOf(tools: CallOptions["tools"]): ToolNames {
  const givenTo = new Map<string, string>();
  const types = new Map<string, string>();
  const custom = new Set<string>();
  for (const tool of tools ?? []) {
    const type = tool.type === "provider" ? typeOfTool(tool) : undefined;
    if (type === undefined) continue;
    // The caller makes as many of these as it likes, with names that the server is told.
    if (type === "custom") custom.add(tool.name);
    else {
      givenTo.set(type, tool.name);
      types.set(tool.name, type);
    }
  }
  // Answers have one kind of item for both.
  const search = givenTo.get("web_search") ?? givenTo.get("web_search_preview");
  if (search !== undefined) givenTo.set("web_search", search);
  return {
    given: (type) => givenTo.get(type) ?? type,
    typeOf: (name) => types.get(name) ?? name,
    offers: (type) => types.size > 0 && givenTo.has(type),
    takesText: (name) => custom.has(name),
  };
}
