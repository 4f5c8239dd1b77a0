// The variables that a program gets which Mayros starts: those that every program needs to find its own files and its
// user's, and what its caller names. No key is among them.
import type { Environment } from "./environment.ts";

const ALWAYS = [
  ...["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR"],
  ...["SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP"],
];

export function childEnvironment(
  env: Environment,
  more: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    [...ALWAYS, ...more].flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
