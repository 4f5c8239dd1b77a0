// Questions to a person at a terminal. The prompt library is loaded only when something is asked.

/** Asks without showing what is typed; undefined when the person cancels. */
export async function askSecret(message: string): Promise<string | undefined> {
  const { isCancel, password } = await import("@clack/prompts");
  const answer = await password({ message, mask: "•" });
  return isCancel(answer) ? undefined : answer;
}

/** Asks for one of several; undefined when the person cancels. */
export async function askChoice<Value extends string>(
  message: string,
  options: readonly { value: Value; label: string; hint?: string }[],
): Promise<Value | undefined> {
  const { autocomplete, isCancel } = await import("@clack/prompts");
  const answer = await autocomplete<string>({ message, options: [...options], maxItems: 12 });
  return isCancel(answer) ? undefined : (answer as Value);
}
