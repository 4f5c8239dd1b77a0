// Server-sent events from bytes, pushed. Written by hand because it stands on the path of every token:
// a piece becomes text once, and the rest is searching in it.
// https://html.spec.whatwg.org/multipage/server-sent-events.html (accessed 2026-11-22)

export interface SseParser {
  write(bytes: Uint8Array): void;
  /** Takes what is left, also an event whose closing blank line never came. */
  end(): void;
}

const SPACE = 32;

export function createSseParser(
  onEvent: (event: string | undefined, data: string) => void,
): SseParser {
  // Drops a byte-order mark at the start, and keeps characters that are split between pieces.
  const decoder = new TextDecoder();
  let begun = "";
  let skipLineFeed = false;
  let data: string | undefined;
  let event: string | undefined;

  function dispatch(): void {
    const text = data;
    const name = event;
    data = undefined;
    event = undefined;
    if (text !== undefined) onEvent(name, text);
  }

  function takeLine(line: string): void {
    if (line === "") {
      dispatch();
      return;
    }
    const dataLine = fieldValue(line, "data");
    if (dataLine !== undefined) data = data === undefined ? dataLine : `${data}\n${dataLine}`;
    else event = fieldValue(line, "event") ?? event;
    if (event === "") event = undefined;
  }

  /** A line end may be LF, CR or CRLF, and CRLF may be split between two pieces. */
  function takeText(text: string): void {
    if (text === "") return;
    let start = skipLineFeed && text.startsWith("\n") ? 1 : 0;
    skipLineFeed = false;
    let lf = text.indexOf("\n", start);
    let cr = text.indexOf("\r", start);
    while (lf !== -1 || cr !== -1) {
      const atCr = cr !== -1 && (lf === -1 || cr < lf);
      const end = atCr ? cr : lf;
      const line = begun + text.slice(start, end);
      begun = "";
      takeLine(line);
      start = end + 1;
      if (atCr && start === text.length) skipLineFeed = true;
      if (atCr && lf === start) start++;
      if (lf !== -1 && lf < start) lf = text.indexOf("\n", start);
      if (cr !== -1 && cr < start) cr = text.indexOf("\r", start);
    }
    if (start < text.length) begun += text.slice(start);
  }

  return {
    write: (bytes) => takeText(decoder.decode(bytes, { stream: true })),
    end() {
      takeText(decoder.decode());
      if (begun !== "") takeLine(begun);
      begun = "";
      dispatch();
    },
  };
}

/** The value of a line whose field has this name: after the colon and one space. */
function fieldValue(line: string, name: string): string | undefined {
  if (!line.startsWith(name)) return undefined;
  const colon = name.length;
  if (line.length === colon) return "";
  if (line[colon] !== ":") return undefined;
  return line.slice(line.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1);
}
