// The next step of a config path, from what the file has. Only names of keys: values may be secrets. Pure.
import { formatPath } from "@mayros/config";

type Step = string | number;

/** `written`: the config as it stands in the file. Paths that go on from `typed`, a level at a time. */
export function suggestConfigPaths(written: unknown, typed: string): string[] {
  const found = pathsFrom(written, [], typed);
  const [only] = found;
  // With nothing to choose the shell would end the word here, and the way down would be lost.
  if (found.length === 1 && only !== undefined && only !== typed) {
    return pathsFrom(written, [], only);
  }
  return found;
}

function pathsFrom(value: unknown, path: readonly Step[], typed: string): string[] {
  return childrenOf(value).flatMap(([step, child]) => {
    const childPath = [...path, step];
    const text = formatPath(childPath);
    if (text === typed) return [text, ...pathsFrom(child, childPath, typed)];
    if (text.startsWith(typed)) return [text];
    return typed.startsWith(text) ? pathsFrom(child, childPath, typed) : [];
  });
}

function childrenOf(value: unknown): [Step, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
