// The JSON Schema of `mayros.plugin.json`, for editors: the zod schema that Mayros itself checks with, in the words of
// the declarations. What only code can check (that a path stays in the folder) is not in it.
import { manifestSchema } from "@mayros/core/schema";
import * as z from "zod/mini";
import { describeSchema, type JsonSchema } from "./describe-schema.ts";
import { readDeclarations } from "./read-interfaces.ts";

export const SCHEMA_FILE = "packages/core/schema/plugin-manifest.json";

export function makeManifestSchema(): JsonSchema {
  // Editors know this one best.
  const made = z.toJSONSchema(manifestSchema, { target: "draft-7", io: "input" }) as JsonSchema;
  describeSchema(made, "PluginManifest", readDeclarations());
  const { $schema, ...rest } = made;
  return {
    $schema,
    title: "mayros.plugin.json",
    description:
      "What a plugin of Mayros is: all that can be known of it without running its code.",
    ...rest,
  };
}
