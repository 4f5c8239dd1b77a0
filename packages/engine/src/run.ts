// One request: candidates one after the other until one answers. Parts are pushed to the sink as
// they arrive, synchronously; the caller slows the stream down with pause() and resume().
import type { ResolvedModel } from "@mayros/catalog";
import type { PartSink } from "@mayros/core";
import { attempt } from "./attempt.ts";
import type { EngineDependencies } from "./engine-dependencies.ts";
import { loginNeeded } from "./login-needed.ts";
import type { ModelCall, RunHandle, RunOpening } from "./model-call.ts";
import { StreamControl } from "./stream-control.ts";

/** Runs `call`; rotates to the next candidate on rate limits as long as nothing was put out. */
export function run(
  resolved: ResolvedModel | Promise<ResolvedModel>,
  call: ModelCall,
  sink: PartSink,
  dependencies: EngineDependencies,
): RunHandle {
  const control = new StreamControl();
  const opening = Promise.withResolvers<RunOpening>();
  const finished = tryCandidates(resolved, call, sink, dependencies, control, opening.resolve);
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

async function tryCandidates(
  resolving: ResolvedModel | Promise<ResolvedModel>,
  call: ModelCall,
  sink: PartSink,
  dependencies: EngineDependencies,
  control: StreamControl,
  onOpen: (opening: RunOpening) => void,
): Promise<void> {
  const resolved = await resolving;
  const codec = await dependencies.loadCodec(resolved.api);
  const candidates = await dependencies.listCandidates(resolved, call.profile);
  if (candidates.length === 0) throw loginNeeded(resolved.provider);
  for (const [index, candidate] of candidates.entries()) {
    const number = index + 1;
    call.onEvent?.({ type: "attempt", number, of: candidates.length, source: candidate.source });
    const failure = await attempt(
      { resolved, call, codec, candidate, number, candidates },
      sink,
      dependencies,
      control,
      onOpen,
    );
    if (!failure) return;
    call.onEvent?.({
      type: "failed",
      number,
      source: candidate.source,
      kind: failure.failure.kind,
      status: failure.statusCode,
      message: failure.message,
    });
    if (!failure.failure.rotate || number === candidates.length) throw failure;
  }
}
