// One chat with the keys and logins of this machine.
import type { PartSink } from "@mayros/core";
import { type ModelCall, type RunHandle, run } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { remarkOnAnswer } from "./remark-on-answer.ts";
import { requestChain } from "./request-chain.ts";
import { requestEngine } from "./request-engine.ts";
import { takeProfile } from "./take-profile.ts";
import type { Told, ToldRequest } from "./tell-events.ts";
import { warnOfSkipped } from "./warn-of-skipped.ts";

export interface RunRequest extends Omit<ModelCall, "onEvent">, ToldRequest {
  /** Ref or alias, also with `@profile`; the default model where absent. */
  readonly model?: string | undefined;
  /** Refs or aliases to ask in its place when it fails; replaces the fallbacks of the config, also when empty. */
  readonly fallbacks?: readonly string[] | undefined;
}

/** One `state` for the whole request: a key of the config goes to the host that stood beside it. */
export async function startRun(
  machine: Machine,
  state: Promise<MachineState>,
  request: Told<RunRequest>,
  sink: PartSink,
): Promise<RunHandle> {
  const current = await state;
  const asked = await takeProfile(machine, current, request);
  const onEvent = warnOfSkipped(machine.warn, asked.onEvent);
  const { model, fallbacks, ...call } = asked;
  const remarks: string[] = [];
  const chain = requestChain(machine, current, { model, fallbacks, prompt: call.prompt }, remarks);
  const told = remarkOnAnswer(sink, remarks);
  const handle = run(chain, { ...call, onEvent }, told, requestEngine(machine, current));
  // Without an answer to stand in: the vendor's refusal is not to be the first word about it.
  handle.finished.catch(() => remarks.forEach(machine.warn));
  return handle;
}
