// A value of `config set`: what was typed, or everything that comes on stdin.
import { MayrosError } from "@mayros/core";
import { readSecretFromInput } from "./read-secret.ts";

/** `-` reads stdin; at a terminal it is asked for without showing it. */
export async function readValue(typed: string): Promise<string> {
  if (typed !== "-") return typed;
  if (process.stdin.isTTY) return readSecretFromInput("the value");
  const { text } = await import("node:stream/consumers");
  const value = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (value.trim() !== "") return value;
  throw new MayrosError("MAYROS_USAGE", "nothing came on stdin", {
    hint: 'printf %s "$VALUE" | mayros config set <path> -',
  });
}
