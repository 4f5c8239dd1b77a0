// What keeps a secret reference from being followed, as far as that shows without reading a secret or starting a program.
import type { SecretReference } from "@mayros/core";
import { distrustFile, findProvider, type SecretProblem } from "@mayros/credentials";
import { fromConfig, type Machine, type MachineState } from "../machine/open-machine.ts";

/** Undefined where nothing does. */
export function referenceProblem(
  { locations }: Machine,
  { env, config }: MachineState,
  reference: SecretReference,
): SecretProblem | undefined {
  if (reference.source === "env") {
    if (env[reference.id]?.trim()) return undefined;
    return { what: `the variable ${reference.id} is not set`, hint: `export ${reference.id}=...` };
  }
  const provider = findProvider(reference, config.auth?.secretProviders ?? {});
  if ("what" in provider) return provider;
  const uid = process.getuid?.();
  return provider.source === "file"
    ? distrustFile({ path: fromConfig(provider.path, locations), kind: "secrets", uid })
    : distrustFile({ path: provider.command, kind: "program", uid });
}
