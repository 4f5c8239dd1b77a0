// Reads a file that was named in an option, whole, or stdin. Pipes and devices have no size beforehand, so
// the limit holds while reading.
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { MayrosError, shellWord } from "@mayros/core";

/** More than any vendor takes in one request. */
const LIMIT = 50 * 1024 * 1024;

/** `option` is named in errors. Throws MAYROS_USAGE for what can't be read, is empty or too large. */
export async function readBytes(option: string, path: string): Promise<Uint8Array> {
  if (path !== "-") return readFile(option, path);
  if (process.stdin.isTTY) {
    throw refusal(
      `${option} -: nothing comes on stdin`,
      `cat photo.png | mayros run ${option} - "what is it?"`,
    );
  }
  return readStream(process.stdin, "stdin");
}

async function readFile(option: string, path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    if (!(await handle.stat()).isDirectory())
      return await readStream(handle.createReadStream(), path);
    await handle.close();
  } catch (error) {
    if (MayrosError.isInstance(error)) throw error;
    throw unreadable(option, path, (error as NodeJS.ErrnoException).code);
  }
  throw refusal(`${option}: ${path} is a folder`, `name the files in it, each with ${option}`);
}

async function readStream(stream: Readable, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > LIMIT) {
      throw refusal(
        `${name} is larger than ${LIMIT / 1024 / 1024} MB`,
        "send a part of it, or a smaller one",
      );
    }
    pieces.push(piece);
  }
  if (size === 0) throw refusal(`${name} is empty`);
  return Buffer.concat(pieces);
}

function unreadable(option: string, path: string, code: string | undefined): MayrosError {
  if (code === "ENOENT" || code === "ENOTDIR") {
    return refusal(`${option}: there is no file ${path}`, `ls ${shellWord(folderOf(path))}`);
  }
  if (code === "EISDIR") return refusal(`${option}: ${path} is a folder`);
  return refusal(
    `${option}: ${path} can't be read: ${code ?? "an error"}`,
    `ls -l ${shellWord(path)}`,
  );
}

const folderOf = (path: string): string => path.replace(/[^/\\]*$/, "") || ".";

function refusal(message: string, hint?: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", message, hint === undefined ? {} : { hint });
}
