import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { loadPluginCode } from "./load-plugin-code.ts";

/** A folder for two: `acme`, the plugin's, and one beside it. */
function folders() {
  const root = mkdtempSync(join(tmpdir(), "mayros-code-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const acme = join(root, "acme");
  const beside = join(root, "beside");
  for (const folder of [acme, beside]) mkdirSync(folder);
  return { acme, beside };
}

const refused = (said: string) => ({
  code: "MAYROS_PLUGIN_FAILED",
  message: expect.stringMatching(`^the plugin acme can't be loaded: .*${said}`),
  hint: "mayros plugins disable acme",
  details: { plugin: "acme" },
});

it("runs the entry, and hands over what it exports", async () => {
  const { acme } = folders();
  writeFileSync(join(acme, "index.mjs"), "export default { providers: { acme: {} } };");
  const code = await loadPluginCode({ id: "acme", path: acme, entry: "index.mjs" });
  expect(code).toEqual({ providers: { acme: {} } });
});

it("follows the entry to no other folder, whatever it was when the manifest was read", async () => {
  const { acme, beside } = folders();
  writeFileSync(join(beside, "index.mjs"), "globalThis.ranFromBeside = true; export default {};");
  symlinkSync(join(beside, "index.mjs"), join(acme, "index.mjs"));
  symlinkSync(beside, join(acme, "lib"));
  for (const entry of ["index.mjs", "lib/index.mjs", "../beside/index.mjs"]) {
    const loading = loadPluginCode({ id: "acme", path: acme, entry });
    await expect(loading).rejects.toMatchObject(refused("leads out of its folder"));
  }
  expect(globalThis).not.toHaveProperty("ranFromBeside");
});

it.skipIf(process.platform === "win32")("runs nothing that others may write", async () => {
  const { acme } = folders();
  const entry = join(acme, "index.mjs");
  writeFileSync(entry, "globalThis.ranOfOthers = true; export default {};");
  for (const path of [entry, acme]) {
    chmodSync(path, 0o777);
    const loading = loadPluginCode({ id: "acme", path: acme, entry: "index.mjs" });
    await expect(loading).rejects.toMatchObject(refused("is writable by everyone"));
    chmodSync(path, 0o755);
  }
  expect(globalThis).not.toHaveProperty("ranOfOthers");
});

it("waits for no module that never gets ready, and hears no more of it", async () => {
  const { acme } = folders();
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => void faults.push(fault);
  process.on("unhandledRejection", onFault);
  onTestFinished(() => void process.off("unhandledRejection", onFault));
  const slow = `await new Promise((resolve) => { globalThis.getReady = resolve; }); throw new Error("late");`;
  writeFileSync(join(acme, "index.mjs"), slow);
  const loading = loadPluginCode({ id: "acme", path: acme, entry: "index.mjs" }, 20);
  await expect(loading).rejects.toMatchObject(refused("did not finish loading within 0.02 s"));
  (globalThis as { getReady?: () => void }).getReady?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(faults).toEqual([]);
});
