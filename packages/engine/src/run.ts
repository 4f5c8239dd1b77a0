// One request: the models of its chain one after the other until one answers. Parts are pushed to the
// sink as they arrive, synchronously; the caller slows the stream down with pause() and resume().
import type { PartSink } from "@mayros/core";
import type { EngineDependencies } from "./engine-dependencies.ts";
import type { ModelCall, RunHandle, RunOpening } from "./model-call.ts";
import type { ModelChain } from "./model-chain.ts";
import { StreamControl } from "./stream-control.ts";
import { tryChain } from "./try-chain.ts";

/** Runs `call`; goes on to the next candidate or model as the failure says, if nothing was put out. */
export function run(
  chain: ModelChain | Promise<ModelChain>,
  call: ModelCall,
  sink: PartSink,
  dependencies: EngineDependencies,
): RunHandle {
  const control = new StreamControl();
  const opening = Promise.withResolvers<RunOpening>();
  const finished = Promise.resolve(chain).then((links) =>
    tryChain(links, { call, sink, dependencies, control, onOpen: opening.resolve }),
  );
  finished.then(
    // Only a codec that ends without a part leaves it open.
    () => opening.reject(new Error("the answer had no part")),
    opening.reject,
  );
  // Whoever asks for one of the two promises sees the error; nobody has to ask for both.
  opening.promise.catch(() => {});
  finished.catch(() => {});
  return {
    opened: opening.promise,
    finished,
    pause: () => control.pause(),
    resume: () => control.resume(),
  };
}
