// `mayros config validate`: everything that is wrong with the config, with the place.
import { exitCodes } from "@mayros/core";
import { defineCommand } from "../../command.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  options: {},
  examples: ["mayros config validate", "mayros config validate --json"],
  async run({ mayros, json }) {
    const report = await mayros.config.validate();
    const code = report.valid ? exitCodes.ok : exitCodes.usage;
    if (json) {
      writeJson(report);
      return code;
    }
    for (const issue of report.issues) {
      const place = `${issue.file ?? report.path}:${issue.line}:${issue.column}`;
      const where = issue.path === "" ? "" : `${issue.path}: `;
      writeError(`${place}: ${issue.severity}: ${where}${issue.message}\n`);
    }
    const missing = report.exists ? "" : " (there is no file yet)";
    if (report.valid) writeOutput(`${report.path} is valid${missing}\n`);
    return code;
  },
});
