// Has a page opened in the person's browser by a process of its own, `mayros __open`: the library that knows how gives
// what it starts the whole environment of its process, and that one's is small. The address comes on stdin.
import { spawn } from "node:child_process";
import type { Environment } from "@mayros/core";
import { browserEnvironment } from "./browser-environment.ts";

/** ms. PowerShell takes seconds on a cold day. */
const PATIENCE = 20_000;

/** False where no browser could be started. */
export function startBrowser(url: string, env: Environment): Promise<boolean> {
  const [, main = ""] = process.argv;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, "__open"], {
      env: browserEnvironment(env),
      stdio: ["pipe", "ignore", "ignore"],
      timeout: PATIENCE,
      windowsHide: true,
    });
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
    child.stdin.on("error", () => {}); // it may be gone already
    child.stdin.end(url);
    // A login that is over waits for no browser.
    child.unref();
  });
}
