// How long somebody's model may be silent. A request of ours has the transport's time-outs; a model may hang without any
// request, or have a network of its own.
import { MayrosError } from "@mayros/core";
import type { Transport } from "@mayros/transport";

/** ms. As the transport waits for the first byte. */
const USUAL = 120_000;
/** ms. A request under it ends first, and says better what went wrong. */
const SLACK = 10_000;

interface Pausable {
  pause(): void;
  resume(): void;
}

export interface Patience {
  /** Aborted when the caller's signal is, and with MAYROS_TIMEOUT when nothing stirred for too long. */
  orAbort(caller: AbortSignal | undefined): AbortSignal;
  /** A part is a sign of life. */
  stirredBy<Part>(sink: (part: Part) => void): (part: Part) => void;
  /** So is what moves on the network, also where no part comes of it. */
  stirredByAnswers(send: Transport["send"]): Transport["send"];
  /** While the caller wants nothing, silence is their own. */
  pausedWith(pausable: Pausable): Pausable;
  end(): void;
}

/** `most` in ms; absent for the usual. */
export function createPatience(plugin: string, most: number = USUAL): Patience {
  const late = new AbortController();
  const limit = most + SLACK;
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    timer ??= setTimeout(() => late.abort(tooLate(plugin, limit)), limit);
  };
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const stir = (): void => void timer?.refresh();
  start();
  return {
    orAbort: (caller) => (caller ? AbortSignal.any([caller, late.signal]) : late.signal),
    stirredBy: (sink) => (part) => {
      stir();
      sink(part);
    },
    stirredByAnswers: (send) => async (request) => {
      stir();
      const answer = await send(request);
      stir();
      return { ...answer, read: (onBytes) => answer.read(patient(onBytes, stir)) };
    },
    pausedWith: (pausable) => ({
      pause() {
        end();
        pausable.pause();
      },
      resume() {
        start();
        pausable.resume();
      },
    }),
    end,
  };
}

function patient(onBytes: (bytes: Uint8Array) => void, stir: () => void) {
  return (bytes: Uint8Array): void => {
    stir();
    onBytes(bytes);
  };
}

function tooLate(plugin: string, limit: number): MayrosError {
  return new MayrosError(
    "MAYROS_TIMEOUT",
    `the plugin ${plugin} said nothing for ${Math.round(limit / 1000)} s`,
    { hint: `mayros plugins info ${plugin}`, details: { kind: "timeout" } },
  );
}
