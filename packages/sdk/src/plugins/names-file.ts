// Whether a manifest's `files` names a path that the plugin's code wants to read. Pure.
import type { Environment } from "@mayros/core";

/**
 * A pattern is a path; or a double asterisk and a path's end; or `$NAME`, with or without more behind a slash, for what
 * that variable holds: programs let people say in one where a file is.
 */
export function namesFile(pattern: string, path: string, env: Environment): boolean {
  if (pattern.startsWith("**/")) return path.endsWith(pattern.slice(2)) && !path.includes("/../");
  const variable = /^\$(\w+)(\/.+)?$/.exec(pattern);
  if (!variable) return pattern === path;
  const [, name = "", rest = ""] = variable;
  const value = env[name]?.trim();
  if (!value) return false;
  return path === (rest === "" ? value : value.replace(/[\\/]+$/, "") + rest);
}
