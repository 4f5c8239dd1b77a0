// The handle of a request whose code is still being loaded: the engine is not needed by programs that only
// list or configure.
import type { RunHandle } from "@mayros/engine";

export function laterRun(starting: Promise<RunHandle>): RunHandle {
  let paused = false;
  let running: RunHandle | undefined;
  const opened = starting.then((handle) => handle.opened);
  const finished = starting.then((handle) => {
    running = handle;
    if (paused) handle.pause();
    return handle.finished;
  });
  // Whoever asks for one of the two promises sees the error; nobody has to ask for both.
  opened.catch(() => {});
  finished.catch(() => {});
  return {
    opened,
    finished,
    pause() {
      paused = true;
      running?.pause();
    },
    resume() {
      paused = false;
      running?.resume();
    },
  };
}
