// Tells what is ours in a config from what belongs to a bigger program that shares the file. The rest
// is neither substituted nor validated, only warned about.
import { nearestName } from "@mayros/core";
import type { Finding } from "./config-issue.ts";
import { isRecord } from "./is-record.ts";
import { type ConfigPath, isForbiddenKey } from "./path/config-path.ts";

const SECTIONS = ["$schema", "agents", "models", "auth", "plugins", "env", "gateway", "meta"];
const AGENT_DEFAULTS = ["model", "imageModel", "models", "modelPolicy"];

/** What is there, or in it, is not ours; keys that no config may have are always ours to refuse. */
export function isForeignPath([section, agents, setting]: ConfigPath): boolean {
  if (section !== "agents" || agents === undefined) return isForeignIn(section, SECTIONS);
  return isForeignIn(agents, ["defaults"]) || isForeignIn(setting, AGENT_DEFAULTS);
}

function isForeignIn(key: string | number | undefined, known: readonly string[]): boolean {
  return key !== undefined && !known.includes(String(key)) && !isForbiddenKey(key);
}

export interface SplitConfig {
  readonly ours: unknown;
  readonly findings: Finding[];
}

export function splitForeign(raw: unknown): SplitConfig {
  const findings: Finding[] = [];
  const root = keep(raw, SECTIONS, []);
  if (!isRecord(root) || !isRecord(root.agents)) return { ours: root, findings };
  const agents = keep(root.agents, ["defaults"], ["agents"]);
  const defaults = keep(getDefaults(agents), AGENT_DEFAULTS, ["agents", "defaults"]);
  const ownAgents = defaults === undefined ? agents : { defaults };
  return { ours: { ...root, agents: ownAgents }, findings };

  function keep(value: unknown, known: string[], path: ConfigPath): unknown {
    if (!isRecord(value)) return value;
    const kept = Object.entries(value).filter(([key]) => {
      if (known.includes(key)) return true;
      findings.push(foreignFinding([...path, key], key, known));
      return false;
    });
    return Object.fromEntries(kept);
  }
}

function getDefaults(agents: unknown): unknown {
  return isRecord(agents) ? agents.defaults : undefined;
}

function foreignFinding(path: ConfigPath, key: string, known: string[]): Finding {
  const suggestion = nearestName(key, known);
  return {
    path,
    message: "is not something that Mayros reads; ignored",
    severity: "warning",
    atKey: true,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
