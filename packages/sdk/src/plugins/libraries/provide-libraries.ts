// What `mayros plugins enable` does for a plugin whose vendor's packages do not ship: shows them, asks, and installs
// them before the plugin is on. A network that fails leaves everything as it was.
import { MayrosError } from "@mayros/core";
import { installLibraries } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { withManager } from "../install/open-manager.ts";
import type { InstallStep } from "../install/package-report.ts";
import { describeLibraries, type LibraryUse, type MissingLibraries } from "./missing-libraries.ts";

/** What was installed. */
export interface InstalledLibraries {
  readonly folder: string;
  readonly manager: "npm" | "pnpm";
  readonly libraries: Readonly<Record<string, string>>;
  /** Of all of them and what they need in turn. */
  readonly files: number;
  readonly bytes: number;
}

export interface ProvideOptions {
  /** Rejects where the person does not agree. */
  readonly consent: (libraries: readonly LibraryUse[]) => Promise<void>;
  readonly onProgress: (step: InstallStep, what: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with what `consent` rejects with, MAYROS_PACKAGE_UNAVAILABLE, MAYROS_TIMEOUT and the reason of the signal. */
export async function provideLibraries(
  machine: Machine,
  id: string,
  missing: MissingLibraries,
  { consent, onProgress, signal = new AbortController().signal }: ProvideOptions,
): Promise<InstalledLibraries> {
  const names = Object.keys(missing.libraries).join(", ");
  onProgress("look", names);
  const { folder, libraries } = missing;
  try {
    return await withManager(machine, async (manager) => {
      await consent(await describeLibraries(missing, manager, signal));
      const onStep = (step: InstallStep): void => onProgress(step, names);
      const record = await installLibraries({ folder, libraries, manager, signal, onStep });
      const { files, bytes } = record;
      return { folder, manager: manager.name, libraries, files, bytes };
    });
  } catch (error) {
    throw staysOff(error, id);
  }
}

function staysOff(error: unknown, id: string): unknown {
  if (!MayrosError.isInstance(error) || error.code !== "MAYROS_PACKAGE_UNAVAILABLE") return error;
  const { message, details } = error;
  // It is no plugin that was not found: to search for one is of no use.
  const hint = error.hint?.startsWith("mayros plugins ") ? "npm config get registry" : error.hint;
  return new MayrosError(
    "MAYROS_PACKAGE_UNAVAILABLE",
    `${id} stays off, its libraries can't be had: ${message}`,
    {
      cause: error,
      ...(hint === undefined ? {} : { hint }),
      ...(details === undefined ? {} : { details }),
    },
  );
}
