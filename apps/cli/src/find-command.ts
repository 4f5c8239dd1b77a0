// From typed words to a command. Pure.
import { MayrosError, nearestName } from "@mayros/core";
import { type CommandEntry, commands } from "./commands.ts";
import { everywhere } from "./parse-options.ts";
import { quoteWord } from "./quote-word.ts";

export interface CommandGroup {
  readonly kind: "group";
  readonly words: string;
  /** Empty, or it begins with an option. */
  readonly rest: readonly string[];
}

export type FoundCommand =
  | { readonly kind: "command"; readonly entry: CommandEntry; readonly rest: readonly string[] }
  /** A word or words that begin several commands, or none at all. */
  | CommandGroup;

/** The longest words that are a command. Throws MAYROS_USAGE for words that begin none. */
export function findCommand(
  typed: readonly string[],
  table: readonly CommandEntry[] = commands,
): FoundCommand {
  const findEntry = (words: string): CommandEntry | undefined =>
    table.find((each) => each.words === words);
  const beginsCommand = (words: string): boolean =>
    table.some((each) => each.words.startsWith(`${words} `));
  const flag = typed.findIndex((word) => word.startsWith("-"));
  const leading = flag < 0 ? typed : typed.slice(0, flag);
  let group = 0;
  for (let count = 1; count <= leading.length; count++) {
    const words = leading.slice(0, count).join(" ");
    const beginsOthers = beginsCommand(words);
    const entry = beginsOthers ? undefined : findEntry(words);
    if (entry) return { kind: "command", entry, rest: typed.slice(count) };
    if (!beginsOthers) break;
    group = count;
  }
  const words = leading.slice(0, group).join(" ");
  const next = leading[group];
  if (next !== undefined) throw unknownCommand(words, next, table);
  const rest = typed.slice(group);
  // Words that begin others may be a command by themselves, unless an option got between the words.
  const goesOn = rest.some(
    (word) => beginsCommand(`${words} ${word}`) || findEntry(`${words} ${word}`),
  );
  const entry = goesOn ? undefined : findEntry(words);
  return entry ? { kind: "command", entry, rest } : { kind: "group", words, rest };
}

/** It may be a command that a plugin names, or a list of commands that has those. */
export function mayBeOfPlugin(typed: readonly string[]): boolean {
  const words = typed.filter((word) => !word.startsWith("-"));
  const [first, second, third] = words;
  if (first !== "models") return false;
  if (second === undefined) return typed.length > 1; // models --help
  if (second !== "auth") return false;
  return !commands.some((each) => `${each.words} `.startsWith(`models auth ${third} `));
}

function unknownCommand(group: string, word: string, table: readonly CommandEntry[]): MayrosError {
  const prefix = group === "" ? "" : `${group} `;
  const candidates = table
    .filter((entry) => entry.words.startsWith(prefix))
    .map((entry) => entry.words.slice(prefix.length).split(" ")[0] ?? "");
  const nearest = nearestName(word, new Set(candidates));
  const elsewhere = nearest ? undefined : wordElsewhere(word, table);
  const meant = nearest ? `${prefix}${nearest}` : elsewhere;
  const hint = elsewhere ? `mayros ${elsewhere} --help` : `mayros ${prefix}--help`;
  // Several words in one are a question that lacks its command.
  const question = group === "" && /\S\s+\S/.test(word);
  return new MayrosError(
    "MAYROS_USAGE",
    `there is no command "mayros ${prefix}${word}"${meant === undefined ? "" : `; did you mean "mayros ${meant}"?`}`,
    { hint: question ? `mayros run ${quoteWord(word)}` : hint },
  );
}

/** Words that end with this one, where there is one such command or group: `mayros login`. */
function wordElsewhere(word: string, table: readonly CommandEntry[]): string | undefined {
  const all = table.filter(({ hidden }) => !hidden).map(({ words }) => words.split(" "));
  const groups = all.flatMap((words) => words.map((_, index) => words.slice(0, index + 1)));
  const found = groups.filter((words) => words.at(-1) === word).map((words) => words.join(" "));
  const [only, ...others] = new Set(found);
  return others.length === 0 ? only : undefined;
}

/** Options belong to a command and stand after it. Throws MAYROS_USAGE when `rest` begins with one. */
export function refuseMisplacedOption({ words, rest }: CommandGroup): void {
  const [option, ...others] = rest;
  if (option === undefined) return;
  const prefix = words === "" ? "" : `${words} `;
  const refuse = (message: string, hint = `mayros ${prefix}--help`): never => {
    throw new MayrosError("MAYROS_USAGE", message, { hint });
  };
  if (option === "--version" || option === "-v") {
    refuse(`${option} stands alone`, "mayros --version");
  }
  const name = option.replace(/^-+/, "");
  if (option.startsWith("--") && Object.hasOwn(everywhere, name)) {
    const command = commandAfter([...words.split(" ").filter(Boolean), ...others]);
    refuse(
      `${option} stands before the command; options stand after it`,
      command && `mayros ${command} ${option}`,
    );
  }
  const nearest = nearestName(name, [...Object.keys(everywhere), "version"]);
  const guess = nearest
    ? `did you mean --${nearest}?`
    : "the options of a command stand after its words";
  refuse(`unknown option ${option}; ${guess}`);
}

/** The command that was meant, when the option is put aside. */
function commandAfter(typed: readonly string[]): string | undefined {
  const line = `${typed.join(" ")} `;
  const meant = commands.filter(({ words }) => line.startsWith(`${words} `));
  return meant.toSorted((a, b) => b.words.length - a.words.length)[0]?.words;
}
