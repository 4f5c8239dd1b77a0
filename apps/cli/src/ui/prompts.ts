// Questions to a person at a terminal. Import this file dynamically: the prompt library is large and
// most runs ask nothing. The library writes to the terminal itself, so texts are cleaned here.
import { autocomplete, isCancel, password } from "@clack/prompts";
import { oneLine } from "./terminal.ts";

const END_OF_TRANSMISSION = 4;

/**
 * Runs a prompt on stderr; undefined when the person cancels. Ctrl-D counts as cancelling: the library
 * only closes its reader then, and would never come back.
 */
async function ask<Answer>(
  prompt: (options: {
    output: typeof process.stderr;
    signal: AbortSignal;
  }) => Promise<Answer | symbol>,
): Promise<Answer | undefined> {
  const end = new AbortController();
  const watch = (bytes: Buffer): void => {
    if (bytes.includes(END_OF_TRANSMISSION)) end.abort();
  };
  const stop = (): void => end.abort();
  process.stdin.on("data", watch).once("end", stop);
  try {
    const answer = await prompt({ output: process.stderr, signal: end.signal });
    return isCancel(answer) ? undefined : (answer as Answer);
  } finally {
    process.stdin.off("data", watch).off("end", stop);
  }
}

/** Asks without showing what is typed; undefined when the person cancels. */
export async function askSecret(message: string): Promise<string | undefined> {
  return ask<string>((options) => password({ ...options, message: oneLine(message), mask: "•" }));
}

/** Asks for one of several; undefined when the person cancels. */
export async function askChoice<Value extends string>(
  message: string,
  options: readonly { value: Value; label: string; hint?: string }[],
): Promise<Value | undefined> {
  const shown = options.map(({ value, label, hint }) => ({
    value,
    label: oneLine(label),
    ...(hint === undefined ? {} : { hint: oneLine(hint) }),
  }));
  return ask<Value>(
    (common) =>
      autocomplete<string>({
        ...common,
        message: oneLine(message),
        options: shown,
        maxItems: 12,
      }) as Promise<Value | symbol>,
  );
}
