// A key as it is stored: trimmed, and refused where its shape says that it can't be right.
import { isLocalHost, MayrosError } from "@mayros/core";
import type { AuthChoice } from "../auth/auth-choices.ts";
import type { MachineState } from "../machine/open-machine.ts";
import { keyFieldOf } from "./collect-fields.ts";
import { type KeyProblem, type KeyShape, keyProblem, trimKey } from "./key-problem.ts";

/** Throws MAYROS_CREDENTIAL_INVALID. */
export function checkedKey(
  text: string,
  choice: AuthChoice,
  choices: readonly AuthChoice[],
  state: MachineState,
  from: string,
): string {
  const problem = findKeyProblem(text, choice, choices, state);
  if (!problem) return trimKey(text);
  const place = from === "given" ? "" : `${from}: `;
  throw new MayrosError("MAYROS_CREDENTIAL_INVALID", `${place}${problem.message}`, {
    hint: problem.hint,
  });
}

export function findKeyProblem(
  text: string,
  choice: AuthChoice,
  choices: readonly AuthChoice[],
  state: MachineState,
): KeyProblem | undefined {
  const own = shapeOf(choice);
  if (!own) return undefined;
  const ownServer = isOwnServer(choice.provider, state);
  return keyProblem(
    text,
    { ...own, ownServer },
    choices.flatMap((each) => shapeOf(each) ?? []),
  );
}

function shapeOf({ provider, providerName, method }: AuthChoice): KeyShape | undefined {
  const field = keyFieldOf(method);
  return field && { provider, providerName, field };
}

/** On this machine, or at an address that the person put into the config: the vendor's shapes don't hold. */
function isOwnServer(provider: string, { config, host }: MachineState): boolean {
  if (config.models?.providers?.[provider]?.baseUrl !== undefined) return true;
  const baseUrl = host.shipped(provider)?.declaration.baseUrl;
  return baseUrl !== undefined && isLocalHost(new URL(baseUrl).hostname);
}
