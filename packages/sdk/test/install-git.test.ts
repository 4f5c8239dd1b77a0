// Packages that need what lies in a git repository: npm would clone it, and run what its settings name. Older npm has no
// setting that forbids it.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openRegistry, pluginFolder, scratchFolder, shopWith } from "./plugin-shop.ts";

vi.setConfig({ testTimeout: 120_000 });

const accept = { accept: true };

/** Made by whatever must not run. */
let canary: string;
/** Of a repository whose settings, and scripts, and own dependencies run something. */
let address: string;

beforeEach(() => {
  canary = join(scratchFolder("canary"), "ran");
  const inner = repository({ "package.json": JSON.stringify({ name: "inner", version: "1.0.0" }) });
  const scripts = { prepare: `touch ${canary}`, install: `touch ${canary}` };
  const parts = { name: "parts", version: "1.0.0", scripts, dependencies: { inner } };
  address = repository({
    "package.json": JSON.stringify(parts),
    ".npmrc":
      "git=./run.sh\nignore-scripts=false\nallow-git=all\nnode-options=--require ./run.cjs\n",
    "run.sh": `#!/bin/sh\ntouch ${canary}\n`,
    "run.cjs": `require("node:fs").writeFileSync(${JSON.stringify(canary)}, "");\n`,
  });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder("repository");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  if (files["run.sh"] !== undefined) chmodSync(join(folder, "run.sh"), 0o755);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", ".");
  const by = ["-c", "user.name=ada", "-c", "user.email=ada@acme.example"];
  git(...by, "commit", "--quiet", "--message", "parts");
  return `git+${pathToFileURL(folder).href}`;
}

/** npm as it was before it could be told to leave git alone. */
function olderNpm(): string {
  const folder = scratchFolder("bin");
  const script = `#!/bin/sh\nunset npm_config_allow_git\nPATH="\${PATH#*:}" exec npm "$@"\n`;
  writeFileSync(join(folder, "npm"), script, { mode: 0o755 });
  return [folder, process.env.PATH].join(delimiter);
}

describe.each([
  ["npm", () => process.env.PATH ?? ""],
  ["older npm", olderNpm],
])("with %s", (_, path) => {
  it.each(["dependencies", "optionalDependencies", "peerDependencies"])(
    "refuses a package whose %s lead to a repository, and runs nothing of it",
    async (field) => {
      const registry = await openRegistry();
      const code = { manifest: { entry: "index.js" }, files: { "index.js": "export default {};" } };
      const packageJson = { [field]: { parts: address } };
      const folder = pluginFolder("acme", { ...code, packageJson });
      await registry.publish(folder);
      const { mayros, records } = shopWith(registry, {}, { PATH: path() });
      for (const spec of ["mayros-acme", folder]) {
        const failed = await mayros.plugins
          .install(spec, { ...accept, allowNew: true })
          .catch((e) => e);
        expect(failed.message).toContain("it needs parts, which comes from no registry");
      }
      expect(existsSync(canary)).toBe(false);
      expect(records()).toEqual({});
    },
  );

  it("takes no package that needs one that leads to a repository, and runs nothing of it", async () => {
    const registry = await openRegistry();
    const needed = { name: "needed", keywords: [], dependencies: { parts: address } };
    await registry.publish(pluginFolder("needed", { packageJson: needed }));
    const packageJson = { dependencies: { needed: "^1.0.0" } };
    const code = { manifest: { entry: "index.js" }, files: { "index.js": "export default {};" } };
    await registry.publish(pluginFolder("acme", { ...code, packageJson }));
    const { mayros, records } = shopWith(registry, {}, { PATH: path() });
    await expect(
      mayros.plugins.install("mayros-acme", { ...accept, allowNew: true }),
    ).rejects.toThrow();
    expect(existsSync(canary)).toBe(false);
    expect(records()).toEqual({});
  });
});
