// The libraries as people get them: from a registry, with npm, when the plugin is switched on.
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ConsentRequest, createMayros } from "@mayros/sdk";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findTree } from "../../../tools/registry/find-tree.ts";
import { type Registry, startRegistry } from "../../../tools/registry/start-registry.ts";
import { buildBuiltin, type OpenBedrock, openBedrock, removeBuiltin } from "./open-bedrock.ts";

const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, "../mayros.plugin.json"), "utf8"),
) as { libraries: Record<string, string> };
const { libraries } = manifest;
const ID = "amazon-bedrock";

let builtinFolder = "";
let registry: Registry;
beforeAll(async () => {
  [builtinFolder, registry] = await Promise.all([buildBuiltin(), startRegistry()]);
  const modules = join(import.meta.dirname, "../node_modules");
  const trees = Object.keys(libraries).map((name) => findTree(join(modules, name)));
  const folders = new Set((await Promise.all(trees)).flat());
  await Promise.all([...folders].map((folder) => registry.publish(folder)));
}, 120_000);
afterAll(async () => {
  await registry.close();
  await removeBuiltin(builtinFolder);
});

const CANARY = "canary-key-0123456789";
function open(npmrc = registry.npmrc): Promise<OpenBedrock> {
  const { PATH = "" } = process.env;
  const env = { PATH, npm_config_userconfig: npmrc, AWS_BEARER_TOKEN_BEDROCK: CANARY };
  return openBedrock({ builtinFolder, fresh: true, env });
}
const folderOf = ({ home }: OpenBedrock): string => join(home, "libraries", ID);

async function ask({ mayros }: OpenBedrock): Promise<string> {
  const model = mayros.languageModel(`${ID}/amazon.nova-lite-v1:0`);
  const { content } = await model.doGenerate({
    prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
  });
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

it("are shown, asked about, installed, and used; once", { timeout: 120_000 }, async () => {
  const opened = await open();
  const { mayros } = opened;
  const steps: string[] = [];
  const asked: ConsentRequest[] = [];
  const result = await mayros.plugins.enable(ID, {
    ask: async (request) => asked.push(request) > 0,
    onProgress: (step) => steps.push(step),
  });
  const [request] = asked;
  expect(request?.libraries?.map((each) => [each.package, each.version])).toEqual(
    Object.entries(libraries),
  );
  expect(request?.libraries?.[0]).toMatchObject({ publisher: "somebody" });
  expect(steps).toEqual(["look", "download", "check", "store"]);
  expect(result).toMatchObject({ enabled: true, changed: true, installed: { manager: "npm" } });
  expect(result.installed?.files).toBeGreaterThan(1_000);

  const record = JSON.parse(readFileSync(join(folderOf(opened), "libraries.json"), "utf8"));
  expect(record).toMatchObject({ libraries, lock: { file: "package-lock.json" } });
  expect(existsSync(join(folderOf(opened), "package-lock.json"))).toBe(true);
  expect(readdirSync(join(opened.home, "libraries"))).toEqual([ID]);

  expect(await ask(opened)).toBe("Hello, whole.");
  expect(opened.bedrock.asked[0]?.headers.authorization).toBe(`Bearer ${CANARY}`);
  expect(await mayros.plugins.doctor()).toEqual([]);

  const before = registry.requests.length;
  await mayros.plugins.disable(ID);
  const again = await mayros.plugins.enable(ID);
  expect(again.installed).toBeUndefined();
  expect(registry.requests).toHaveLength(before);

  // What changed is not run, and can be installed anew.
  const file = join(folderOf(opened), "node_modules/aws4fetch/dist/aws4fetch.esm.mjs");
  appendFileSync(file, "\n// changed\n");
  const refused = {
    code: "MAYROS_PLUGIN_FAILED",
    message: expect.stringContaining("its libraries were changed since they were installed"),
    hint: `mayros plugins enable ${ID}`,
  };
  const other = createMayros({ env: opened.env, builtinFolder });
  await expect(ask({ ...opened, mayros: other })).rejects.toMatchObject(refused);
  other.close();
  expect(await mayros.plugins.doctor()).toEqual([
    expect.objectContaining({ severity: "error", fix: `mayros plugins enable ${ID}` }),
  ]);
  await mayros.plugins.enable(ID, { accept: true });
  expect(await mayros.plugins.doctor()).toEqual([]);
  expect(readFileSync(file, "utf8")).not.toContain("// changed");
});

it("are another version's after an update of Mayros, which is told", async () => {
  const opened = await openBedrock({ builtinFolder, env: { AWS_BEARER_TOKEN_BEDROCK: CANARY } });
  const file = join(folderOf(opened), "libraries.json");
  const record = JSON.parse(readFileSync(file, "utf8")) as object;
  const older = { ...libraries, "@ai-sdk/amazon-bedrock": "5.0.1" };
  writeFileSync(file, JSON.stringify({ ...record, libraries: older }));
  await expect(ask(opened)).rejects.toMatchObject({
    message: expect.stringContaining(
      "it needs @ai-sdk/amazon-bedrock 5.0.101, and 5.0.1 is installed",
    ),
    hint: `mayros plugins enable ${ID}`,
  });
});

it("are installed for nobody who did not agree", async () => {
  const opened = await open();
  const before = registry.requests.filter((line) => line.includes(".tgz")).length;
  for (const how of [{}, { ask: async () => false }]) {
    await expect(opened.mayros.plugins.enable(ID, how)).rejects.toMatchObject({
      code: "MAYROS_CONSENT_MISSING",
      message: expect.stringMatching(/@ai-sdk\/amazon-bedrock 5\.0\.101,.* would be downloaded/),
      hint: `mayros plugins enable ${ID} --accept`,
    });
  }
  expect(registry.requests.filter((line) => line.includes(".tgz"))).toHaveLength(before);
  expect(existsSync(folderOf(opened))).toBe(false);
  expect(await isOn(opened)).toBe(false);
});

it("leave the plugin off where the registry does not answer", { timeout: 60_000 }, async () => {
  const gone = await startRegistry();
  const npmrc = join(await buildBuiltin(), "npmrc");
  writeFileSync(npmrc, readFileSync(gone.npmrc, "utf8"));
  await gone.close();
  const opened = await open(npmrc);
  await expect(opened.mayros.plugins.enable(ID, { accept: true })).rejects.toMatchObject({
    code: "MAYROS_PACKAGE_UNAVAILABLE",
    message: expect.stringContaining(`${ID} stays off, its libraries can't be had`),
  });
  expect(existsSync(folderOf(opened))).toBe(false);
  expect(await isOn(opened)).toBe(false);
});

async function isOn({ mayros }: OpenBedrock): Promise<boolean | undefined> {
  return (await mayros.plugins.list()).find(({ id }) => id === ID)?.enabled;
}
