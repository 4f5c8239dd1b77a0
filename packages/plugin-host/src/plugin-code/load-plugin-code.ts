// Runs the code of a plugin that is on: imports its entry and checks what it exports. The one place where code of
// plugins begins to run; load-stranger-code.ts says what comes before for those of others. What goes wrong names the plugin.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MayrosError, type PluginCode } from "@mayros/core";
import { openTrustedFolder } from "../plugin-folder/open-trusted-folder.ts";
import { folderProblem } from "../plugin-folder/read-plugin-folder.ts";

/** ms. A module that waits longer waits for ever; one that computes can't be stopped from here. */
const IMPORT_DEADLINE = 5_000;

export interface PluginEntryPoint {
  readonly id: string;
  readonly path: string;
  /** Inside of `path`. */
  readonly entry: string;
  /** It is part of Mayros itself: whose the files are was decided by whoever installed that. */
  readonly bundled?: boolean;
}

/** Throws MAYROS_PLUGIN_FAILED. The module is one per process, as every module is. */
export async function loadPluginCode(
  plugin: PluginEntryPoint,
  deadline: number = IMPORT_DEADLINE,
): Promise<PluginCode> {
  return importPluginCode(plugin, trustedEntry(plugin), deadline);
}

/** `file`: what `trustedEntry` said. */
export async function importPluginCode(
  plugin: PluginEntryPoint,
  file: string,
  deadline: number = IMPORT_DEADLINE,
): Promise<PluginCode> {
  const loaded = await importWithin(plugin, file, deadline);
  const code: unknown = (loaded as { default?: unknown }).default;
  const problem = shapeProblem(code);
  if (problem !== undefined) throw failed(plugin, `${plugin.entry} ${problem}`);
  return code as PluginCode;
}

/** Its real path. Owner and place are checked again: the folder may have changed since its manifest was read. */
export function trustedEntry(plugin: PluginEntryPoint): string {
  if (plugin.bundled) return join(plugin.path, plugin.entry);
  try {
    return openTrustedFolder(plugin.path).require(plugin.entry);
  } catch (error) {
    throw failed(plugin, folderProblem(error).problem);
  }
}

async function importWithin(
  plugin: PluginEntryPoint,
  file: string,
  deadline: number,
): Promise<unknown> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`it did not finish loading within ${deadline / 1000} s`)),
    deadline,
  );
  try {
    return await Promise.race([import(pathToFileURL(file).href) as Promise<unknown>, late.promise]);
  } catch (error) {
    throw failed(plugin, error instanceof Error ? error.message : String(error), error);
  } finally {
    clearTimeout(timer);
  }
}

function shapeProblem(code: unknown): string | undefined {
  if (typeof code !== "object" || code === null) {
    return "has no default export of definePlugin({ ... })";
  }
  for (const field of ["auth", "providers", "codecs"] as const) {
    const value = (code as PluginCode)[field];
    if (value !== undefined && (typeof value !== "object" || value === null)) {
      return `exports ${field} that is no object`;
    }
  }
  return undefined;
}

export function failed({ id }: PluginEntryPoint, why: string, cause?: unknown): MayrosError {
  return new MayrosError("MAYROS_PLUGIN_FAILED", `the plugin ${id} can't be loaded: ${why}`, {
    hint: `mayros plugins disable ${id}`,
    cause,
    details: { plugin: id },
  });
}
