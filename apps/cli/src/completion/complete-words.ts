// What could follow the words that somebody has typed, for the completion of shells. What an argument may
// be is declared at its command.
import type { Mayros } from "@mayros/sdk";
import type { Command, CommandEntry, Completion, OptionDeclarations } from "../command.ts";
import { everywhere } from "../parse-options.ts";
import { listFiles } from "./list-files.ts";
import { readLine } from "./read-line.ts";

export interface Candidate {
  /** The whole word. */
  readonly text: string;
  readonly about?: string;
}

/** `typed`: the words after `mayros`, the one being typed last, which may be empty. */
export async function completeWords(
  typed: readonly string[],
  commands: readonly CommandEntry[],
  mayros: Mayros,
): Promise<Candidate[]> {
  const before = typed.slice(0, -1);
  const word = typed.at(-1) ?? "";
  const visible = commands.filter(({ hidden }) => !hidden);
  const entry = findEntry(before, visible);
  const next = nextWords(before, visible);
  const following = entry ? await completeArguments(entry, before, word, mayros) : [];
  const candidates = [
    ...next,
    // Where words lead on, options are for who types a dash.
    ...(word === "" && next.length > 0 ? [] : following),
    ...(before.length === 0 && word.startsWith("-") ? topOptions : []),
  ];
  return candidates.filter(({ text }) => text.startsWith(word));
}

const topOptions: readonly Candidate[] = [
  { text: "--help", about: "Show this help" },
  { text: "--version", about: "Print the version" },
];

/** The command that the words begin with; of several the longest. */
function findEntry(
  before: readonly string[],
  commands: readonly CommandEntry[],
): CommandEntry | undefined {
  const line = `${before.join(" ")} `;
  return commands
    .filter(({ words }) => line.startsWith(`${words} `))
    .reduce<CommandEntry | undefined>(
      (best, each) => (best && best.words.length > each.words.length ? best : each),
      undefined,
    );
}

/** Words that lead on to a command. */
function nextWords(before: readonly string[], commands: readonly CommandEntry[]): Candidate[] {
  const prefix = before.map((word) => `${word} `).join("");
  const found = new Map<string, Candidate>();
  for (const { words, summary } of commands) {
    if (!words.startsWith(prefix)) continue;
    const [text = "", ...more] = words.slice(prefix.length).split(" ");
    if (text === "") continue;
    if (more.length === 0) found.set(text, { text, about: summary });
    else if (!found.has(text)) found.set(text, { text });
  }
  return [...found.values()];
}

async function completeArguments(
  entry: CommandEntry,
  before: readonly string[],
  word: string,
  mayros: Mayros,
): Promise<Candidate[]> {
  const { command } = await entry.load();
  const declared = { ...command.options, ...(await moreOptions(command, mayros)), ...everywhere };
  const line = readLine(before.slice(entry.words.split(" ").length), declared);
  if (line.pending !== undefined) return complete(declared[line.pending]?.complete, word, mayros);
  if (line.ended) return completeArgument(command, line.count, word, mayros);
  const [assigned, name = "", value = ""] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
  if (assigned !== undefined) {
    const values = await complete(declared[name]?.complete, value, mayros);
    return values.map((each) => ({ ...each, text: `--${name}=${each.text}` }));
  }
  const options = listOptions(declared, line.given);
  if (word.startsWith("-")) return options;
  const values = await completeArgument(command, line.count, word, mayros);
  const isFull = line.count >= (command.positionals?.max ?? 0);
  return values.length === 0 && word === "" && isFull ? options : values;
}

/** A config that is broken takes the options of plugins with it, and nothing else. */
async function moreOptions(command: Command, mayros: Mayros): Promise<OptionDeclarations> {
  try {
    return (await command.moreOptions?.(mayros)) ?? {};
  } catch {
    return {};
  }
}

function listOptions(declared: OptionDeclarations, given: ReadonlySet<string>): Candidate[] {
  return Object.entries(declared)
    .filter(([name, { multiple }]) => multiple || !given.has(name))
    .map(([name, { help }]) => ({ text: `--${name}`, about: help }));
}

async function completeArgument(
  command: Command,
  count: number,
  word: string,
  mayros: Mayros,
): Promise<Candidate[]> {
  if (count >= (command.positionals?.max ?? 0)) return [];
  const { complete: kinds = [] } = command;
  return complete(kinds[Math.min(count, kinds.length - 1)], word, mayros);
}

async function complete(
  kind: Completion | undefined,
  word: string,
  mayros: Mayros,
): Promise<Candidate[]> {
  if (kind === undefined) return [];
  const fixed = kind === "file" ? listFiles(word) : kind;
  if (typeof fixed !== "string") return fixed.map((text) => ({ text }));
  try {
    return await mayros.suggest(fixed, word);
  } catch {
    // Nobody asked for an error in the middle of typing; the command itself tells it.
    return [];
  }
}
