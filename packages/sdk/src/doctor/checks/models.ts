// Whether the models that the config names can be asked: they exist, their plugin is on, the allowlist
// lets them through, and the default model has a credential. Pure.

import {
  allowlist,
  defaultModelChoice,
  isAllowed,
  lookUpModel,
  permits,
  type ResolvedModel,
  resolveRef,
} from "@mayros/catalog";
import { formatModelRef, MayrosError, shellWord } from "@mayros/core";
import { wayIn } from "@mayros/credentials";
import type { MachineState } from "../../machine/open-machine.ts";
import { missingWire } from "../../run/wire-missing.ts";
import { credentialSources, hasAny } from "../credential-sources.ts";
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";
import { listNamedModels, type NamedModel } from "../named-models.ts";

export function checkModels({ state, store }: Facts): Problem[] {
  if (!state) return [];
  const { primary } = defaultModelChoice(state.config);
  const problems = listNamedModels(state.config).flatMap((named) => {
    const looked = lookUp(named, state);
    if ("problem" in looked) return [looked.problem];
    const { resolved } = looked;
    const missing = checkMissing(named, resolved, state);
    if (missing.length > 0) return missing;
    return [
      ...checkKnown(named, resolved),
      ...checkAllowlist(named, resolved, state),
      ...(named.isDefault ? checkCredential(resolved, state, store) : []),
    ];
  });
  if (primary === undefined) {
    const message = "no default model is set: every run has to name one";
    problems.unshift({ severity: "note", message, command: "mayros onboard" });
  }
  if (problems.length > 0) return problems;
  return [{ severity: "ok", message: `the default model ${primary} can be asked` }];
}

function lookUp(
  named: NamedModel,
  { config, providers }: MachineState,
): { resolved: ResolvedModel } | { problem: Problem } {
  try {
    return { resolved: lookUpModel(resolveRef(named.text, config, providers), config, providers) };
  } catch (error) {
    if (!MayrosError.isInstance(error)) throw error;
    return { problem: describeError(named, error) };
  }
}

/** For these the hint is about one request; what mends them is another model. */
const NEEDS_ANOTHER = new Set([
  "MAYROS_PROVIDER_UNKNOWN",
  "MAYROS_LOGIN_NEEDED",
  "MAYROS_API_UNKNOWN",
]);

/** A request for it would end with this error. */
function describeError(
  { text, role, isDefault, change }: NamedModel,
  { code, message, hint }: MayrosError,
): Problem {
  return {
    severity: isDefault ? "error" : "warning",
    message: `${role} is ${text}: ${message}`,
    ...(NEEDS_ANOTHER.has(code) ? { command: change } : hint === undefined ? {} : { hint }),
  };
}

/** A wire format that this version does not have. */
function checkMissing(
  named: NamedModel,
  resolved: ResolvedModel,
  { host }: MachineState,
): Problem[] {
  const missing = missingWire(resolved, host);
  return missing ? [describeError(named, missing)] : [];
}

function checkKnown({ role }: NamedModel, { known, ref, provider }: ResolvedModel): Problem[] {
  if (known || provider.models.length === 0) return [];
  const message = `${role} is ${formatModelRef(ref)}, which is in no model list; it is sent as it is`;
  const command = `mayros models list --all --provider ${ref.provider}`;
  return [{ severity: "note", message, command }];
}

function checkAllowlist(
  { role, isDefault }: NamedModel,
  { ref }: ResolvedModel,
  { config, providers }: MachineState,
): Problem[] {
  const list = allowlist(config);
  if (!list || list.entries.some((entry) => permits(entry, ref, config, providers))) return [];
  const name = formatModelRef(ref);
  const allowing = `mayros models allow add ${shellWord(name)}`;
  if (isDefault) {
    const message = `${list.path} does not name the default model ${name}, which is always allowed`;
    return [{ severity: "note", message, command: allowing }];
  }
  if (isAllowed(ref, config, providers)) return [];
  const message = `${role} is ${name}, which ${list.path} does not allow: it is refused`;
  return [{ severity: "warning", message, command: allowing }];
}

function checkCredential(
  { ref, provider }: ResolvedModel,
  state: MachineState,
  store: Facts["store"],
): Problem[] {
  if (hasAny(credentialSources(provider.id, state, store))) return [];
  const message = `the default model is ${formatModelRef(ref)}, and there is no credential of ${provider.id}`;
  const command = wayIn(provider.id, provider.authMethods);
  return [{ severity: "warning", message, command }];
}
