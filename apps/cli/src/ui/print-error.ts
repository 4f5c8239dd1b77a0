// What happened, then what helps. Never a stack, never a secret.
import { exitCodes, MayrosError, redactSecrets } from "@mayros/core";
import { oneLine } from "./terminal.ts";
import { writeError, writeJson } from "./write-output.ts";

interface ErrorObject {
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

/** Prints an error and returns the exit code for it. With `json` it goes to stdout as an object, by `print`. */
export function printError(
  error: unknown,
  json: boolean,
  print: (object: ErrorObject) => void = writeJson,
): number {
  const known = MayrosError.isInstance(error);
  const text = error instanceof Error ? error.message : String(error);
  // Controls first: a key with one in its middle would not be recognised.
  const message = redactSecrets(oneLine(known ? text : `unexpected fault: ${text}`));
  const hint = known ? error.hint : "please report it; MAYROS_DEBUG=1 prints where it happened";
  if (json) {
    const code = known ? error.code : "MAYROS_INTERNAL";
    print({ error: { code, message, ...(hint === undefined ? {} : { hint }) } });
  } else {
    writeError(`error: ${message}\n${hint === undefined ? "" : `  next: ${oneLine(hint)}\n`}`);
  }
  if (!known && process.env.MAYROS_DEBUG === "1" && error instanceof Error) {
    writeError(`${redactSecrets(error.stack ?? "")}\n`);
  }
  return known ? error.exitCode : exitCodes.failed;
}
