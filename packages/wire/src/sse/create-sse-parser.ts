// Server-sent events from bytes, pushed. Written by hand because it stands on the path of every
// token: lines stay bytes until their field is known, and only `data` and `event` become strings.
// https://html.spec.whatwg.org/multipage/server-sent-events.html (accessed 2026-11-22)
import { createLineSplitter } from "./create-line-splitter.ts";

export interface SseParser {
  write(bytes: Uint8Array): void;
  /** Takes what is left, also an event whose closing blank line never came. */
  end(): void;
}

const SPACE = 32;
const COLON = 58;
const DATA = [100, 97, 116, 97];
const EVENT = [101, 118, 101, 110, 116];

export function createSseParser(
  onEvent: (event: string | undefined, data: string) => void,
): SseParser {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let data: string | undefined;
  let event: string | undefined;
  let firstLine = true;

  function dispatch(): void {
    const text = data;
    const name = event;
    data = undefined;
    event = undefined;
    if (text !== undefined) onEvent(name, text);
  }

  function takeLine(bytes: Uint8Array, from: number, end: number): void {
    const start = firstLine ? afterBom(bytes, from, end) : from;
    firstLine = false;
    if (start === end) {
      dispatch();
    } else if (isField(bytes, start, end, DATA)) {
      const value = decoder.decode(bytes.subarray(valueStart(bytes, start + 4, end), end));
      data = data === undefined ? value : `${data}\n${value}`;
    } else if (isField(bytes, start, end, EVENT)) {
      const value = bytes.subarray(valueStart(bytes, start + 5, end), end);
      event = decoder.decode(value) || undefined;
    }
  }

  const lines = createLineSplitter(takeLine);
  return {
    write: lines.write,
    end() {
      lines.end();
      dispatch();
    },
  };
}

/** Whether the line's field has this name: a colon follows, or nothing. */
function isField(bytes: Uint8Array, start: number, end: number, name: readonly number[]): boolean {
  const after = start + name.length;
  if (after > end || (after < end && bytes[after] !== COLON)) return false;
  for (let index = 0; index < name.length; index++) {
    if (bytes[start + index] !== name[index]) return false;
  }
  return true;
}

/** Where the value begins: after the colon and one space. */
function valueStart(bytes: Uint8Array, colon: number, end: number): number {
  const start = Math.min(colon + 1, end);
  return start < end && bytes[start] === SPACE ? start + 1 : start;
}

function afterBom(bytes: Uint8Array, start: number, end: number): number {
  const hasBom =
    end - start >= 3 &&
    bytes[start] === 0xef &&
    bytes[start + 1] === 0xbb &&
    bytes[start + 2] === 0xbf;
  return hasBom ? start + 3 : start;
}
