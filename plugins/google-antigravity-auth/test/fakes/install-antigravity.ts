// Installations of Antigravity, with an OAuth client that nobody has. The words of Google's ids are put together here,
// so that nobody takes them for real ones.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PluginFiles } from "@mayros/core";
import { onTestFinished } from "vitest";

export const madeUp = {
  clientId: `1234567890-${"madeup".repeat(5)}.apps.googleusercontent.com`,
  clientSecret: ["GOCSPX", "made-up-secret-of-a-test-000"].join("-"),
};

/** Minified, with a client of another service far away. */
const start = [
  `var o="987654321-${"another".repeat(4)}.apps.googleusercontent.com";`,
  "x".repeat(5000),
  `/* oauthClient.js */var a="${madeUp.clientId}",b="${madeUp.clientSecret}";`,
  "y".repeat(500),
].join("\n");

export interface Installation {
  /** For PATH. */
  readonly bin: string;
  /** As a plugin sees it: `~` is an empty home. */
  readonly files: PluginFiles;
  remove(): void;
}

/** `empty` is a program of that name without the editor. */
export function installAntigravity(layout: "editor" | "empty" = "editor"): Installation {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mayros-antigravity-")));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  onTestFinished(remove);
  const home = join(root, "antigravity");
  const program = join(home, "bin/antigravity");
  const main = join(home, "resources/app/out/main.js");
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, "#!/bin/sh\n");
  chmodSync(program, 0o755);
  if (layout === "editor") {
    mkdirSync(dirname(main), { recursive: true });
    writeFileSync(main, start);
  }
  return {
    bin: dirname(program),
    remove,
    files: {
      read: (path) =>
        path.startsWith(root) ? readFile(path, "utf8") : Promise.reject(new Error("no file")),
      which: (name) => realpath(join(home, "bin", name)).catch(() => undefined),
    },
  };
}
