// What a file is, told by its first bytes, and by its name only where those don't tell. Pure.

/** First bytes as characters; a dot is any byte. */
const signatures: readonly (readonly [start: string, mediaType: string])[] = [
  ["\u0089PNG\r\n\u001a\n", "image/png"],
  ["\u00ff\u00d8\u00ff", "image/jpeg"],
  ["GIF87a", "image/gif"],
  ["GIF89a", "image/gif"],
  ["RIFF....WEBP", "image/webp"],
  ["%PDF-", "application/pdf"],
  ["RIFF....WAVE", "audio/wav"],
  ["ID3", "audio/mpeg"],
  ["fLaC", "audio/flac"],
  ["OggS", "audio/ogg"],
  ["\u001aE\u00df\u00a3", "video/webm"],
  ["....ftypavif", "image/avif"],
  ["....ftyphei", "image/heic"],
  ["....ftypmif1", "image/heic"],
  ["....ftypM4A", "audio/mp4"],
  ["....ftypqt", "video/quicktime"],
  ["....ftyp", "video/mp4"],
];

const byName: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
  ["pdf", "application/pdf"],
  ["wav", "audio/wav"],
  ["mp3", "audio/mpeg"],
  ["aac", "audio/aac"],
  ["mpeg", "video/mpeg"],
  ["mpg", "video/mpeg"],
]);

/** Those that can't be told by their first bytes. */
const unsigned: ReadonlySet<string> = new Set(["audio/mpeg", "audio/aac", "video/mpeg"]);

export type FileKind =
  | { readonly kind: "media"; readonly mediaType: string }
  | { readonly kind: "text"; readonly text: string }
  /** `named`: what its name says that it is. */
  | { readonly kind: "unknown"; readonly named?: string };

export function fileKind(bytes: Uint8Array, name: string): FileKind {
  const begins = (start: string): boolean =>
    start.split("").every((byte, index) => byte === "." || byte.charCodeAt(0) === bytes[index]);
  const signed = signatures.find(([start]) => begins(start))?.[1];
  if (signed !== undefined) return { kind: "media", mediaType: signed };
  const named = byName.get(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "");
  if (named !== undefined) {
    return unsigned.has(named) ? { kind: "media", mediaType: named } : { kind: "unknown", named };
  }
  const text = decodeText(bytes);
  return text === undefined ? { kind: "unknown" } : { kind: "text", text };
}

/** UTF-8, or UTF-16 that says so; undefined for what is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
