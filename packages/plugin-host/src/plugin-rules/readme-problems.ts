// What people see on npm before they install: at least the command that uses the plugin.
import type { PluginFiles } from "./read-plugin-files.ts";

export function readmeProblems({ manifest, texts }: PluginFiles): string[] {
  const readme = texts.get("README.md") ?? "";
  if (readme.trim() === "") return ["README.md is missing or empty"];
  const names = Object.entries(manifest?.providers ?? {}).flatMap(([id, { authMethods }]) => [
    id,
    ...authMethods.flatMap(({ choice }) => choice ?? []),
  ]);
  if (names.length === 0) return [];
  const commands = readme.split("\n").filter((line) => /\bmayros /.test(line));
  if (names.some((name) => commands.some((line) => line.includes(name)))) return [];
  return [`README.md names no command for ${names[0]}: mayros run -m ${names[0]}/<model> "hello"`];
}
