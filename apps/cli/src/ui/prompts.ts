// Questions to a person at a terminal. Import this file dynamically: the prompt library is large and
// most runs ask nothing.
import { autocomplete, isCancel, password } from "@clack/prompts";

/** Asks without showing what is typed; undefined when the person cancels. */
export async function askSecret(message: string): Promise<string | undefined> {
  const answer = await password({ message, mask: "•" });
  return isCancel(answer) ? undefined : answer;
}

/** Asks for one of several; undefined when the person cancels. */
export async function askChoice<Value extends string>(
  message: string,
  options: readonly { value: Value; label: string; hint?: string }[],
): Promise<Value | undefined> {
  const answer = await autocomplete<string>({ message, options: [...options], maxItems: 12 });
  return isCancel(answer) ? undefined : (answer as Value);
}
