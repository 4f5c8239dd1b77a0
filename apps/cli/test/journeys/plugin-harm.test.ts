// Plugins of strangers that do harm, as the command meets them (T50, P10-P12): it says which and why, does everything else,
// and ends as it should.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import { writePlugin } from "../write-plugin.ts";

/** A home with the plugin off, and a provider of the config at the same server. */
async function homeWith(code: string): Promise<MayrosHome> {
  const server = await startModelServer({});
  onTestFinished(() => server.stop());
  const home = createHome();
  const folder = writePlugin(home.folder, {
    manifest: { entry: "index.js" },
    models: [{ id: "one" }],
  });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "index.js"), code);
  const baseUrl = `${server.url}/v1`;
  const good = { baseUrl, api: "openai-completions", models: [{ id: "m" }] };
  home.writeConfig(
    JSON.stringify({
      plugins: { load: { paths: [folder] } },
      models: { providers: { acme: { baseUrl }, good } },
    }),
  );
  return home;
}

const env = { ACME_API_KEY: "key-0123456789abcdef", GOOD_API_KEY: "key-0123456789abcdef" };
const enable = ["plugins", "enable", "acme", "--accept"];

it.each([
  ["throws", 'throw new Error("boom");', "boom"],
  [
    "ends the process",
    "process.exit(0);",
    "it ended its process (exit code 0) while it was loaded",
  ],
  ["hangs", "for (;;);", "it did not finish loading within 5 s"],
  ["never settles", "await new Promise(() => {});", "it never finishes loading"],
])("`enable` of one that %s fails, names why and writes nothing", async (_what, code, reason) => {
  const home = await homeWith(code);
  const refused = await home.run(enable, { env });
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain(`the plugin acme can't be loaded: ${reason}`);
  const list = await home.run(["plugins", "list", "--json"], { env });
  const { plugins } = JSON.parse(list.stdout) as { plugins: { id: string; reason: string }[] };
  expect(plugins.find(({ id }) => id === "acme")).toMatchObject({
    enabled: false,
    reason: "plugins from load paths are off until enabled",
  });
});

it("one that turns bad after it was enabled is off with the reason, and everything else works", async () => {
  const home = await homeWith("export default {};");
  expect((await home.run(enable, { env })).code).toBe(0);
  const run = (ref: string) => home.run(["run", "-m", ref, "hi"], { env });
  expect((await run("acme/one")).code).toBe(0);
  writeFileSync(join(home.folder, "acme/index.js"), 'throw new Error("turned bad");');
  const failed = await run("acme/one");
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain("the plugin acme can't be loaded: turned bad");
  expect(failed.stderr).toContain("mayros plugins enable acme");
  for (const words of [["models", "list", "--all"], ["plugins", "list"], ["--help"]]) {
    expect(await home.run(words, { env })).toMatchObject({ code: 0 });
  }
  expect(await run("good/m")).toMatchObject({ code: 0, stdout: "Hello from the model server.\n" });
  const doctor = await home.run(["plugins", "doctor"], { env });
  expect(doctor.stdout + doctor.stderr).toContain("turned bad");
  const info = await home.run(["plugins", "info", "acme"], { env });
  expect(info.stdout).toContain("turned bad");
  writeFileSync(join(home.folder, "acme/index.js"), "export default {};");
  expect((await home.run(enable, { env })).code).toBe(0);
  expect((await run("acme/one")).code).toBe(0);
});

it("one that wants to end the command, at once or later, fails its own request", async () => {
  const code = `export default { providers: { acme: { prepare(session, { model }) {
    if (model === "one") process.exit(0);
    setTimeout(() => { throw new Error("late"); }, 1);
  } } } };`;
  const home = await homeWith(code);
  expect((await home.run(enable, { env })).code).toBe(0);
  const ended = await home.run(["run", "-m", "acme/one", "hi"], { env });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(
    "the plugin acme called process.exit, which would end this program",
  );
  const late = await home.run(["run", "-m", "acme/two", "hi"], { env });
  expect(late.code).toBe(0);
  expect(late.stdout).toBe("Hello from the model server.\n");
});

it("MAYROS_PLUGINS=off keeps them all off, and says so", async () => {
  const home = await homeWith("export default {};");
  expect((await home.run(enable, { env })).code).toBe(0);
  const off = { env: { ...env, MAYROS_PLUGINS: "off" } };
  const refused = await home.run(["run", "-m", "acme/one", "hi"], off);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("MAYROS_PLUGINS is off");
  const enabling = await home.run(enable, off);
  expect(enabling.code).toBe(1);
  expect(enabling.stderr).toContain("unset MAYROS_PLUGINS");
});
