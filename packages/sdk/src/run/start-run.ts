// One chat with the keys and logins of this machine.
import type { PartSink } from "@mayros/core";
import { type ModelCall, type RunHandle, run } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { requestChain } from "./request-chain.ts";
import { requestEngine } from "./request-engine.ts";
import { warnOfSkipped } from "./warn-of-skipped.ts";

export interface RunRequest extends ModelCall {
  /** Ref or alias; the default model where absent. */
  readonly model?: string | undefined;
  /** Refs or aliases to ask in its place when it fails; replaces the fallbacks of the config, also when empty. */
  readonly fallbacks?: readonly string[] | undefined;
}

/** One `state` for the whole request: a key of the config goes to the host that stood beside it. */
export function startRun(
  machine: Machine,
  state: Promise<MachineState>,
  request: RunRequest,
  sink: PartSink,
): RunHandle {
  const chain = state.then((current) => requestChain(machine, current, request));
  const onEvent = warnOfSkipped(machine.warn, request.onEvent);
  return run(chain, { ...request, onEvent }, sink, requestEngine(machine, state));
}
