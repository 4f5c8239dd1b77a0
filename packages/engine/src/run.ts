// One request: candidates one after the other until one answers. Parts are pushed to the sink as
// they arrive, synchronously; the caller slows the stream down with pause() and resume().
import type { ResolvedModel } from "@mayros/catalog";
import type { CallOptions, PartSink } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import { attempt } from "./attempt.ts";
import type { EngineDependencies, RunEvent } from "./engine-dependencies.ts";
import { loginNeeded } from "./login-needed.ts";
import { StreamControl } from "./stream-control.ts";

export interface ModelCall extends CallOptions {
  /** Ask for a streamed answer. Default true. */
  readonly stream?: boolean | undefined;
  /** Use this profile and no other credential. */
  readonly profile?: string | undefined;
  /** Told of every attempt; never holds a secret. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** The answer as it began. */
export interface RunOpening {
  readonly model: ResolvedModel;
  /** Where the credential that was accepted came from. */
  readonly source: Candidate["source"];
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent, without credentials. */
  readonly request: { readonly url: string; readonly body: unknown };
}

export interface RunHandle {
  /** Resolves when the first output arrived; rejects like `finished`. */
  readonly opened: Promise<RunOpening>;
  /** Resolves when the answer is complete; rejects with a ProviderError or MayrosError. */
  readonly finished: Promise<void>;
  pause(): void;
  resume(): void;
}

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
  finished.catch(opening.reject);
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
      { resolved, call, codec, candidate, candidates },
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
