// The JSON schema of `--schema`: JSON on the command line, or a file with it.
import { type JSONObject, MayrosError } from "@mayros/core";
import type { RunRequest } from "@mayros/sdk";
import { readBytes } from "./read-bytes.ts";

type SchemaRequest = Required<Pick<RunRequest, "responseFormat" | "providerOptions">>;

/**
 * Wires whose vendors have a strict mode refuse most schemas in it: every object must be closed, and every
 * property required. https://platform.openai.com/docs/guides/structured-outputs#supported-schemas (accessed 2026-11-28)
 */
const providerOptions: SchemaRequest["providerOptions"] = {
  "openai-completions": { strictJsonSchema: false },
  "openai-responses": { strictJsonSchema: false },
};

/** Throws MAYROS_USAGE for what is no object of JSON. */
export async function readSchema(given: string): Promise<SchemaRequest> {
  const inline = given.trim().startsWith("{");
  const text = inline ? given : new TextDecoder().decode(await readBytes("--schema", given));
  try {
    const schema: unknown = JSON.parse(text);
    if (isObject(schema)) return { responseFormat: { type: "json", schema }, providerOptions };
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
