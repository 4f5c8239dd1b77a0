// What is made of the declarations of manifests: the JSON Schema that is published, and the page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatJson } from "../generate-models/format-json.ts";
import { makeManifestPage, PAGE_FILE } from "./manifest-page.ts";
import { makeManifestSchema, SCHEMA_FILE } from "./manifest-schema.ts";

export interface GeneratedText {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string;
}

export function manifestFiles(root: string): GeneratedText[] {
  const schema = makeManifestSchema();
  const texts = [
    [SCHEMA_FILE, formatJson(schema)],
    [PAGE_FILE, makeManifestPage(schema)],
  ] as const;
  return texts.map(([file, after]) => ({ file, after, before: readIfThere(join(root, file)) }));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
