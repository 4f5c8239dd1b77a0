import { spawnSync } from "node:child_process";
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

it("names a folder and a store that belong to others", () => {
  const path = folder();
  writeFileSync(join(path, "auth.db"), "");
  chmodSync(join(path, "auth.db"), 0o400);
  chmodSync(path, 0o777);
  expect(refusal(path)).toContain("auth.db can't be written");
  chmodSync(path, 0o555);
  expect(refusal(path)).toContain(`${path} can't be written`);
  chmodSync(path, 0o700);
});

/** Of a process that is not root, whom modes do not stop. */
function refusal(path: string): string {
  const program = `
    import { requireWritable } from ${JSON.stringify(join(import.meta.dirname, "require-writable.ts"))};
    requireWritable(${JSON.stringify(path)});`;
  const node = ["--conditions=@mayros/source", "--input-type=module", "-e", program];
  const isRoot = process.getuid?.() === 0;
  const [command = "", ...words] = [
    ...(isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []),
    process.execPath,
    ...node,
  ];
  return spawnSync(command, words, { encoding: "utf8" }).stderr;
}
