// From typed words to an exit code: find the command, parse, run, report. The only place that turns
// errors into output.
import { exitCodes } from "@mayros/core";
import { createMayros, type Mayros } from "@mayros/sdk";
import type { Command } from "./command.ts";
import { type CommandEntry, commands, listPluginCommands } from "./commands.ts";
import { findCommand, mayBeOfPlugin, refuseMisplacedOption } from "./find-command.ts";
import { optionWords, parseOptions } from "./parse-options.ts";
import { commandHelp, groupHelp } from "./ui/help.ts";
import { printError } from "./ui/print-error.ts";
import { oneLine, textWidth } from "./ui/terminal.ts";
import { writeError, writeJson, writeJsonLine, writeOutput } from "./ui/write-output.ts";
import { version } from "./version.ts";

const asksHelp = (word: string): boolean => word === "--help" || word === "-h";

export async function runCommand(typed: readonly string[]): Promise<number> {
  // What plugins and their libraries print: stdout is the answer's alone.
  const { error: print } = console;
  Object.assign(console, { log: print, info: print, debug: print });
  let quiet = false;
  let jsonLines = false;
  const mayros = createMayros({
    version,
    onWarning(message) {
      if (!quiet) writeError(`warning: ${oneLine(message)}\n`);
    },
  });
  const listCommands = async (words: readonly string[]): Promise<readonly CommandEntry[]> =>
    mayBeOfPlugin(words) ? [...commands, ...(await listPluginCommands(mayros))] : commands;
  const asked = optionWords(typed);
  try {
    const help = asked.some(asksHelp);
    const table = await listCommands(typed);
    const found = findCommand(help ? asked.filter((word) => !asksHelp(word)) : typed, table);
    if (found.kind === "group") {
      if (!help) refuseMisplacedOption(found);
      writeOutput(groupHelp(found.words, textWidth(), table));
      return help || found.words === "" ? exitCodes.ok : exitCodes.usage;
    }
    // Hidden commands are asked by programs in the middle of something.
    quiet = found.entry.hidden === true;
    const { command } = await found.entry.load();
    jsonLines = command.jsonLines === true;
    if (help) return await printHelp(found.entry, command, mayros, table);
    const declared = { ...command.options, ...(await command.moreOptions?.(mayros)) };
    const { words } = found.entry;
    const { options, positionals } = parseOptions(words, found.rest, declared, command);
    const json = options.json === true;
    const { env } = process;
    const code = await command.run({ mayros, options, positionals, env, json, listCommands });
    return code ?? exitCodes.ok;
  } catch (error) {
    return printError(error, asked.includes("--json"), jsonLines ? writeJsonLine : writeJson);
  } finally {
    mayros.close();
    await mayros.settled();
  }
}

/** Help is there for everybody, also for whoever has to mend the config first. */
async function printHelp(
  entry: CommandEntry,
  command: Command,
  mayros: Mayros,
  table: readonly CommandEntry[],
): Promise<number> {
  let more = {};
  let problem: unknown;
  try {
    more = (await command.moreOptions?.(mayros)) ?? {};
  } catch (error) {
    problem = error;
  }
  const declared = { ...command.options, ...more };
  writeOutput(
    entry.shortFor === undefined
      ? commandHelp(entry, command, declared, textWidth())
      : groupHelp(entry.words, textWidth(), table, {
          shortFor: entry.shortFor,
          options: declared,
        }),
  );
  if (problem !== undefined) {
    writeError("\nThe options of plugins are missing above:\n");
    printError(problem, false);
  }
  return exitCodes.ok;
}
