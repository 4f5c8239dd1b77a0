// Whether a manifest's `files` names a path that the plugin's code wants to read. Pure.
import type { Environment } from "@mayros/core";

/**
 * A pattern is a path; or a double asterisk and a path's end, in which an asterisk is a part of one name; or `$NAME`, with or without more behind a slash, for what
 * that variable holds: programs let people say in one where a file is.
 */
export function namesFile(pattern: string, path: string, env: Environment): boolean {
  if (pattern.startsWith("**/")) return endsLike(path.replaceAll("\\", "/"), pattern.slice(2));
  const variable = /^\$(\w+)(\/.+)?$/.exec(pattern);
  if (!variable) return pattern === path;
  const [, name = "", rest = ""] = variable;
  const value = env[name]?.trim();
  if (!value) return false;
  return path === (rest === "" ? value : value.replace(/[\\/]+$/, "") + rest);
}

function endsLike(path: string, end: string): boolean {
  if (path.includes("/../")) return false;
  const parts = end.split("*").map((text) => text.replace(/[$()+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`${parts.join("[^/]*")}$`).test(path);
}
