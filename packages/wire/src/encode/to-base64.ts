// Base64 of bytes and back without node:buffer. In slices, because a call with a million arguments
// overflows the stack, and of whole groups of three bytes, so that the pieces join without padding.
const SLICE = 24_576;

export function toBase64(data: Uint8Array | string): string {
  if (typeof data === "string") return data;
  let base64 = "";
  for (let start = 0; start < data.length; start += SLICE) {
    base64 += btoa(String.fromCharCode(...data.subarray(start, start + SLICE)));
  }
  return base64;
}

/** Undefined where the text is no base64. */
export function fromBase64(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The text in a file; a string that is no base64 is taken for the text itself. */
export function textFromData(data: Uint8Array | string): string {
  const bytes = typeof data === "string" ? fromBase64(data) : data;
  return bytes ? new TextDecoder().decode(bytes) : String(data);
}
