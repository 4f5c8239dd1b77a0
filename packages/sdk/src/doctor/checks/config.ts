// What stands in mayros.json: every error, warning and note with its place. Pure.

import type { ConfigIssue } from "@mayros/config";
import { shellWord } from "@mayros/core";
import { type Facts, isInspected } from "../facts.ts";
import type { Problem } from "../finding.ts";

export function checkConfig({ config, stateError }: Facts): Problem[] {
  // One that can't be read is the business of `checkConfigFiles`.
  if (!isInspected(config)) return [];
  const problems = config.issues
    .filter((issue) => !isAboutMode(issue))
    .map((issue) => describeIssue(config.path, issue));
  if (stateError?.code === "MAYROS_CONFIG_INVALID") {
    problems.push({
      severity: "error",
      message: stateError.message,
      ...(stateError.hint === undefined ? {} : { command: stateError.hint }),
    });
  }
  if (problems.some(({ severity }) => severity === "error")) {
    const message = "plugins, models and keys are not looked at before the config is valid";
    return [...problems, { severity: "note", message }];
  }
  if (problems.length > 0) return problems;
  if (config.exists) return [{ severity: "ok", message: `${config.path} is valid` }];
  return [{ severity: "ok", message: `there is no ${config.path} yet, which is fine` }];
}

/** `checkConfigFiles` says it of every file, with its repair. */
function isAboutMode({ message }: ConfigIssue): boolean {
  return message.startsWith("other users can read it");
}

function describeIssue(file: string, issue: ConfigIssue): Problem {
  const { path, line, column, severity, message } = issue;
  const place = `${issue.file ?? file}:${line}:${column}`;
  const where = path === "" ? "" : `${path}: `;
  return {
    severity,
    message: `${place}: ${where}${message}`,
    ...adviceFor(issue),
  };
}

function adviceFor({ path, severity }: ConfigIssue): Pick<Problem, "command" | "hint"> {
  if (severity === "note") return {};
  return path === ""
    ? { hint: "mend it there; mayros config validate looks again" }
    : { hint: `mend it there, or remove it: mayros config unset ${shellWord(path)}` };
}
