// One chat: the models of its chain one after the other until one answers. Parts are pushed to the sink
// as they arrive, synchronously; the caller slows the stream down with pause() and resume().
import type { PartSink } from "@mayros/core";
import type { EngineDependencies } from "../engine-dependencies.ts";
import type { ModelCall, RunHandle, RunOpening } from "../model-call.ts";
import type { ModelChain } from "../model-chain.ts";
import type { Operation } from "../operation.ts";
import { tryChain } from "../try-chain.ts";
import { askCodec, type Chat } from "./ask-codec.ts";
import { StreamControl } from "./stream-control.ts";

/** Runs `call`; goes on to the next candidate or model as the failure says, if nothing was put out. */
export function run(
  chain: ModelChain | Promise<ModelChain>,
  call: ModelCall,
  sink: PartSink,
  dependencies: EngineDependencies,
): RunHandle {
  const control = new StreamControl();
  const opening = Promise.withResolvers<RunOpening>();
  let begun = false;
  const onOpen = (opened: RunOpening): void => {
    begun = true;
    opening.resolve(opened);
  };
  const chat: Chat = { call, sink, control, onOpen, dependencies };
  const operation: Operation = {
    async prepare(resolved, loaded) {
      const codec = await dependencies.loadCodec(resolved);
      if (!loaded?.code.createLanguageModel) return (turn) => askCodec(codec, turn, chat);
      const { askModel } = await import("../plugin-model/ask-model.ts");
      return (turn) => askModel(loaded, codec, turn, chat);
    },
    get begun() {
      return begun;
    },
  };
  const finished = Promise.resolve(chain).then((links) =>
    tryChain(links, { operation, options: call, dependencies }),
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
