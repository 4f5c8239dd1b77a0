// Who may read the config file and those beside it: they may hold keys. Pure.

import { dirname } from "node:path";
import { shellWord } from "@mayros/core";
import { type Facts, type FileFacts, isInspected } from "../facts.ts";
import type { Problem } from "../finding.ts";
import { describeMode, isOpenToOthers } from "../modes.ts";

export function checkConfigFiles(facts: Facts): Problem[] {
  const { config, configFiles } = facts;
  const problems = configFiles.flatMap((file) => checkFile(file, facts));
  if (!isInspected(config)) {
    const { message, hint } = config;
    problems.unshift({ severity: "error", message, ...(hint === undefined ? {} : { hint }) });
  }
  if (problems.length > 0 || configFiles.length === 0) return problems;
  const names = configFiles.map(({ path }) => path).join(", ");
  return [{ severity: "ok", message: `only you can read ${names}` }];
}

function checkFile(file: FileFacts, { uid, locations }: Facts): Problem[] {
  const { path, mode } = file;
  if (uid === undefined || file.kind !== "file" || !isOpenToOthers(mode)) return [];
  const message = `${path} is open to other users (${describeMode(mode)})`;
  const command = `chmod 600 ${shellWord(path)}`;
  // Somebody else's file stays as its owner made it, and what is included from elsewhere may be shared.
  const isOurs = path === locations.configPath || dirname(path) === locations.stateDir;
  if (!isOurs) return [{ severity: "note", message, command }];
  if (file.uid !== uid) return [{ severity: "warning", message, command }];
  return [{ severity: "warning", message, command, repair: { kind: "chmod", path, mode: 0o600 } }];
}
