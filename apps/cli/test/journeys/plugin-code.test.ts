// A plugin with code, as `mayros run` sees it: what it prints, and what it leaves behind.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import { writePlugin } from "../write-plugin.ts";

/** A home where somebody agreed to run this code. */
function homeWithCode(code: string, baseUrl: string): MayrosHome {
  const home = createHome();
  const models = [{ id: "one" }];
  const folder = writePlugin(home.folder, { manifest: { entry: "index.js" }, models });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "index.js"), code);
  const grants = { env: ["ACME_API_KEY"], hosts: ["acme.example"], code: true };
  home.writeConfig(
    JSON.stringify({
      plugins: { load: { paths: [folder] }, entries: { acme: { enabled: true, grants } } },
      models: { providers: { acme: { baseUrl } } },
    }),
  );
  return home;
}

const run = ["run", "--json", "-m", "acme/one", "hi"];
const env = { ACME_API_KEY: "key-0123456789abcdef" };

it("keeps what a plugin prints off stdout", async () => {
  const server = await startModelServer({});
  onTestFinished(() => server.stop());
  const code = `for (const how of ["log", "info", "debug", "warn"]) console[how]("said by " + how);
    export default { providers: {} };`;
  const answered = await homeWithCode(code, `${server.url}/v1`).run(run, { env });
  expect(answered).toMatchObject({
    code: 0,
    stderr: "said by log\nsaid by info\nsaid by debug\nsaid by warn\n",
  });
  expect(JSON.parse(answered.stdout)).toMatchObject({ model: "acme/one" });
});

it("ends when the answer is there, whatever a plugin waits for", async () => {
  const server = await startModelServer({});
  onTestFinished(() => server.stop());
  const code = "setInterval(() => {}, 1000); export default { providers: {} };";
  // A process that does not end fails this test by its time limit.
  const answered = await homeWithCode(code, `${server.url}/v1`).run(run, { env });
  expect(answered.code).toBe(0);
  const refused = await homeWithCode(`${code} throw new Error("no");`, server.url).run(run, {
    env,
  });
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("the plugin acme can't be loaded: no");
});
