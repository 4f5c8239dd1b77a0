// What a plugin owes to those who meet it when its vendor has ended or forbids what it does.
import type { PluginFiles } from "./read-plugin-files.ts";

export function statusProblems({ manifest }: PluginFiles): string[] {
  const { status = "active", notice, successor, providers = {} } = manifest ?? {};
  const problems: string[] = [];
  if (status !== "active" && notice === undefined) {
    problems.push(`notice is missing: its status is "${status}", and people have to be told why`);
  }
  if (status === "retired" && successor === undefined) {
    problems.push("successor is missing: say what to use instead of a retired plugin");
  }
  if (successor !== undefined && (successor === manifest?.id || successor in providers)) {
    problems.push(`successor is the plugin itself: ${successor}`);
  }
  return problems;
}
