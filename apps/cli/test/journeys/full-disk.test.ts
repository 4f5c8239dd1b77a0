// Output that goes to a file on a full disk: that is said in one line, and programs see it.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

/** Of Linux: whoever writes to it is told that no space is left. */
const FULL = "/dev/full";

describe.skipIf(!existsSync(FULL))("a full disk", () => {
  it.each([
    [["--help"]],
    [["--version"]],
    [["models", "list", "--all"]],
    [["models", "list", "--all", "--json"]],
    [["run", "--json", "--modle", "x", "hi"]],
    [["run", "--ndjson", "-m", "nobody/x", "hi"]],
  ])("%j", (words) => {
    const { folder } = createHome();
    const full = openSync(FULL, "w");
    onTestFinished(() => closeSync(full));
    const main = join(import.meta.dirname, "../../dist/main.js");
    const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
      env: { HOME: folder, MAYROS_STATE_DIR: folder },
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "error: stdout can't be written: ENOSPC\n",
    });
  });
});
