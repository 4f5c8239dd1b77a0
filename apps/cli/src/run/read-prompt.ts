// The prompt of `mayros run`: the words, stdin, or both.
import { MayrosError } from "@mayros/core";

const EXAMPLE = 'mayros run "why is the sky blue?"';

/**
 * `-` among the words stands for stdin, as no words at all do. Throws MAYROS_USAGE without a prompt, and
 * where stdin is a file that is sent along.
 */
export async function readPrompt(
  positionals: readonly string[],
  files: readonly string[] = [],
): Promise<string> {
  const words = positionals.length > 0 ? positionals : ["-"];
  if (!words.includes("-")) return checkPrompt(words.join(" "), "the prompt is empty", EXAMPLE);
  if (files.includes("-")) {
    throw new MayrosError("MAYROS_USAGE", "stdin is the file and can't be the prompt, too", {
      hint: 'mayros run --file - "what is it?"',
    });
  }
  if (process.stdin.isTTY) {
    throw new MayrosError("MAYROS_USAGE", "there is no prompt", { hint: EXAMPLE });
  }
  const { readInputText } = await import("./files.ts");
  const input = (await readInputText()).trim();
  const content = words.map((word) => (word === "-" ? input : word)).join(" ");
  return checkPrompt(content, "the prompt on stdin is empty", 'echo "hello" | mayros run');
}

function checkPrompt(content: string, problem: string, hint: string): string {
  if (content.trim() !== "") return content;
  throw new MayrosError("MAYROS_USAGE", problem, { hint });
}
