// Help texts, made from the command table and the command's own declaration.
import type { Command, OptionDeclarations } from "../command.ts";
import { type CommandEntry, commands } from "../commands.ts";
import { everywhere } from "../parse-options.ts";
import { version } from "../version.ts";

/** `mayros --help` and `mayros models --help`. */
export function groupHelp(words: string): string {
  const prefix = words === "" ? "" : `${words} `;
  const entries = commands.filter((entry) => entry.words.startsWith(prefix));
  const lines =
    words === ""
      ? [`mayros ${version}: log in once, use any model from any tool`, ""]
      : [`mayros ${words}`, ""];
  lines.push("Commands", ...columns(entries.map((entry) => [entry.words, entry.summary])), "");
  if (words === "") {
    lines.push(
      "Examples",
      "  mayros onboard --auth-choice groq-api-key",
      '  mayros run "why is the sky blue?"',
      "  mayros models list --all",
      "",
    );
  }
  lines.push("Every command takes --json and --help.");
  return `${lines.join("\n")}\n`;
}

export function commandHelp(
  entry: CommandEntry,
  command: Command,
  declared: OptionDeclarations,
): string {
  const usage = command.usage ? ` ${command.usage}` : "";
  const options = Object.entries({ ...declared, ...everywhere }).map(([name, option]) => {
    const short = option.short ? `-${option.short}, ` : "";
    const value = option.type === "string" ? ` ${option.value ?? "<value>"}` : "";
    return [`${short}--${name}${value}`, option.help];
  });
  const lines = [`mayros ${entry.words}${usage}`, "", `${entry.summary}.`, ""];
  if (command.details) lines.push(command.details, "");
  lines.push("Options", ...columns(options), "", "Examples");
  lines.push(...command.examples.map((example) => `  ${example}`));
  return `${lines.join("\n")}\n`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([first = ""]) => first.length));
  return rows.map(([first = "", second = ""]) => `  ${first.padEnd(width)}  ${second}`);
}
