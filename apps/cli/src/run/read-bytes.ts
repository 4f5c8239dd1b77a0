// Reads a file that was named in an option, whole, or stdin. Pipes and devices have no size beforehand, so
// the limit holds while reading.
import { createReadStream } from "node:fs";
import { MayrosError, shellWord } from "@mayros/core";

export const LIMIT_MB = 50;
/** About as much as vendors take in one request. */
const LIMIT = LIMIT_MB * 1024 * 1024;

/** `option` is named in errors. Throws MAYROS_USAGE for what can't be read, is empty or too large. */
export async function readBytes(option: string, path: string): Promise<Uint8Array> {
  const isInput = path === "-";
  const name = isInput ? "stdin" : path;
  const look = isInput ? `cat <file> | mayros run ${option} - ...` : `ls -l ${shellWord(path)}`;
  const refusal = (problem: string, hint = look): MayrosError =>
    new MayrosError("MAYROS_USAGE", `${option}: ${name} ${problem}`, { hint });
  if (isInput && process.stdin.isTTY) throw refusal("is a terminal");
  if (/^https?:\/\//.test(path))
    throw refusal("is no file", `curl -s ${shellWord(path)} | mayros run ${option} - ...`);
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readWithinLimit(isInput ? process.stdin : createReadStream(path));
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    if (code === "EISDIR") throw refusal("is a folder", `ls ${shellWord(path)}`);
    const folder = path.replace(/[^/\\]*$/, "") || ".";
    if (code === "ENOENT" || code === "ENOTDIR")
      throw refusal("does not exist", `ls ${shellWord(folder)}`);
    throw refusal(`can't be read: ${code}`);
  }
  if (bytes === undefined)
    throw refusal(`is larger than ${LIMIT_MB} MB`, "send a part of it, or a smaller one");
  if (bytes.length === 0) throw refusal("is empty");
  return bytes;
}

/** undefined as soon as there is more than may be sent: some devices never end. */
export async function readWithinLimit(
  stream: AsyncIterable<Uint8Array>,
): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.length;
    if (size > LIMIT) return undefined;
  }
  return Buffer.concat(pieces);
}
