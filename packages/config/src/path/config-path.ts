// Paths into a config, as people type them: `models.providers[0].x['a.b']`.
import { MayrosError } from "@mayros/core";

/** Keys, and indexes of arrays. */
export type ConfigPath = readonly (string | number)[];

const SEGMENT =
  /^(?:(?<dot>\.?)(?<name>[^.[\]'"\s\\]+)|\[(?<index>\d{1,9})\]|\[(?<quote>['"])(?<quoted>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>\])/su;

/** True for keys that would reach into the prototype of an object. */
export function isForbiddenKey(key: string | number): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

/** Throws MAYROS_CONFIG_PATH_INVALID for paths that are empty, broken or reach into the prototype. */
export function parsePath(text: string): (string | number)[] {
  const path: (string | number)[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const match = SEGMENT.exec(rest);
    const { dot, name, index, quoted } = match?.groups ?? {};
    const dotIsRight = name === undefined || (dot === ".") === path.length > 0;
    if (!match || !dotIsRight) throw invalidPath(text, `cannot be read from ${rest}`);
    if (name !== undefined) path.push(name);
    else if (index !== undefined) path.push(Number(index));
    else path.push((quoted ?? "").replace(/\\(.)/gsu, "$1"));
    rest = rest.slice(match[0].length);
  }
  if (path.length === 0) throw invalidPath(text, "is empty");
  return checkPath(path);
}

/** The given path; throws MAYROS_CONFIG_PATH_INVALID where it reaches into the prototype. */
export function checkPath<T extends ConfigPath>(path: T): T {
  if (path.length === 0) throw invalidPath("", "is empty");
  const forbidden = path.find(isForbiddenKey);
  if (forbidden === undefined) return path;
  throw invalidPath(formatPath(path), `goes through "${forbidden}", which is not allowed`);
}

/** What `parsePath` reads back into the same path. */
export function formatPath(path: ConfigPath): string {
  return path.map(formatSegment).join("").replace(/^\./, "");
}

function formatSegment(segment: string | number): string {
  if (typeof segment === "number") return `[${segment}]`;
  if (/^[\w$-]+$/.test(segment)) return `.${segment}`;
  return `['${segment.replace(/[\\']/g, "\\$&")}']`;
}

const HINT = "write paths like models.providers.x.models[0].id or agents.defaults.models['a/b']";

export function invalidPath(path: string, problem: string, { hint = HINT } = {}): MayrosError {
  return new MayrosError("MAYROS_CONFIG_PATH_INVALID", `config path "${path}" ${problem}`, {
    hint,
  });
}

/** For a path through a key that its object has twice: no command could tell which one is meant. */
export function ambiguousPath(path: ConfigPath, depth: number): MayrosError {
  const here = formatPath(path.slice(0, depth)) || "the file";
  return invalidPath(formatPath(path), `is ambiguous: ${here} has "${path[depth]}" twice`, {
    hint: "remove one of the two in an editor; mayros config validate names its line",
  });
}
