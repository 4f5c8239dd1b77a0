// From typed words to an exit code: find the command, parse, run, report. The only place that turns
// errors into output.
import { exitCodes } from "@mayros/core";
import { createMayros } from "@mayros/sdk";
import { findCommand } from "./find-command.ts";
import { parseOptions } from "./parse-options.ts";
import { commandHelp, groupHelp } from "./ui/help.ts";
import { printError } from "./ui/print-error.ts";
import { writeError, writeOutput } from "./ui/write-output.ts";
import { version } from "./version.ts";

const wantsHelp = (typed: readonly string[]): boolean =>
  typed.includes("--help") || typed.includes("-h");

export async function runCommand(typed: readonly string[]): Promise<number> {
  const mayros = createMayros({
    version,
    onWarning: (message) => writeError(`warning: ${message}\n`),
  });
  try {
    const found = findCommand(typed);
    if (found.kind === "group") {
      writeOutput(groupHelp(found.words));
      const asked = found.words === "" || wantsHelp(found.rest);
      return asked ? exitCodes.ok : exitCodes.usage;
    }
    const { words } = found.entry;
    const { command } = await found.entry.load();
    const declared =
      typeof command.options === "function" ? await command.options(mayros) : command.options;
    if (wantsHelp(found.rest)) {
      writeOutput(commandHelp(found.entry, command, declared));
      return exitCodes.ok;
    }
    const { options, positionals } = parseOptions(words, found.rest, declared, command.positionals);
    const json = options.json === true;
    const code = await command.run({ mayros, options, positionals, env: process.env, json });
    return code ?? exitCodes.ok;
  } catch (error) {
    return printError(error, typed.includes("--json"));
  } finally {
    mayros.close();
  }
}
