// Whether a plugin was written for a later Mayros: told when it is installed, and of what is in a folder already (a load path, or
// plugins beside a Mayros that was put back) when that is read.
import manifest from "@mayros/core/package.json" with { type: "json" };
import { compareVersions } from "../install/compare-versions.ts";

/** `minCore` of a manifest; undefined where this version will do. */
export function newerCore(
  minCore: string | undefined,
  core: string = manifest.version,
): { readonly problem: string; readonly fix: string } | undefined {
  if (minCore === undefined || compareVersions(core, minCore) >= 0) return undefined;
  return {
    problem: `it needs Mayros with @mayros/core ${minCore} or newer, and this one has ${core}`,
    fix: "npm install --global mayros@latest",
  };
}
