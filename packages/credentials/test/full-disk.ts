// Disks of these tests' own, that can be full or read-only. Mounting takes root; elsewhere tests are skipped.
import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

export const isRoot = process.getuid?.() === 0 && process.platform === "linux";

/** Puts an empty disk of so many KiB on a folder; what it returns takes it away. */
export function mountDisk(folder: string, size: number): () => void {
  run("mount", "-t", "tmpfs", "-o", `size=${size}k,mode=0700`, "tmpfs", folder);
  return () => run("umount", folder);
}

export function makeReadOnly(folder: string): void {
  run("mount", "-o", "remount,ro", folder);
}

/** To the last byte; what it returns gives all back. */
export function fillDisk(folder: string): () => void {
  const path = join(folder, "filler");
  const file = openSync(path, "w");
  for (const length of [65_536, 4096, 1]) {
    try {
      while (writeSync(file, Buffer.alloc(length, "f")) === length);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(file);
  return () => rmSync(path);
}

function run(command: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(command, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${words.join(" ")}: ${stderr}`);
}
