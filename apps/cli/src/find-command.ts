// From typed words to a command. Pure.
import { MayrosError, nearestName } from "@mayros/core";
import { type CommandEntry, commands } from "./commands.ts";

export type FoundCommand =
  | { readonly kind: "command"; readonly entry: CommandEntry; readonly rest: readonly string[] }
  /** A word or words that begin several commands, or none at all. */
  | { readonly kind: "group"; readonly words: string; readonly rest: readonly string[] };

/** Throws MAYROS_USAGE for words that begin no command. */
export function findCommand(typed: readonly string[]): FoundCommand {
  const flag = typed.findIndex((word) => word.startsWith("-"));
  const leading = flag < 0 ? typed : typed.slice(0, flag);
  let group = 0;
  for (let count = 1; count <= leading.length; count++) {
    const words = leading.slice(0, count).join(" ");
    const entry = commands.find((each) => each.words === words);
    if (entry) return { kind: "command", entry, rest: typed.slice(count) };
    if (!commands.some((each) => each.words.startsWith(`${words} `))) break;
    group = count;
  }
  const words = leading.slice(0, group).join(" ");
  const next = leading[group];
  if (next === undefined) return { kind: "group", words, rest: typed.slice(group) };
  throw unknownCommand(words, next);
}

function unknownCommand(group: string, word: string): MayrosError {
  const prefix = group === "" ? "" : `${group} `;
  const candidates = commands
    .filter((entry) => entry.words.startsWith(prefix))
    .map((entry) => entry.words.slice(prefix.length).split(" ")[0] ?? "");
  const nearest = nearestName(word, new Set(candidates));
  return new MayrosError(
    "MAYROS_USAGE",
    `there is no command "mayros ${prefix}${word}"${nearest ? `; did you mean "mayros ${prefix}${nearest}"?` : ""}`,
    { hint: `mayros ${prefix}--help` },
  );
}
