// Reads a secret out of a file: the whole of it, or a text of a JSON document that a pointer names (RFC 6901).
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { shellWord } from "@mayros/core";
import type { SecretProblem } from "./secret-unavailable.ts";
import { distrustFile, distrustStats, type TrustedFile } from "./trusted-file.ts";

export const MOST_BYTES: number = 1024 * 1024;

export interface FileSecret {
  /** Absolute. */
  readonly path: string;
  readonly format: "json" | "text";
  /** Of `json` a pointer; of `text` nothing. */
  readonly id: string;
  readonly uid: number | undefined;
}

export function readFileSecret({ path, format, id, uid }: FileSecret): string | SecretProblem {
  const text = readTrusted({ path, kind: "secrets", uid });
  if (typeof text !== "string") return text;
  if (format === "json") return pick(text, id, path);
  if (id === "") return withoutLineEnd(text);
  const what = `${path} is a text, in which nothing has the name ${id}`;
  return { what, hint: 'set its format to "json", or leave the id of the reference empty: ""' };
}

/** The last line end is not part of a secret: editors put it there. */
export function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, "");
}

function readTrusted(file: TrustedFile): string | SecretProblem {
  const { path } = file;
  const problem = distrustFile(file);
  if (problem) return problem;
  let descriptor: number | undefined;
  try {
    // What was looked at may have been replaced since: what counts is the file that is open.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const stats = fstatSync(descriptor);
    return distrustStats(stats, file) ?? readAll(descriptor, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { what: `${path} can't be read (${code})`, hint: `ls -l ${shellWord(path)}` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAll(descriptor: number, path: string): string | SecretProblem {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += count;
    if (length > MOST_BYTES) return tooLong(path);
    if (count === 0) return decode(bytes.subarray(0, length), path);
  }
}

/** Not UTF-8: a binary file, or one of a Windows editor. */
export function decode(bytes: Uint8Array, whose: string): string | SecretProblem {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { what: `${whose} is no UTF-8 text`, hint: "mayros doctor" };
  }
}

export function tooLong(whose: string): SecretProblem {
  return { what: `${whose} has more than 1 MiB`, hint: "mayros doctor" };
}

function pick(text: string, pointer: string, path: string): string | SecretProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not what the parser says: it quotes what it read.
    return { what: `${path} is no JSON`, hint: 'set its format to "text", or correct it' };
  }
  const parts = pointer.split("/").slice(1);
  for (const part of parts.map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"))) {
    const isNested = typeof value === "object" && value !== null && Object.hasOwn(value, part);
    value = isNested ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
  }
  if (typeof value === "string") return value;
  const what = `${path} has ${value === undefined ? "nothing" : "no text"} at ${pointer === "" ? "its root" : pointer}`;
  return { what, hint: "correct the id of the reference: a JSON pointer such as /acme/key" };
}
