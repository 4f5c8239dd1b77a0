// `mayros doctor`: what is wrong on this machine, and the command that mends it.
import { exitCodes } from "@mayros/core";
import type { CheckName, Finding } from "@mayros/sdk";
import { defineCommand } from "../command.ts";
import { plural } from "../ui/plural.ts";
import { oneLine } from "../ui/terminal.ts";
import { writeJson, writeOutput } from "../ui/write-output.ts";

const titles: Readonly<Record<CheckName, string>> = {
  config: "Config",
  files: "Config files",
  state: "State folder",
  databases: "Logins",
  secrets: "Secrets elsewhere",
  plugins: "Plugins",
  stale: "Left-overs",
  models: "Models",
  keys: "Keys",
  clock: "Clock",
  runtime: "Program",
};

export const command = defineCommand({
  options: {
    fix: { type: "boolean", help: "Repair what can be repaired without a loss" },
    "restore-auth": {
      type: "boolean",
      help: "Put the newest good backup in the place of a damaged store of logins",
    },
    yes: { type: "boolean", help: "With --restore-auth: do not ask" },
  },
  details:
    "Looks at the config, the state folder, stored logins, plugins, models, keys and the clock. Asks no network, and changes nothing without --fix; a damaged database is not touched without --restore-auth, which keeps it beside the new one. Exits with 1 if something does not work, with 2 if the config is invalid.",
  examples: [
    "mayros doctor",
    "mayros doctor --fix",
    "mayros doctor --json",
    "mayros doctor --restore-auth",
  ],
  async run({ mayros, options, json }) {
    if (options["restore-auth"]) {
      const { restoreAuth } = await import("../doctor/restore-auth.ts");
      return restoreAuth(mayros, { json, yes: options.yes === true });
    }
    const findings = await mayros.doctor({ fix: options.fix });
    if (json) writeJson({ ...count(findings), findings });
    else printFindings(findings, options.fix === true);
    return exitCodeOf(findings);
  },
});

function exitCodeOf(findings: readonly Finding[]): number {
  const errors = findings.filter(({ severity, fixed }) => severity === "error" && !fixed);
  if (errors.some(({ check }) => check === "config")) return exitCodes.usage;
  return errors.length > 0 ? exitCodes.failed : exitCodes.ok;
}

interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly fixed: number;
}

function count(findings: readonly Finding[]): Counts {
  const open = findings.filter(({ fixed }) => !fixed);
  return {
    errors: open.filter(({ severity }) => severity === "error").length,
    warnings: open.filter(({ severity }) => severity === "warning").length,
    fixed: findings.length - open.length,
  };
}

function printFindings(findings: readonly Finding[], isFixing: boolean): void {
  let last: CheckName | undefined;
  const lines: string[] = [];
  for (const finding of findings) {
    if (finding.check !== last) lines.push(titles[finding.check]);
    last = finding.check;
    lines.push(...describe(finding, isFixing));
  }
  lines.push("", summary(count(findings)));
  writeOutput(lines.map((line) => `${line}\n`).join(""));
}

function describe({ severity, message, fix, fixed }: Finding, isFixing: boolean): string[] {
  const label = fixed ? "fixed" : severity;
  const line = `  ${label.padEnd(8)}${oneLine(message)}`;
  if (!fix) return [line];
  if (fixed) return [line, ...(fix.command ? [`          done: ${oneLine(fix.command)}`] : [])];
  const ways = [
    // It was tried already, or it can't be done.
    ...(fix.automatic && !isFixing ? ["mayros doctor --fix"] : []),
    ...[fix.command ?? fix.hint ?? []].flat(),
  ];
  return [line, ...(ways.length > 0 ? [`          fix: ${oneLine(ways.join(", or "))}`] : [])];
}

function summary({ errors, warnings, fixed }: Counts): string {
  const parts = [
    plural(errors, "error"),
    plural(warnings, "warning"),
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
  ];
  return errors + warnings + fixed === 0 ? "nothing is wrong" : parts.join(", ");
}
