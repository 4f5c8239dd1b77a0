// Turns a plugin on for somebody who can be asked: in the middle of onboarding and of choosing a login, as `plugins enable` does.
import type { Mayros, SetPluginEnabledResult } from "@mayros/sdk";
import { untilInterrupted } from "../run/until-interrupted.ts";
import { askConsent } from "./ask-consent.ts";
import { printInstallStep } from "./print-install-step.ts";
import { writeError } from "./write-output.ts";

export const enableProgress = {
  onProgress: printInstallStep,
  onTry: (id: string): void => writeError(`trying out the code of ${id} in a process of its own\n`),
};

export function enableAtTerminal(
  mayros: Pick<Mayros, "plugins" | "settled">,
  plugin: string,
): Promise<SetPluginEnabledResult> {
  return untilInterrupted(
    (signal) => mayros.plugins.enable(plugin, { signal, ...enableProgress, ask: askConsent }),
    mayros,
  );
}
