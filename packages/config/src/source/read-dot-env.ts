// `<stateDir>/.env`: variables for Mayros alone, for who does not want keys in the shell's profile. The
// working folder's `.env` is never read: it comes with whatever somebody checked out.
import type { ConfigIssue } from "../config-issue.ts";
import { isSteering, steeringProblem } from "../steering-names.ts";
import { tryRead } from "./read-source.ts";

export interface DotEnv {
  readonly variables: Readonly<Record<string, string>>;
  readonly issues: readonly ConfigIssue[];
}

export interface DotEnvFile {
  readonly path: string;
  readonly read: (path: string) => string | undefined;
  /** Somebody else than the owner may read it. */
  readonly isOpen: (path: string) => boolean;
}

/** Never throws: a file that cannot be read is warned about. */
export function readDotEnv({ path, read, isOpen }: DotEnvFile): DotEnv {
  const found = tryRead(read, path);
  const warning = (message: string, line = 1): ConfigIssue => {
    return { file: path, path: "", line, column: 1, message, severity: "warning" };
  };
  if ("problem" in found) return { variables: {}, issues: [warning(found.problem)] };
  if (found.text === undefined) return { variables: {}, issues: [] };
  // Loaded only here: most people have no such file.
  // Notepad begins a file with a byte order mark, which would be a part of the first name.
  const text = found.text.replace(/^\uFEFF/, "");
  const parsed = process.getBuiltinModule("node:util").parseEnv(text);
  const issues: ConfigIssue[] = [];
  if (isOpen(path)) issues.push(warning(`other users can read it; run: chmod 600 ${path}`));
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (!isSteering(name)) variables[name] = value ?? "";
    else issues.push(warning(`${name} ${steeringProblem}`, lineOf(text, name)));
  }
  return { variables, issues };
}

function lineOf(text: string, name: string): number {
  const lines = text.split(/\r\n|\n|\r/);
  const isOf = (line: string): boolean => line.split("=", 1)[0]?.trim() === name;
  return 1 + lines.findLastIndex((line) => isOf(line.replace(/^\s*export\s+/, "")));
}
