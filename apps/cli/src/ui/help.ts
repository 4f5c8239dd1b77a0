// Help texts, made from the command table and the command's own declaration, wrapped to a width.
import type { Command, CommandEntry, OptionDeclarations } from "../command.ts";
import { everywhere } from "../parse-options.ts";
import { version } from "../version.ts";
import { wrapText } from "./wrap-text.ts";

const INTRODUCTION = `mayros ${version}: log in once, use any model from any tool`;

const EVERYWHERE = "Every command takes --json and --help; options stand after the command.";

/** By the words of the group. */
const examples: Readonly<Record<string, readonly string[]>> = {
  "": [
    "mayros onboard",
    "mayros models auth login --provider openai-codex --set-default",
    'mayros run "why is the sky blue?"',
    "mayros models list --all",
  ],
  "models auth": [
    "mayros models auth add",
    "mayros models auth login --provider openai-codex --set-default",
    "mayros models auth list",
    "mayros models auth order set --provider openai-codex codex:work codex:home",
    "mayros models auth logout codex:home",
  ],
};

/** What the words of a group do when nothing follows them. */
export interface AloneHelp {
  /** The command that they are short for. */
  readonly shortFor: string;
  readonly options: OptionDeclarations;
}

/** `mayros --help` and `mayros models --help`. */
export function groupHelp(
  words: string,
  width: number,
  commands: readonly CommandEntry[],
  alone?: AloneHelp,
): string {
  const top = words === "";
  const prefix = top ? "" : `${words} `;
  const entries = commands.filter(
    ({ words: each, hidden, shortFor }) =>
      !hidden && shortFor === undefined && each.startsWith(prefix),
  );
  const rows = entries.map((entry): Row => [entry.words, entry.summary]);
  const lines = [top ? INTRODUCTION : `mayros ${words}`, "", "Commands", ...columns(rows, width)];
  lines.push("");
  const shown = examples[words] ?? [];
  if (shown.length > 0) {
    lines.push("Examples", ...shown.map((example) => `  ${example}`), "");
  }
  if (top) lines.push("mayros --version prints the version.");
  if (alone) {
    lines.push(`mayros ${words} alone is mayros ${alone.shortFor}, with its options`);
    lines.push(...columns(optionRows(alone.options), width), "");
  }
  lines.push(...wrapText(EVERYWHERE, width));
  return `${lines.join("\n")}\n`;
}

export function commandHelp(
  entry: CommandEntry,
  command: Command,
  declared: OptionDeclarations,
  width: number,
): string {
  const usage = command.usage ? ` ${command.usage}` : "";
  const lines = [`mayros ${entry.words}${usage}`, "", `${entry.summary}.`, ""];
  if (command.details) lines.push(...wrapText(command.details, width), "");
  const options = optionRows({ ...declared, ...everywhere });
  lines.push("Options", ...columns(options, width), "", "Examples");
  lines.push(...command.examples.map((example) => `  ${example}`));
  return `${lines.join("\n")}\n`;
}

type Row = readonly [first: string, second: string];

function optionRows(options: OptionDeclarations): Row[] {
  return Object.entries(options).map(([name, option]): Row => {
    const short = option.short ? `-${option.short}, ` : "";
    const value = option.type === "string" ? ` ${option.value ?? "<value>"}` : "";
    return [`${short}--${name}${value}`, option.help];
  });
}

/** Room that the second column needs to be pleasant; with less it goes under the first. */
const READABLE = 28;

function columns(rows: readonly Row[], width: number): string[] {
  const indent = Math.max(...rows.map(([first]) => first.length)) + 4;
  return rows.flatMap(([first, second]) => {
    if (width - indent < READABLE) {
      return [`  ${first}`, ...wrapText(second, width - 6).map((line) => `      ${line}`)];
    }
    const [line = "", ...more] = wrapText(second, width - indent);
    return [
      `${`  ${first}`.padEnd(indent)}${line}`,
      ...more.map((next) => `${" ".repeat(indent)}${next}`),
    ];
  });
}
