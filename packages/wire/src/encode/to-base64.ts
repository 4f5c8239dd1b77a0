// Base64 of bytes and back without node:buffer. In slices, because a call with a million arguments
// overflows the stack.
const SLICE = 32_768;

export function toBase64(data: Uint8Array | string): string {
  if (typeof data === "string") return data;
  let binary = "";
  for (let start = 0; start < data.length; start += SLICE) {
    binary += String.fromCharCode(...data.subarray(start, start + SLICE));
  }
  return btoa(binary);
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
