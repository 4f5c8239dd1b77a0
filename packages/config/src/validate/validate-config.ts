// Checks a substituted config against the schema. Loads zod: import it lazily.
import { bareIssues } from "@mayros/core/schema";
import { type ConfigIssue, placeFindings } from "../config-issue.ts";
import type { ConfigDocument } from "../source/config-document.ts";
import { configSchema } from "./config-schema.ts";
import { explainIssue } from "./explain-issue.ts";
import { knownKeys } from "./known-keys.ts";

/** No issues: `config` is a `Config`. Positions are those of `document`. */
export function validateConfig(config: unknown, document: ConfigDocument): ConfigIssue[] {
  const { error } = configSchema.safeParse(config, bareIssues);
  if (!error) return [];
  const findings = error.issues.flatMap((issue) =>
    explainIssue(issue, config, (path) => knownKeys(configSchema, path)),
  );
  return placeFindings(document, findings);
}
