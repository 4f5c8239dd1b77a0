// The environment that everything reads: the process's own with `.env` under it, and under both what
// mayros.json's `env` block gives. The block never overrides a variable that is set.
import type { Environment } from "@mayros/core";
import type { Finding } from "./config-issue.ts";
import { isRecord } from "./is-record.ts";
import type { ConfigPath } from "./path/config-path.ts";
import { isSteering, steeringProblem } from "./steering-names.ts";
import { substituteText } from "./substitute.ts";

const NOT_VARIABLES = new Set(["vars", "shellEnv"]);

/**
 * `block` is the raw `env` section. Its values may refer to `env` and to each other;
 * one whose references are not all set is left out, as are empty ones.
 */
export function overlayEnv(env: Environment, block: unknown): Environment {
  const merged: Record<string, string | undefined> = { ...env };
  let pending = Object.entries(listVariables(block)).filter(([name]) => !env[name]);
  for (;;) {
    const waiting = pending.filter(([name, text]) => {
      const { value, unset } = substituteText(text, merged);
      if (unset.length > 0) return true;
      if (value !== "") merged[name] = value;
      return false;
    });
    if (waiting.length === pending.length) return merged;
    pending = waiting;
  }
}

/** What stands at `path` is an entry of the block that the process environment overrides. */
export function isOverridden(env: Environment, path: ConfigPath): boolean {
  const [section, ...inside] = path;
  const [name, ...rest] = inside[0] === "vars" ? inside.slice(1) : inside;
  return section === "env" && rest.length === 0 && name !== undefined && Boolean(env[name]);
}

/** A warning for each variable of the block that a config may not set. */
export function findSteering(block: unknown): Finding[] {
  if (!isRecord(block)) return [];
  const inVars = isRecord(block.vars) ? Object.keys(block.vars) : [];
  const paths = [
    ...inVars.map((name) => ["env", "vars", name]),
    ...Object.keys(block).map((name) => ["env", name]),
  ];
  return paths
    .filter((path) => isSteering(path.at(-1) ?? ""))
    .map((path) => ({ path, message: steeringProblem, severity: "warning", atKey: true }));
}

/** Names beside `vars` win over those in it. */
function listVariables(block: unknown): Record<string, string> {
  if (!isRecord(block)) return {};
  const inVars = isRecord(block.vars) ? Object.entries(block.vars) : [];
  const beside = Object.entries(block).filter(([name]) => !NOT_VARIABLES.has(name));
  const variables: Record<string, string> = {};
  for (const [name, value] of [...inVars, ...beside]) {
    if (typeof value === "string" && value !== "" && !isSteering(name)) variables[name] = value;
  }
  return variables;
}
