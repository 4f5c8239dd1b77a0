// A plugin of nobody with a login in plain JavaScript, good as it is, that tests break in one way at a time.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

const manifest = {
  id: "acme",
  apiVersion: 1,
  name: "Acme",
  description: "Models of Acme",
  entry: "dist/index.js",
  oauth: {
    clientId: "acme-cli",
    deviceAuthorizationUrl: "https://login.acme.example/device/code",
    tokenUrl: "https://login.acme.example/token",
  },
  providers: {
    acme: {
      name: "Acme",
      api: "openai-completions",
      baseUrl: "https://api.acme.example/v1",
      authMethods: [
        { id: "api-key", kind: "api-key", choice: "acme-api-key", label: "Acme API key" },
        { id: "device", kind: "oauth-device", choice: "acme", label: "Acme login" },
      ],
      models: [{ id: "acme-1", contextWindow: 128_000, maxTokens: 8192 }],
    },
  },
  hosts: ["api.acme.example", "login.acme.example"],
  sources: [{ url: "https://docs.acme.example/", accessed: "2026-11-28" }],
};

const packageJson = {
  name: "acme-mayros-plugin",
  version: "1.0.0",
  description: "Acme for Mayros",
  license: "MIT",
  type: "module",
  keywords: ["mayros-plugin"],
  engines: { node: ">=22.18" },
  files: ["mayros.plugin.json", "dist"],
  exports: {
    ".": { default: "./dist/index.js" },
    "./mayros.plugin.json": "./mayros.plugin.json",
    "./package.json": "./package.json",
  },
  peerDependencies: { "@mayros/core": "^0.0.0" },
};

const code = readFileSync(join(import.meta.dirname, "acme-code.js"), "utf8");

/** Returns its folder, which is gone when the test is over. `from` has to be in the file. */
export function writeAcme(file = "dist/index.js", from = "", to = ""): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-contract-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files: Record<string, string> = {
    "mayros.plugin.json": JSON.stringify(manifest),
    "package.json": JSON.stringify(packageJson),
    "README.md": "# acme\n\nmayros run -m acme/acme-1 hello\n",
    "dist/index.js": code,
  };
  const before = files[file] ?? "";
  if (!before.includes(from)) throw new Error(`${file} has no ${from}`);
  files[file] = before.replace(from, () => to);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
