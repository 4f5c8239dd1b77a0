// Loads the code of a plugin that did not ship with Mayros: once it was tried out in another process, and with this
// process guarded against what it may do later. Everything that only such plugins need is loaded with this file.
import { realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Environment, MayrosError, type PluginCode } from "@mayros/core";
import { requireRecordedFiles } from "../install/require-recorded-files.ts";
import { signatureOf } from "../plugin-cache/signature.ts";
import type { InstalledFacts } from "../plugin-index/plugin-index.ts";
import { codeIdentity } from "./code-identity.ts";
import { type CodeShape, shapeOf, undeclaredCode } from "./code-shape.ts";
import { findCodeFolders } from "./find-code-folders.ts";
import { type FirstLoadNote, notePath, readNote, writeNote } from "./first-load-note.ts";
import { guardPluginCode } from "./guard-plugin-code.ts";
import { failed, importPluginCode, trustedEntry } from "./load-plugin-code.ts";
import { type GuardedPlugin, guard, runGuarded } from "./process-guards.ts";
import { requireFirstLoad, type TriedCode } from "./require-first-load.ts";

export interface StrangerCode {
  readonly id: string;
  readonly path: string;
  /** Inside of `path`. */
  readonly entry: string;
  /** The folder of installed plugins, where it is one of them. */
  readonly root: string | undefined;
  /** What was agreed to, where it is one of them. */
  readonly installed?: InstalledFacts | undefined;
  /** Of the manifest. */
  readonly declared: CodeShape;
  /** Where it is remembered what came of it. */
  readonly cacheFolder: string;
  /** Of this process, as it was handed in. */
  readonly env: Environment;
  /** Told when it fails where nobody waits for it. */
  readonly warn: (message: string) => void;
}

/** Throws MAYROS_PLUGIN_FAILED. What is returned gives the code as long as it did no harm, and throws the same then. */
export async function loadStrangerCode(code: StrangerCode): Promise<() => PluginCode> {
  const tried = triedCode(code);
  await requireFirstLoad(tried);
  // Once more: trying it out takes a while.
  requireRecordedFiles(code.installed);
  const plugin = guard({
    id: code.id,
    ...findCodeFolders(tried.folder, tried.project),
    secrets: new Set(),
    onFault: (message) => tellFault(tried, message, code.warn),
  });
  refuseFaulty(plugin);
  const loaded = await runGuarded(plugin, () => importPluginCode(code, tried.entry));
  const undeclared = undeclaredCode(shapeOf(loaded), code.declared);
  if (undeclared !== undefined) throw failed(code, undeclared);
  const guarded = guardPluginCode(loaded, plugin);
  return () => {
    refuseFaulty(plugin);
    return guarded;
  };
}

/** What is remembered of it, as far as it holds for the files that are there now, and the file to be watched for more. */
export function quarantineOf(code: StrangerCode): {
  readonly watch: readonly [path: string, signature: string];
  readonly note: FirstLoadNote | undefined;
} {
  let place: Pick<TriedCode, "folder" | "project">;
  try {
    place = placeOf(code);
  } catch {
    // Gone since it was read: there is nothing to keep off.
    return { watch: [code.path, signatureOf(code.path)], note: undefined };
  }
  const { folder, project } = place;
  const path = notePath(code.cacheFolder, folder);
  const watch = [path, signatureOf(path)] as const;
  const note = readNote(path);
  const isBad = note?.problem !== undefined || note?.fault !== undefined;
  const holds = isBad && note.identity === codeIdentity(folder, project);
  return { watch, note: holds ? note : undefined };
}

/** Tries the code out once more and loads nothing here. Throws MAYROS_PLUGIN_FAILED. */
export async function tryStrangerCode(code: StrangerCode): Promise<void> {
  await requireFirstLoad(triedCode(code), { again: true });
}

function triedCode(code: StrangerCode): TriedCode {
  requireRecordedFiles(code.installed);
  return {
    id: code.id,
    ...placeOf(code),
    entry: trustedEntry(code),
    declared: code.declared,
    cacheFolder: code.cacheFolder,
    env: code.env,
  };
}

/** Each installed plugin has a folder of its own below that of all. */
function placeOf({ path, root }: StrangerCode): Pick<TriedCode, "folder" | "project"> {
  const folder = realpathSync(path);
  if (root === undefined) return { folder, project: folder };
  const installed = realpathSync(root);
  const [first = ""] = relative(installed, folder).split(sep);
  return { folder, project: join(installed, first) };
}

function tellFault(
  { id, folder, project, cacheFolder }: TriedCode,
  message: string,
  warn: (message: string) => void,
): void {
  const path = notePath(cacheFolder, folder);
  const { problem } = readNote(path) ?? {};
  writeNote(path, {
    id,
    identity: codeIdentity(folder, project),
    ...(problem === undefined ? {} : { problem }),
    fault: { at: Date.now(), message },
  });
  warn(`the plugin ${id} failed where nobody waited for it, and is not asked again: ${message}`);
}

function refuseFaulty({ id, fault }: GuardedPlugin): void {
  if (fault === undefined) return;
  throw new MayrosError(
    "MAYROS_PLUGIN_FAILED",
    `the plugin ${id} failed earlier in this program, and is not asked until the program is started again: ${fault}`,
    { hint: "mayros plugins doctor", details: { plugin: id } },
  );
}
