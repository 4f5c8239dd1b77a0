import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { requireWritable } from "./require-writable.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "mayros-writable-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const isRoot = process.getuid?.() === 0;

it("makes nothing where everything can be made", () => {
  const path = join(folder(), "a", "b");
  expect(() => requireWritable(path)).not.toThrow();
  expect(existsSync(path)).toBe(false);
});

it("names what is no folder", () => {
  const file = join(folder(), "file");
  writeFileSync(file, "");
  for (const path of [file, join(file, "state")]) {
    expect(() => requireWritable(path)).toThrow(
      expect.objectContaining({
        code: "MAYROS_STATE_UNREADABLE",
        message: expect.stringMatching(/^\/.*\/file .*a login could not be stored$/),
      }),
    );
  }
});

it.skipIf(isRoot)("names a folder and a store that belong to others", () => {
  const path = folder();
  writeFileSync(join(path, "auth.db"), "");
  chmodSync(join(path, "auth.db"), 0o400);
  expect(() => requireWritable(path)).toThrow("auth.db can't be written");
  chmodSync(path, 0o500);
  expect(() => requireWritable(path)).toThrow(`${path} can't be written`);
  chmodSync(path, 0o700);
});
