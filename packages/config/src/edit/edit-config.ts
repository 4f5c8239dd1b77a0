// Changes mayros.json on disk: edits its text, proves the edit, and replaces the file only if nobody
// else changed it meanwhile.
import { type Environment, MayrosError } from "@mayros/core";
import type { ConfigIssue } from "../config-issue.ts";
import { type Interpretation, interpretConfig } from "../interpret-config.ts";
import { invalidConfig, isError, refusedEdit } from "../invalid-config.ts";
import { isBlank } from "../json5/is-blank.ts";
import type { Locations } from "../locate.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { listIssues } from "../read-config.ts";
import { readConfigFile } from "../read-config-file.ts";
import { setValue } from "./set-value.ts";
import { verifyEdit } from "./verify-edit.ts";

export interface ConfigEdit {
  readonly path: ConfigPath;
  readonly value: unknown;
}

/** Edits, or what makes them of the raw value; called again when the file has changed meanwhile. */
export type ConfigEdits = readonly ConfigEdit[] | ((value: unknown) => readonly ConfigEdit[]);

export interface EditedConfig {
  /** The file that holds the config, symbolic links followed. */
  readonly path: string;
  /** false: every value was already there, and nothing was written. */
  readonly changed: boolean;
  /** What the file holds now. */
  readonly text: string;
  /** Of the whole config as it is now. */
  readonly warnings: readonly ConfigIssue[];
}

interface Draft {
  readonly before: string | undefined;
  readonly text: string;
  readonly warnings: readonly ConfigIssue[];
}

const ATTEMPTS = 10;

/**
 * Applies the edits in order, all or none. An already invalid config may be edited as long as no new
 * error comes in. Throws MAYROS_CONFIG_INVALID, _PATH_INVALID, _UNWRITABLE (the old file is intact),
 * _CHANGED (somebody else kept changing it), and MAYROS_STATE_UNREADABLE.
 */
export async function editConfig(
  { configPath }: Locations,
  env: Environment,
  edits: ConfigEdits,
): Promise<EditedConfig> {
  // Loaded here because this module is also loaded by programs that only read.
  const { followLinks, writeConfigFile } = await import("./write-config-file.ts");
  const { withConfigLock } = await import("./config-lock.ts");
  const path = await followLinks(configPath);
  let draft = await draftEdit(path, env, edits);
  if (isUnchanged(draft)) return report(path, draft);
  return withConfigLock(path, async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const isWritten = await writeConfigFile(path, draft.text, draft.before);
      if (isWritten) return { ...report(path, draft), changed: true };
      draft = await draftEdit(path, env, edits);
      if (isUnchanged(draft)) return report(path, draft);
    }
    const message = `${path} changed ${ATTEMPTS} times while it was being edited`;
    throw new MayrosError("MAYROS_CONFIG_CHANGED", message, { hint: "try again" });
  });
}

function isUnchanged({ before, text }: Draft): boolean {
  return text === (before ?? "");
}

function report(path: string, { text, warnings }: Draft): EditedConfig {
  return { path, changed: false, text, warnings };
}

async function draftEdit(path: string, env: Environment, edits: ConfigEdits): Promise<Draft> {
  const before = readConfigFile(path);
  const isEmpty = before === undefined || isBlank(before);
  const original = interpretConfig(isEmpty ? "{}" : before, env);
  if (!original.tree) throw invalidConfig(path, original.issues);
  const wanted = typeof edits === "function" ? edits(original.value) : edits;
  let text = before ?? "";
  for (const edit of wanted) {
    const edited = setValue(text, edit.path, edit.value);
    if (edited !== text) await verifyEdit(text, edited, edit.path, edit.value);
    text = edited;
  }
  if (text === (before ?? "")) {
    return { before, text, warnings: original.issues.filter(isWarning) };
  }
  const oldIssues = await listIssues(isEmpty ? "{}" : before, original);
  const result = interpretConfig(text, env);
  return { before, text, warnings: await checkResult(path, text, result, oldIssues) };
}

/** The warnings of the new text; throws where it has errors that the old one had not. */
async function checkResult(
  path: string,
  text: string,
  result: Interpretation,
  oldIssues: readonly ConfigIssue[],
): Promise<readonly ConfigIssue[]> {
  const name = (issue: ConfigIssue): string => `${issue.path}: ${issue.message}`;
  const known = new Set(oldIssues.map(name));
  const issues = await listIssues(text, result);
  const newErrors = issues.filter((issue) => isError(issue) && !known.has(name(issue)));
  if (newErrors.length > 0) throw refusedEdit(path, newErrors);
  return issues.filter(isWarning);
}

function isWarning({ severity }: ConfigIssue): boolean {
  return severity === "warning";
}
