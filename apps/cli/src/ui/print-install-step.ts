// What is being done while a package is looked at, downloaded and stored: one line a step, on stderr.
import type { InstallStep } from "@mayros/sdk";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

const verbs: Readonly<Record<InstallStep, string>> = {
  look: "looking up",
  download: "downloading",
  check: "checking",
  store: "storing",
};

export function printInstallStep(step: InstallStep, what: string): void {
  writeError(`${verbs[step]} ${oneLine(what)}\n`);
}
