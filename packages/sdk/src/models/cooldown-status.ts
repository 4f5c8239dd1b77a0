// Who is left alone after a failure, why and until when; for people and programs, without fingerprints.
import type { FailureKind } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export interface CooldownStatus {
  /** The profile id, the variable, or where in the config the key stands: `auth.reset` knows it by this name. */
  readonly credential: string;
  /** A ref: other models of the provider are asked all the same. */
  readonly model: string;
  readonly reason: FailureKind;
  /** ms since the epoch. */
  readonly until: number;
  readonly remainingMs: number;
  /** Times in a row. */
  readonly failures: number;
}

export async function listCooldowns(machine: Machine): Promise<CooldownStatus[]> {
  const now = machine.now();
  const all = await machine.memory().listCooldowns();
  return all.map(({ name, model, reason, until, failures }) => ({
    credential: name,
    model,
    reason,
    until,
    remainingMs: until - now,
    failures,
  }));
}
