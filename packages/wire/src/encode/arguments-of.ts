// The arguments of a tool call as JSON text, which is how OpenAI's two wire formats carry them.

/** Input that is JSON text already is not quoted twice. */
export function argumentsOf(input: unknown): string {
  if (typeof input === "string") {
    try {
      JSON.parse(input);
      return input;
    } catch {
      return input.trim() === "" ? "{}" : JSON.stringify(input);
    }
  }
  return JSON.stringify(input) ?? "{}";
}
