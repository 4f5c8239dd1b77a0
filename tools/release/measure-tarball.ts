// How large a tarball is, packed and unpacked, and how many files are in it: what everybody who installs it pays.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export interface TarballSize {
  readonly files: number;
  /** Bytes of the tarball. */
  readonly packed: number;
  /** Bytes of the files in it. */
  readonly unpacked: number;
}

const BLOCK = 512;

export function measureTarball(path: string): TarballSize {
  const bytes = readFileSync(path);
  const tar = gunzipSync(bytes);
  let [files, unpacked, at] = [0, 0, 0];
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8);
    const type = tar.toString("latin1", at + 156, at + 157);
    // Others are folders, links and what says more of the next one.
    if (type === "0" || type === "\0") {
      files += 1;
      unpacked += size;
    }
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return { files, packed: bytes.length, unpacked };
}
