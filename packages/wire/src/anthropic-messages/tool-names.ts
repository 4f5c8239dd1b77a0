// Callers name the provider's tools as they like; the wire has names of its own.
import { kindOf, type Tool } from "./provider-tools.ts";

export interface ToolNames {
  /** The caller's name of a tool of the wire. */
  ofCaller(wireName: string): string;
  /** The wire's name of a tool of the caller. */
  ofWire(name: string): string;
  /** The set that a tool stands for: its members are told in the input, as `action`. */
  toolset(name: string): string | undefined;
}

/** Where two tools claim a name, the later one has it. */
export function createToolNames(tools: readonly Tool[]): ToolNames {
  const callers = new Map<string, string>();
  const wires = new Map<string, string>();
  const toolsets = new Map<string, string>();
  for (const tool of tools) {
    const kind = tool.type === "provider" ? kindOf(tool) : undefined;
    if (!kind) continue;
    callers.set(kind.name, tool.name);
    wires.set(tool.name, kind.name);
    if (kind.family === "computer_toolset") toolsets.set(tool.name, kind.name);
  }
  return {
    ofCaller: (wireName) => callers.get(wireName) ?? wireName,
    ofWire: (name) => wires.get(name) ?? name,
    toolset: (name) => toolsets.get(name),
  };
}
