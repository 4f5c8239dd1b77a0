// Completes a media type that names only its top level ("image", "image/*") from the file's first
// bytes: wires want the full type, the AI SDK allows the half.
import { fromBase64 } from "./to-base64.ts";

const signatures: readonly (readonly [string, readonly number[], number])[] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47], 0],
  ["image/jpeg", [0xff, 0xd8, 0xff], 0],
  ["image/gif", [0x47, 0x49, 0x46, 0x38], 0],
  // RIFF....WEBP
  ["image/webp", [0x57, 0x45, 0x42, 0x50], 8],
  ["application/pdf", [0x25, 0x50, 0x44, 0x46], 0],
  ["audio/wav", [0x57, 0x41, 0x56, 0x45], 8],
  ["audio/mpeg", [0x49, 0x44, 0x33], 0],
];

const defaults: ReadonlyMap<string, string> = new Map([
  ["image", "image/png"],
  ["application", "application/pdf"],
  ["text", "text/plain"],
]);

/** "image" of "image/png", "image/*" and "image". */
export function topLevelType(mediaType: string): string {
  return mediaType.split("/", 1)[0]?.toLowerCase() ?? "";
}

export function fullMediaType(mediaType: string, data?: Uint8Array | string): string {
  const [, sub] = mediaType.split("/");
  if (sub !== undefined && sub !== "" && sub !== "*") {
    // The name that people guess is no media type, and is refused.
    return mediaType.toLowerCase() === "image/jpg" ? "image/jpeg" : mediaType;
  }
  const top = topLevelType(mediaType);
  const found = data === undefined ? undefined : sniff(data);
  if (found && topLevelType(found) === top) return found;
  return defaults.get(top) ?? mediaType;
}

function sniff(data: Uint8Array | string): string | undefined {
  const head = typeof data === "string" ? fromBase64(data.slice(0, 16)) : data;
  return signatures.find(([, bytes, at]) =>
    bytes.every((byte, index) => head?.[at + index] === byte),
  )?.[0];
}
