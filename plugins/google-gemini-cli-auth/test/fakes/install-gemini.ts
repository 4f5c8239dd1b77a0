// Installations of Gemini CLI as package managers leave them, with an OAuth client that nobody has.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PluginFiles } from "@mayros/core";
import { onTestFinished } from "vitest";

export const madeUp = {
  clientId: "1234-made-up.apps.example.com",
  clientSecret: "made-up-secret-of-a-test",
};

export type Layout = "npm" | "npm-with-core" | "npm-with-core-beside" | "pnpm" | "empty";

const constants = `var OAUTH_CLIENT_ID = "${madeUp.clientId}";\nvar OAUTH_CLIENT_SECRET = "${madeUp.clientSecret}";\n`;
const core = "@google/gemini-cli-core/dist/src/code_assist/oauth2.js";

/** Files of each layout, below its folder; links by what they lead to. */
const layouts: Readonly<Record<Layout, { files: Record<string, string>; bin?: string }>> = {
  npm: {
    bin: "lib/node_modules/@google/gemini-cli/bundle/gemini.js",
    files: {
      "lib/node_modules/@google/gemini-cli/bundle/gemini.js":
        '#!/usr/bin/env node\nimport { a } from "./chunk-AAAA.js";\nimport "./chunk-BBBB.js";\nawait import("./gemini-CCCC.js");\n',
      "lib/node_modules/@google/gemini-cli/bundle/chunk-AAAA.js":
        'import { x } from "./chunk-BBBB.js"; export const a = process.env["OAUTH_CLIENT_ID"];\n',
      "lib/node_modules/@google/gemini-cli/bundle/chunk-BBBB.js": "export const x = 1;\n",
      "lib/node_modules/@google/gemini-cli/bundle/gemini-CCCC.js": `import "./chunk-AAAA.js";\n${constants}`,
    },
  },
  "npm-with-core": {
    bin: "lib/node_modules/@google/gemini-cli/dist/index.js",
    files: {
      "lib/node_modules/@google/gemini-cli/dist/index.js": 'import "@google/gemini-cli-core";\n',
      [`lib/node_modules/@google/gemini-cli/node_modules/${core}`]: constants.replaceAll('"', "'"),
    },
  },
  "npm-with-core-beside": {
    bin: "lib/node_modules/@google/gemini-cli/dist/index.js",
    files: {
      "lib/node_modules/@google/gemini-cli/dist/index.js": 'import "@google/gemini-cli-core";\n',
      [`lib/node_modules/${core}`]: `const${constants.slice(3)}`,
    },
  },
  // A script starts what stands in a store.
  pnpm: {
    files: {
      "bin/gemini":
        '#!/bin/sh\nbasedir=$(dirname "$0")\nexec node "$basedir/../global/5/node_modules/@google/gemini-cli/bundle/gemini.js" "$@"\n',
      "global/5/node_modules/@google/gemini-cli/bundle/gemini.js": 'import "./chunk-DDDD.js";\n',
      "global/5/node_modules/@google/gemini-cli/bundle/chunk-DDDD.js": constants,
    },
  },
  empty: { files: { "bin/gemini": "#!/bin/sh\necho another program\n" } },
};

export interface Installation {
  /** For PATH. */
  readonly bin: string;
  /** As a plugin sees it. */
  readonly files: PluginFiles;
  readonly read: readonly string[];
  remove(): void;
}

export function installGemini(layout: Layout): Installation {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mayros-gemini-")));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  onTestFinished(remove);
  const { files, bin } = layouts[layout];
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  mkdirSync(join(root, "bin"), { recursive: true });
  const program = join(root, "bin/gemini");
  if (bin !== undefined) symlinkSync(join("..", bin), program);
  chmodSync(bin === undefined ? program : join(root, bin), 0o755);
  const read: string[] = [];
  return {
    bin: join(root, "bin"),
    read,
    remove,
    files: {
      async read(path) {
        // Nothing that the machine of the test has installed.
        if (!path.startsWith(root)) throw new Error(`there is no ${path}`);
        read.push(path);
        return readFile(path, "utf8");
      },
      which: (name) => realpath(join(root, "bin", name)).catch(() => undefined),
    },
  };
}
