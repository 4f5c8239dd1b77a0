// `mayros models status`, which `mayros models` is short for: what is set, what it stands for, and
// whether it can be used.
import { MayrosError } from "@mayros/core";
import type { ModelStatus, ProfileProbe } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { refuseJsonAndPlain } from "../../fallback-commands.ts";
import { readProbeWish } from "../../probe-options.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { printError } from "../../ui/print-error.ts";
import { printModelStatus } from "../../ui/print-model-status.ts";
import { printProbes } from "../../ui/print-probes.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

/** Of --check; what monitoring systems expect. 78 is EX_CONFIG of sysexits.h. */
const CHECK = { ok: 0, missing: 1, expiring: 2, invalidConfig: 78 } as const;

export const command = defineCommand({
  options: {
    plain: { type: "boolean", help: "Print the default model alone, as it resolves" },
    probe: {
      type: "boolean",
      help: "Try each stored credential with a tiny request",
    },
    "probe-provider": {
      type: "string",
      value: "<id>",
      help: "Only this provider's; may be repeated",
      multiple: true,
      complete: "provider",
    },
    "probe-profile": {
      type: "string",
      value: "<id>",
      help: "Only this profile; may be repeated",
      multiple: true,
      complete: "profile",
    },
    "probe-timeout": { type: "string", value: "<ms>", help: "For each; default 8000" },
    "probe-concurrency": { type: "string", value: "<n>", help: "At once; default 2" },
    "probe-max-tokens": { type: "string", value: "<n>", help: "Of an answer; default 8" },
    check: { type: "boolean", help: "Exit 0, 1, 2 or 78, as said above" },
  },
  details:
    "Asks no network without --probe, and prints no secret. With --check the exit code is 0 when all is well; 1 when something that is set can't be used, a provider in use has no credential or one has expired; 2 when one ends soon (within a day, or a month for what was to last for months) and is not renewed by itself; 78 when the config is invalid. With --probe, too, a credential that is refused is 1.",
  examples: [
    "mayros models status",
    "mayros models status --json | jq .auth.missingProvidersInUse",
    "mayros models status --plain",
    "mayros models status --probe --probe-provider groq",
    "mayros models status --check || mail -s 'mayros: look at the models' me",
  ],
  async run({ mayros, options, json }) {
    refuseJsonAndPlain("models status", json, options.plain);
    const wish = readProbeWish(options);
    let status: ModelStatus;
    try {
      status = await mayros.models.status();
    } catch (error) {
      const isConfig = MayrosError.isInstance(error) && error.code === "MAYROS_CONFIG_INVALID";
      if (!options.check || !isConfig) throw error;
      printError(error, json);
      return CHECK.invalidConfig;
    }
    const probes =
      wish &&
      (await untilInterrupted((signal) => mayros.models.probe({ ...wish, signal }), mayros));
    if (json) writeJson(probes ? { ...status, auth: { ...status.auth, probes } } : status);
    else if (options.plain) printPlain(status);
    else printModelStatus(status);
    if (probes && !json) printProbes(probes);
    return options.check ? checkCode(status, probes) : 0;
  },
});

/** Throws MAYROS_MODEL_UNSET, or says why the default model can't be used. */
function printPlain({ resolvedDefault, problems }: ModelStatus): void {
  if (resolvedDefault !== null) {
    writeOutput(`${resolvedDefault}\n`);
    return;
  }
  const problem = problems.find(({ use }) => use === "default");
  throw new MayrosError(
    problem?.code ?? "MAYROS_MODEL_UNSET",
    problem?.message ?? "no default model is set",
    { hint: problem?.hint ?? "mayros models set <provider/model>" },
  );
}

function checkCode({ auth, problems }: ModelStatus, probes: readonly ProfileProbe[] = []): number {
  const healths = new Set(auth.profiles.map(({ health }) => health));
  const isMissing = auth.missingProvidersInUse.length > 0 || problems.length > 0;
  const isRefused = probes.some(({ bucket }) => bucket === "auth");
  if (isMissing || isRefused || healths.has("expired") || healths.has("dead")) return CHECK.missing;
  return healths.has("expiring") ? CHECK.expiring : CHECK.ok;
}
