// Tarballs made byte by byte, with entries that no packer would write: paths that leave the folder, links, devices.
// The format is POSIX ustar, https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html (accessed 2026-11-28).
import { gzipSync } from "node:zlib";

const kinds = {
  ...{ file: "0", hardlink: "1", symlink: "2", device: "3", folder: "5", fifo: "6" },
  // Its content says what the next entry is called.
  pax: "x",
  // And of this one, what all that come are called.
  global: "g",
};

export interface TarEntry {
  /** As it stands in the archive: `package/index.js`. */
  readonly path: string;
  /** Stands before the path, in a field of its own. */
  readonly prefix?: string;
  readonly kind?: keyof typeof kinds;
  readonly content?: string;
  /** What a link points to. */
  readonly target?: string;
  readonly mode?: number;
}

const BLOCK = 512;

export function makeTarball(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap((entry) => [headerOf(entry), padded(entry.content ?? "")]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

function headerOf(entry: TarEntry): Buffer {
  const { path, prefix = "", kind = "file", content = "", target = "", mode = 0o644 } = entry;
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string =>
    `${value.toString(8).padStart(length - 1, "0")}\0`;
  header.write(path, 0, 100);
  header.write(octal(mode, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(Buffer.byteLength(content), 12), 124);
  header.write(octal(0, 12), 136);
  header.write("        ", 148); // the sum is taken with blanks in its own place
  header.write(kinds[kind], 156);
  header.write(target, 157, 100);
  header.write("ustar\x0000", 257);
  header.write(prefix, 345, 155);
  header.write(`${octal(checksum(header), 7)} `, 148);
  return header;
}

/** A line of an extended header: its length stands first, and counts itself. */
export function paxLine(field: string, value: string): string {
  const rest = ` ${field}=${value}\n`;
  const length = (digits: number): number => rest.length + digits;
  const digits = String(length(String(length(1)).length)).length;
  return `${length(digits)}${rest}`;
}

const checksum = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);

function padded(content: string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}
