// Changes mayros.json on disk: edits its text, proves the edit, and replaces the file only if nobody
// else changed it meanwhile.
import { type Environment, MayrosError } from "@mayros/core";
import { openConfigFiles } from "../config-files.ts";
import type { ConfigIssue } from "../config-issue.ts";
import { interpretConfig } from "../interpret-config.ts";
import { invalidConfig, refusedEdit } from "../invalid-config.ts";
import type { Locations } from "../locate.ts";
import { listIssues, orEmpty, surroundings } from "../read-config.ts";
import type { ConfigEdit } from "./config-edit.ts";
import { localiseEdit } from "./localise-edit.ts";
import { listNewErrors } from "./new-errors.ts";
import { removeValue } from "./remove-value.ts";
import { setValue } from "./set-value.ts";
import { verifyEdit } from "./verify-edit.ts";
import { verifyRemoval } from "./verify-removal.ts";

/** Edits, or what makes them of the raw value (with what is included); called again when the file has changed meanwhile. */
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
  locations: Locations,
  env: Environment,
  edits: ConfigEdits,
): Promise<EditedConfig> {
  // Loaded here because this module is also loaded by programs that only read.
  const { followLinks, writeConfigFile } = await import("./write-config-file.ts");
  const { withConfigLock } = await import("./config-lock.ts");
  const path = await followLinks(locations.configPath);
  let draft = await draftEdit(path, locations, env, edits);
  if (isUnchanged(draft)) return report(path, draft);
  return withConfigLock(path, async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const isWritten = await writeConfigFile(path, draft.text, draft.before);
      if (isWritten) return { ...report(path, draft), changed: true };
      draft = await draftEdit(path, locations, env, edits);
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

async function draftEdit(
  path: string,
  locations: Locations,
  env: Environment,
  edits: ConfigEdits,
): Promise<Draft> {
  const files = openConfigFiles();
  const around = surroundings(locations, files);
  const interpret = (text: string | undefined) => interpretConfig(orEmpty(text), env, around);
  const before = files.read(path);
  const original = interpret(before);
  if (!original.tree) throw invalidConfig(path, original.issues);
  const wanted = typeof edits === "function" ? edits(original.value) : edits;
  let text = before ?? "";
  let found = original;
  for (const edit of wanted) {
    const edited = await applyEdit(text, localiseEdit(edit, found));
    if (edited !== text) found = interpret(edited);
    text = edited;
  }
  if (text === (before ?? "")) {
    return { before, text, warnings: original.issues.filter(isWarning) };
  }
  const issues = await listIssues(found);
  const newErrors = await listNewErrors(original, found, issues);
  if (newErrors.length > 0) throw refusedEdit(path, newErrors);
  return { before, text, warnings: issues.filter(isWarning) };
}

async function applyEdit(text: string, edit: ConfigEdit): Promise<string> {
  if (edit.remove) {
    const edited = removeValue(text, edit.path);
    if (edited !== text) await verifyRemoval(text, edited, edit.path);
    return edited;
  }
  const edited = setValue(text, edit.path, edit.value);
  if (edited !== text) await verifyEdit(text, edited, edit.path, edit.value);
  return edited;
}

function isWarning({ severity }: ConfigIssue): boolean {
  return severity === "warning";
}
