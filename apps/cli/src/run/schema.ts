// The JSON schema of `--schema`: JSON on the command line, or a file with it.
import { type JSONObject, MayrosError } from "@mayros/core";
import type { RunRequest } from "@mayros/sdk";
import { readBytes } from "./read-bytes.ts";

/** Throws MAYROS_USAGE for what is no object of JSON. */
export async function readSchema(given: string): Promise<RunRequest["responseFormat"]> {
  const inline = given.trim().startsWith("{");
  const text = inline ? given : new TextDecoder().decode(await readBytes("--schema", given));
  try {
    const schema: unknown = JSON.parse(text);
    if (isObject(schema)) return { type: "json", schema };
  } catch {
    // Said below.
  }
  const what = inline ? "the text" : given;
  throw new MayrosError("MAYROS_USAGE", `--schema: ${what} is no JSON schema`, {
    hint: `mayros run --schema '{"type":"object","properties":{"city":{"type":"string"}}}' ...`,
  });
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
