// A plugin as its publisher has it before it is published: a folder with package.json, manifest and what else is given.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export interface PackageText {
  /** Default: `acme`; the package is `mayros-<id>`, its provider has the same name. */
  readonly id?: string;
  readonly version?: string;
  /** Laid over the manifest of a plugin with one key and the model `one`. */
  readonly manifest?: object;
  readonly provider?: object;
  readonly packageJson?: object;
  /** Further files by their path in the folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Returns the folder, which is removed when the test is over. */
export function writePackage(text: PackageText = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-package-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files: Record<string, string> = {
    "package.json": JSON.stringify(packageJsonOf(text)),
    "mayros.plugin.json": JSON.stringify(manifestOf(text)),
    "README.md": `# Acme\n\n\`mayros run -m ${text.id ?? "acme"}/one "hello"\`\n`,
    ...text.files,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function packageJsonOf({ id = "acme", version = "1.0.0", packageJson }: PackageText) {
  return {
    name: `mayros-${id}`,
    version,
    type: "module",
    description: `Models of ${id}`,
    license: "MIT",
    keywords: ["mayros-plugin"],
    exports: {
      "./mayros.plugin.json": "./mayros.plugin.json",
      "./package.json": "./package.json",
    },
    files: ["mayros.plugin.json", "index.js"],
    peerDependencies: { "@mayros/core": "*" },
    ...packageJson,
  };
}

export function manifestOf({ id = "acme", manifest, provider }: PackageText = {}) {
  const name = id.toUpperCase().replaceAll("-", "_");
  const field = {
    ...{ name: "apiKey", flag: `--${id}-api-key`, env: [`${name}_API_KEY`] },
    ...{ prompt: `${id} API key`, secret: true },
  };
  const key = { id: "api-key", kind: "api-key", choice: `${id}-api-key`, label: `${id} key` };
  const block = {
    name: id,
    api: "openai-completions",
    baseUrl: `https://${id}.example/v1`,
    authMethods: [{ ...key, fields: [field] }],
    models: [{ id: "one" }],
    ...provider,
  };
  return {
    ...{ id, apiVersion: 1, name: id, description: `${id}'s models` },
    sources: [{ url: `https://${id}.example/docs`, accessed: "2026-11-28" }],
    providers: { [id]: block },
    hosts: [`${id}.example`],
    ...manifest,
  };
}
