// Cuts chunks of bytes into lines, whatever the chunks: a line end may be LF, CR or CRLF, and CRLF may
// be split between two chunks. Lines are handed on as ranges, so most are never copied.

export interface LineSplitter {
  readonly write: (bytes: Uint8Array) => void;
  /** Takes a last line that has no end. */
  end(): void;
}

const LF = 10;
const CR = 13;
/** A buffer that grew beyond this is given back once its line is complete. */
const KEPT_BUFFER = 64 * 1024;

export function createLineSplitter(
  onLine: (bytes: Uint8Array, start: number, end: number) => void,
): LineSplitter {
  let skipLineFeed = false;
  let pending = new Uint8Array(0);
  let pendingLength = 0;

  /** Keeps the start of a line. The buffer doubles, so that long lines cost linear time. */
  function keep(bytes: Uint8Array, start: number, end: number): void {
    const length = pendingLength + end - start;
    if (length > pending.length) {
      const grown = new Uint8Array(Math.max(length, pending.length * 2, 256));
      grown.set(pending.subarray(0, pendingLength));
      pending = grown;
    }
    pending.set(bytes.subarray(start, end), pendingLength);
    pendingLength = length;
  }

  function takePending(): void {
    const line = pending;
    const length = pendingLength;
    pendingLength = 0;
    if (line.length > KEPT_BUFFER) pending = new Uint8Array(0);
    onLine(line, 0, length);
  }

  function take(bytes: Uint8Array, start: number, end: number): void {
    if (pendingLength === 0) {
      onLine(bytes, start, end);
    } else {
      keep(bytes, start, end);
      takePending();
    }
  }

  return {
    write(bytes) {
      if (bytes.length === 0) return;
      let start = skipLineFeed && bytes[0] === LF ? 1 : 0;
      skipLineFeed = false;
      let lf = bytes.indexOf(LF, start);
      let cr = bytes.indexOf(CR, start);
      while (lf !== -1 || cr !== -1) {
        const atCr = cr !== -1 && (lf === -1 || cr < lf);
        const end = atCr ? cr : lf;
        take(bytes, start, end);
        start = end + 1;
        if (atCr && start === bytes.length) skipLineFeed = true;
        if (atCr && bytes[start] === LF) start++;
        if (lf !== -1 && lf < start) lf = bytes.indexOf(LF, start);
        if (cr !== -1 && cr < start) cr = bytes.indexOf(CR, start);
      }
      if (start < bytes.length) keep(bytes, start, bytes.length);
    },
    end() {
      if (pendingLength > 0) takePending();
    },
  };
}
