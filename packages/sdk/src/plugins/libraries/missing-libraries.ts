// Which packages of a vendor a plugin that ships still needs on this machine, and what the registry says of them: what a
// person is shown before they are downloaded.
import { join } from "node:path";
import {
  libraryProblem,
  type PackageManager,
  type PluginDetails,
  type PluginState,
} from "@mayros/plugin-host";
import { librariesFolder, type Machine } from "../../machine/open-machine.ts";

/** A package that would be installed, with all that it needs in turn. */
export interface LibraryUse {
  readonly package: string;
  /** Exact. */
  readonly version: string;
  readonly publisher?: string;
  /** ms since the epoch. */
  readonly publishedAt?: number;
  /** Bytes of its own files, without what it needs in turn. */
  readonly size?: number;
}

export interface MissingLibraries {
  /** Where they will be. */
  readonly folder: string;
  readonly libraries: Readonly<Record<string, string>>;
  /** Why what is there will not do. */
  readonly problem: string;
}

/** Undefined where nothing is missing. Reads no file of a plugin without libraries. */
export function missingLibraries(
  { locations }: Pick<Machine, "locations">,
  { id, origin }: Pick<PluginState, "id" | "origin">,
  { libraries }: Pick<PluginDetails, "libraries">,
): MissingLibraries | undefined {
  // Whoever installed a plugin from a registry got its libraries with it.
  if (libraries === undefined || origin !== "bundled") return undefined;
  const folder = join(librariesFolder(locations), id);
  const problem = libraryProblem(folder, libraries);
  return problem === undefined ? undefined : { folder, libraries, problem };
}

/** Throws MAYROS_PACKAGE_UNAVAILABLE where the registry has one of them not, or does not answer. */
export async function describeLibraries(
  { libraries }: MissingLibraries,
  manager: PackageManager,
  signal: AbortSignal,
): Promise<LibraryUse[]> {
  return Promise.all(
    Object.entries(libraries).map(async ([name, version]): Promise<LibraryUse> => {
      const { publisher, publishedAt, size } = await manager.view(`${name}@${version}`, signal);
      return {
        ...{ package: name, version },
        ...(publisher === undefined ? {} : { publisher }),
        ...(publishedAt === undefined ? {} : { publishedAt }),
        ...(size === undefined ? {} : { size }),
      };
    }),
  );
}
