// Where the code of a plugin with libraries is loaded from: a copy of it beside them.
import { join } from "node:path";
import { MayrosError } from "@mayros/core";
import type { PluginEntryPoint } from "../plugin-code/load-plugin-code.ts";
import { type Libraries, libraryProblem } from "./library-problem.ts";
import { placeCode } from "./place-code.ts";

export interface LibraryPlugin {
  readonly id: string;
  /** Its bundled code. */
  readonly source: string;
  readonly libraries: Libraries;
  /** `<stateDir>/libraries`. */
  readonly librariesFolder: string;
}

/** Throws MAYROS_PLUGIN_FAILED with the command that installs what is missing. */
export function libraryEntry(plugin: LibraryPlugin): PluginEntryPoint {
  const { id, source, libraries, librariesFolder } = plugin;
  const path = join(librariesFolder, id);
  const problem = libraryProblem(path, libraries);
  if (problem !== undefined) throw failed(id, problem, `mayros plugins enable ${id}`);
  try {
    return { id, path, entry: placeCode(source, path) };
  } catch (error) {
    const { message } = error as Error;
    throw failed(id, `its code can't be put beside its libraries: ${message}`, "mayros doctor");
  }
}

function failed(id: string, why: string, hint: string): MayrosError {
  return new MayrosError("MAYROS_PLUGIN_FAILED", `the plugin ${id} can't be loaded: ${why}`, {
    hint,
    details: { plugin: id },
  });
}
