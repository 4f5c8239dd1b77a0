// Reads a file that was named in an option, whole, or stdin. Pipes and devices have no size beforehand, so
// the limit holds while reading.
import { createReadStream } from "node:fs";
import { MayrosError, shellWord } from "@mayros/core";

const LIMIT_MB = 50;
/** About as much as vendors take in one request. */
const LIMIT = LIMIT_MB * 1024 * 1024;

/** `option` is named in errors. Throws MAYROS_USAGE for what can't be read, is empty or too large. */
export async function readBytes(option: string, path: string): Promise<Uint8Array> {
  const isInput = path === "-";
  const name = isInput ? "stdin" : path || '""';
  const look = isInput ? `cat photo.png | mayros run ${option} - ...` : `ls -l ${shellWord(path)}`;
  const refusal = (problem: string, hint = look): MayrosError =>
    new MayrosError("MAYROS_USAGE", `${option}: ${name} ${problem}`, { hint });
  if (isInput && process.stdin.isTTY) throw refusal("is a terminal");
  let bytes: Uint8Array;
  try {
    bytes = await readPastLimit(isInput ? process.stdin : createReadStream(path));
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    if (code === "EISDIR") throw refusal("is a folder", `name each file in it with ${option}`);
    const folder = path.replace(/[^/\\]*$/, "") || ".";
    if (code === "ENOENT" || code === "ENOTDIR")
      throw refusal("does not exist", `ls ${shellWord(folder)}`);
    throw refusal(`can't be read: ${code}`);
  }
  if (bytes.length === 0) throw refusal("is empty");
  if (bytes.length <= LIMIT) return bytes;
  throw refusal(`is larger than ${LIMIT_MB} MB`, "send a part of it, or a smaller one");
}

/** Stops when there is more than may be sent: some devices never end. */
async function readPastLimit(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.length;
    if (size > LIMIT) break;
  }
  return Buffer.concat(pieces);
}
