// Saves the files that a model sent: the first under the name that was given, further ones beside it.
import { statSync, writeFileSync } from "node:fs";
import { dirname, parse } from "node:path";
import { exitCodes, MayrosError, shellWord } from "@mayros/core";
import { writeError } from "../ui/write-output.ts";
import type { Answer } from "./answer.ts";

/** Before anything is paid for. Throws MAYROS_USAGE where nothing could be saved. */
export function checkOutput(path: string): void {
  const folder = dirname(path);
  if (!isFolder(folder)) {
    throw new MayrosError("MAYROS_USAGE", `--output: there is no folder ${folder}`, {
      hint: `mkdir -p ${shellWord(folder)}`,
    });
  }
  if (isFolder(path)) {
    throw new MayrosError("MAYROS_USAGE", `--output: ${path} is a folder; name a file`, {
      hint: `mayros run --output ${shellWord(`${path}/picture.png`)} ...`,
    });
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Says on stderr what became of them; the answer was printed before. Returns the exit code. */
export function saveFiles(path: string, { files }: Pick<Answer, "files">): number {
  const saved = files.filter(({ data }) => data.type === "data");
  if (saved.length === 0) {
    writeError(`warning: the model sent no file; ${path} was not written\n`);
    return exitCodes.failed;
  }
  for (const [index, { mediaType, data }] of saved.entries()) {
    if (data.type !== "data") continue;
    const place = index === 0 ? path : numbered(path, index + 1);
    try {
      writeFileSync(
        place,
        typeof data.data === "string" ? Buffer.from(data.data, "base64") : data.data,
      );
    } catch (error) {
      const { code = "an error" } = error as NodeJS.ErrnoException;
      writeError(`error: ${place} can't be written: ${code}\n`);
      return exitCodes.failed;
    }
    writeError(`· saved ${place} (${mediaType})\n`);
  }
  return exitCodes.ok;
}

/** `a/b.png` and 2 are `a/b-2.png`. */
function numbered(path: string, number: number): string {
  const { dir, name, ext } = parse(path);
  return `${dir === "" ? "" : `${dir}/`}${name}-${number}${ext}`;
}
