// A secret that was given by option: `-` reads stdin, `env:NAME` the environment. A literal works,
// with a warning: other programs can see command lines.
import { type Environment, MayrosError } from "@mayros/core";
import { canAsk } from "./ui/terminal.ts";
import { writeError } from "./ui/write-output.ts";

/** Throws MAYROS_USAGE when the variable is not set or stdin is empty. */
export async function readSecret(flag: string, value: string, env: Environment): Promise<string> {
  if (value === "-") return readSecretFromInput(flag);
  if (value.startsWith("env:")) {
    const name = value.slice("env:".length);
    const found = env[name];
    if (found) return found;
    if (name === "") {
      throw new MayrosError("MAYROS_USAGE", `${flag}: env: is followed by a variable's name`, {
        hint: `${flag} env:MY_KEY`,
      });
    }
    throw new MayrosError("MAYROS_USAGE", `${flag}: the variable ${name} is not set`, {
      hint: `export ${name}=... and try again`,
    });
  }
  writeError(
    `warning: a secret on the command line can be seen by other programs; use ${flag} env:NAME or ${flag} -\n`,
  );
  return value;
}

/** The value of an option that may be left out: then it is asked for unseen, or read from stdin if that is a pipe. */
export async function readGivenSecret(
  flag: string,
  value: string | undefined,
  env: Environment,
  question: string,
): Promise<string> {
  if (value !== undefined) return readSecret(flag, value, env);
  if (!canAsk()) return readSecretFromInput(flag);
  const { askSecret } = await import("./ui/prompts.ts");
  const secret = await askSecret(question);
  if (secret === undefined) throw new MayrosError("MAYROS_ABORTED", "nothing was stored");
  return secret;
}

/** The first line of stdin that is not empty; at a terminal it is asked for, for typing would show it. */
export async function readSecretFromInput(flag: string): Promise<string> {
  if (process.stdin.isTTY) {
    const { askSecret } = await import("./ui/prompts.ts");
    const secret = canAsk() ? await askSecret("API key") : undefined;
    if (secret !== undefined) return secret;
    throw new MayrosError("MAYROS_ABORTED", "nothing was stored");
  }
  const { text } = await import("node:stream/consumers");
  const line = (await text(process.stdin)).split(/\r?\n/).find((each) => each.trim() !== "");
  if (line !== undefined) return line.trim();
  throw new MayrosError("MAYROS_USAGE", `${flag}: nothing came on stdin`, {
    hint: `printf %s "$KEY" | mayros ... ${flag} -`,
  });
}
