// Name, version and sha512 of a tarball, without unpacking it: what a person hands over is looked at before a program does
// anything with it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { forbiddenKey } from "../plugin-folder/forbidden-key.ts";
import { RefusedFolder } from "../plugin-folder/refused-folder.ts";
import { isExactVersion } from "./compare-versions.ts";
import { isPackageName } from "./parse-package-spec.ts";
import { MOST_BYTES, MOST_FILES } from "./project-files.ts";
import { strangeSource } from "./strange-source.ts";

export interface TarballFacts {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` */
  readonly integrity: string;
}

const BLOCK = 512;
/** Types of a tar entry that are neither files nor folders nor what describes the next entry. */
const LINKS: Readonly<Record<string, string>> = { "1": "a hard link", "2": "a symbolic link" };
const PLAIN = new Set(["", "0", "5", "7", "x", "g", "L", "K"]);

/** Throws RefusedFolder, and what the disk says. */
export function readTarball(path: string): TarballFacts {
  const bytes = readFileSync(path);
  let unpacked: Buffer;
  try {
    unpacked = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    throw new RefusedFolder(`is no tarball, or one of more than ${MOST_BYTES / 1024 / 1024} MB`);
  }
  const { name, version } = readPackageJson(findPackageJson(unpacked));
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  return { name, version, integrity };
}

function readPackageJson(text: string | undefined): { name: string; version: string } {
  if (text === undefined) throw new RefusedFolder("has no package.json");
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new RefusedFolder("has a package.json that is not JSON");
  }
  const forbidden = forbiddenKey(value);
  if (forbidden !== undefined) throw new RefusedFolder(`package.json: ${forbidden}`);
  const { name, version } = (value ?? {}) as { name?: unknown; version?: unknown };
  if (typeof name !== "string" || !isPackageName(name)) {
    throw new RefusedFolder("has a package.json without the name of a package");
  }
  if (typeof version !== "string" || !isExactVersion(version)) {
    throw new RefusedFolder("has a package.json without an exact version");
  }
  const strange = strangeSource(value as Record<string, unknown>, { aliases: false });
  if (strange !== undefined) {
    // pnpm puts versions in the place of these; npm packs them as they are.
    const ofWorkspace = /":\s*"(?:workspace|catalog):/.test(text);
    const fix = ofWorkspace ? "pnpm pack, and install the tarball that it makes" : undefined;
    throw new RefusedFolder(`it needs ${strange}, which comes from no registry`, fix);
  }
  return { name, version };
}

/** Every entry is looked at: a name that leads out, and a link, has no place in a plugin. */
function findPackageJson(tar: Buffer): string | undefined {
  let found: string | undefined;
  let entries = 0;
  /** What a header of its own calls the next entry. */
  let renamed: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = Number.parseInt(textOf(header, 124, 12).trim() || "0", 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new RefusedFolder("is a broken tarball");
    const type = textOf(header, 156, 1);
    const prefix = textOf(header, 257, 5) === "ustar" ? textOf(header, 345, 155) : "";
    const path = renamed ?? [prefix, textOf(header, 0, 100)].filter(Boolean).join("/");
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    refuseDoubt(type, content);
    renamed = nextName(type, content);
    entries += 1;
    if (entries > MOST_FILES) throw new RefusedFolder(`has more than ${MOST_FILES} files`);
    refuseEntry(path, type);
    const start = at + BLOCK;
    if (/^[^/]+\/package\.json$/.test(path) && ["", "0"].includes(type)) {
      found = tar.toString("utf8", start, start + size);
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

/** Where two readers would see different entries: no packer says the size of a small file twice, or calls all of them alike. */
function refuseDoubt(type: string, content: Buffer): void {
  const fields =
    type === "x" ? /^\d+ (?:size|GNU\.sparse[^=]*)=/m : /^\d+ (?:size|path|linkpath|GNU[^=]*)=/m;
  if ((type === "x" || type === "g") && fields.test(content.toString("latin1"))) {
    throw new RefusedFolder("is a tarball that can be read in two ways");
  }
}

/** Of an extended header, and of GNU's for long names. */
function nextName(type: string, content: Buffer): string | undefined {
  if (type === "L") return textOf(content, 0, content.length);
  return type === "x" ? /^\d+ path=([^\n]*)$/m.exec(content.toString())?.[1] : undefined;
}

function refuseEntry(path: string, type: string): void {
  const link = LINKS[type];
  if (link !== undefined) throw new RefusedFolder(`${path} in it is ${link}`);
  if (!PLAIN.has(type)) throw new RefusedFolder(`${path} in it is neither a file nor a folder`);
  const parts = path.split(/[\\/]/);
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path) || parts.includes("..")) {
    throw new RefusedFolder(`${path} in it leads out of its folder`);
  }
}

function textOf(header: Buffer, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end);
}
