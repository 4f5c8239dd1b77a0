// Questions to a person at a terminal. Import this file dynamically: the prompt library is large and
// most runs ask nothing. The library writes to the terminal itself, so texts are cleaned here.
import { autocomplete, confirm, isCancel, password, select, text } from "@clack/prompts";
import { oneLine } from "./terminal.ts";

const END_OF_TRANSMISSION = 4;

export interface ShownOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Shown and found, and not to be picked. */
  readonly disabled?: boolean;
}

/**
 * Runs a prompt on stderr; undefined when the person cancels or the question is taken back. Ctrl-D counts as cancelling: the library
 * only closes its reader then, and would never come back.
 */
async function ask<Answer>(
  prompt: (options: {
    output: typeof process.stderr;
    signal: AbortSignal;
  }) => Promise<Answer | symbol>,
  takenBack?: AbortSignal,
): Promise<Answer | undefined> {
  if (takenBack?.aborted) return undefined;
  const end = new AbortController();
  const watch = (bytes: Buffer): void => {
    if (bytes.includes(END_OF_TRANSMISSION)) end.abort();
  };
  const stop = (): void => end.abort();
  process.stdin.on("data", watch).once("end", stop);
  takenBack?.addEventListener("abort", stop);
  try {
    const answer = await prompt({ output: process.stderr, signal: end.signal });
    return isCancel(answer) ? undefined : (answer as Answer);
  } finally {
    process.stdin.off("data", watch).off("end", stop);
    takenBack?.removeEventListener("abort", stop);
  }
}

/** Asks without showing what is typed; undefined when the person cancels. */
export async function askSecret(
  message: string,
  takenBack?: AbortSignal,
): Promise<string | undefined> {
  const answer = await ask<string | undefined>(async (options) => {
    const typed = await password({ ...options, message: oneLine(message), mask: "•" });
    return typed ?? ""; // nothing typed
  }, takenBack);
  return answer;
}

/** Asks for a line; `problem` says what is wrong with it, if anything. */
export async function askText(
  message: string,
  problem: (answer: string) => string | undefined,
  placeholder?: string,
  takenBack?: AbortSignal,
): Promise<string | undefined> {
  return ask<string>(
    (options) =>
      text({
        ...options,
        message: oneLine(message),
        validate: (answer) => problem((answer ?? "").trim()),
        ...(placeholder === undefined ? {} : { placeholder }),
      }),
    takenBack,
  );
}

export async function askYesNo(message: string, initialValue = true): Promise<boolean | undefined> {
  return ask<boolean>((options) =>
    confirm({ ...options, message: oneLine(message), initialValue }),
  );
}

/** Asks for one of a few. */
export async function askOne<Value extends string>(
  message: string,
  options: readonly ShownOption<Value>[],
): Promise<Value | undefined> {
  return ask<Value>(
    (common) =>
      select<string>({ ...common, message: oneLine(message), options: shown(options) }) as Promise<
        Value | symbol
      >,
  );
}

/** Asks for one of many, which typing narrows down; undefined when the person cancels. */
export async function askChoice<Value extends string>(
  message: string,
  options: readonly ShownOption<Value>[],
): Promise<Value | undefined> {
  return ask<Value>(
    (common) =>
      autocomplete<string>({
        ...common,
        message: oneLine(message),
        placeholder: "type to search",
        options: shown(options),
        maxItems: 12,
        filter: (search, option) =>
          hasWords(search, `${option.label} ${option.hint ?? ""} ${option.value}`),
      }) as Promise<Value | symbol>,
  );
}

/** Every word that was typed, in any order. */
function hasWords(search: string, found: string): boolean {
  const all = found.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function shown(
  options: readonly ShownOption<string>[],
): { value: string; label: string; hint?: string; disabled?: boolean }[] {
  return options.map(({ value, label, hint, disabled }) => ({
    value,
    label: oneLine(label),
    ...(hint === undefined ? {} : { hint: oneLine(hint) }),
    ...(disabled ? { disabled } : {}),
  }));
}
