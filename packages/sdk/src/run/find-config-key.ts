// What the config says a provider's key is, and where it says so.
import { formatPath, getValue } from "@mayros/config";
import { type CandidateInput, pasteKeyCommand, resolveConfigKey } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";

/** Warns of a key that is written out and goes to another machine. */
export function findConfigKey(
  machine: Machine,
  state: MachineState,
  provider: string,
  hostname: string,
): CandidateInput["configKey"] {
  const path = [...state.providerPath(provider), "apiKey"];
  const found = resolveConfigKey({
    apiKey: state.config.models?.providers?.[provider]?.apiKey,
    env: state.env,
    hostname,
    substituted: isSubstituted(getValue(state.text, path)),
  });
  if (!found) return undefined;
  const place = formatPath(path);
  if ("reference" in found) return { reference: found.reference, place };
  if (found.warn) {
    machine.warn(`${place} holds a key in plain text; store it with: ${pasteKeyCommand(provider)}`);
  }
  return { key: found.key, place };
}

/** The file says `${VAR}`: what it stands for is not in plain text. */
function isSubstituted(apiKey: unknown): boolean {
  return typeof apiKey === "string" && apiKey.includes("${");
}
