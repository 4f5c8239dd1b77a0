// Keeps what was read from files until one of them changes, appears or goes away, so that a program that
// runs for weeks sees an edit at its next request and reads nothing twice before.
import { fingerprintFiles } from "@mayros/config";

export interface Reading<Value> {
  readonly value: Value;
  readonly files: readonly string[];
  /** Of `files` before they were read. */
  readonly fingerprint: string;
}

interface Kept<Value> {
  readonly reading: Promise<Reading<Value>>;
  files: readonly string[];
  fingerprint: string;
}

/** `first`: what to look at as long as nothing was read yet. A reading that failed is not kept. */
export function keepFresh<Value>(
  first: readonly string[],
  read: () => Promise<Reading<Value>>,
): () => Promise<Value> {
  let kept: Kept<Value> | undefined;
  return async () => {
    if (!kept || fingerprintFiles(kept.files) !== kept.fingerprint) {
      const files = kept?.files ?? first;
      const next: Kept<Value> = { files, fingerprint: fingerprintFiles(files), reading: read() };
      kept = next;
      next.reading.then(
        (done) => {
          next.files = done.files;
          next.fingerprint = done.fingerprint;
        },
        () => {
          if (kept === next) kept = undefined;
        },
      );
    }
    return (await kept.reading).value;
  };
}
