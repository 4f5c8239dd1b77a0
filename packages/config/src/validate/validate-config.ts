// Checks a substituted config against the schema. Loads zod: import it lazily.
import { type ConfigIssue, placeFindings } from "../config-issue.ts";
import type { Json5Node } from "../json5/json5-node.ts";
import { configSchema } from "./config-schema.ts";
import { explainIssue } from "./explain-issue.ts";
import { knownKeys } from "./known-keys.ts";

/** No issues: `config` is a `Config`. Positions are those of `tree`, the tree of `text`. */
export function validateConfig(config: unknown, text: string, tree: Json5Node): ConfigIssue[] {
  const { error } = configSchema.safeParse(config);
  if (!error) return [];
  const findings = error.issues.flatMap((issue) =>
    explainIssue(issue, config, (path) => knownKeys(configSchema, path)),
  );
  return placeFindings(text, tree, findings);
}
