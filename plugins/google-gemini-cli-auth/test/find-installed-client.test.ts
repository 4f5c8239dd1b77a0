// The client is found wherever a package manager puts Gemini CLI, and in no other program.
import { expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import { clientIn, filesNamedIn, findInstalledClient } from "../src/find-installed-client.ts";
import { installGemini, type Layout, madeUp } from "./fakes/install-gemini.ts";

it.each<Layout>(["npm", "npm-with-core", "npm-with-core-beside", "pnpm"])(
  "finds it as %s installs it",
  async (layout) => {
    const { files, read } = installGemini(layout);
    const found = await findInstalledClient(files);
    expect(found).toMatchObject(madeUp);
    expect(new Set(read).size).toBe(read.length);
    // Another time one file is read, and all of them where that is gone.
    const first = [...read];
    expect(await findInstalledClient(files, found?.place)).toEqual(found);
    expect(read.slice(first.length)).toEqual([found?.place]);
    expect(await findInstalledClient(files, "/gone/chunk-1.js")).toEqual(found);
    expect(read.slice(first.length + 1)).toEqual(first);
  },
);

it.each<[string, Record<string, string>, string]>([
  ["npm", { npm: "/n/lib/node_modules/npm/bin/npm-cli.js" }, "/n/lib/node_modules"],
  ["node", { node: "/v/22/bin/node" }, "/v/22/lib/node_modules"],
  ["a home", {}, "~/.npm-global/lib/node_modules"],
])("finds it among global modules that PATH does not lead to: by %s", async (_by, on, modules) => {
  const core = `${modules}/@google/gemini-cli-core/dist/src/code_assist/oauth2.js`;
  const text = `OAUTH_CLIENT_ID="${madeUp.clientId}";OAUTH_CLIENT_SECRET="${madeUp.clientSecret}"`;
  const files = {
    which: async (program: string) => on[program],
    read: async (path: string) => (path === core ? text : Promise.reject(new Error(path))),
  };
  expect(await findInstalledClient(files)).toEqual({ ...madeUp, place: core });
  expect(manifest.files).toContain(core.replace(modules, "**"));
});

it("finds nothing in a program of the same name, nor without one", async () => {
  expect(await findInstalledClient(installGemini("empty").files)).toBeUndefined();
  const none = { which: async () => undefined, read: () => Promise.reject(new Error("no")) };
  expect(await findInstalledClient(none)).toBeUndefined();
});

it("ends where files lead to one another without end", async () => {
  let count = 0;
  const files = {
    which: async () => "/a/@google/gemini-cli/bundle/gemini.js",
    read: async () => `import "./chunk-${count++}.js";`,
  };
  expect(await findInstalledClient(files)).toBeUndefined();
  expect(count).toBeLessThan(100);
});

it("takes no half of a client, and no reference to one", () => {
  expect(clientIn('const OAUTH_CLIENT_ID = "1234-x.apps.example.com";')).toBeUndefined();
  expect(clientIn('x.OAUTH_CLIENT_ID == a; OAUTH_CLIENT_SECRET = "12345678"')).toBeUndefined();
  const both = 'OAUTH_CLIENT_ID="1234-x.apps.example.com",OAUTH_CLIENT_SECRET="12345678"';
  expect(clientIn(both)).toEqual({
    clientId: "1234-x.apps.example.com",
    clientSecret: "12345678",
  });
});

it("follows what a file imports and what a launcher starts", () => {
  const text =
    'import a from "./a.js"; export * from "../b-1.js"; await import("./c.js"); import "x";';
  expect(filesNamedIn(text, "/p/q/start.js")).toEqual(["/p/q/a.js", "/p/b-1.js", "/p/q/c.js"]);
  const launcher = 'exec node "$basedir/node_modules/@google/gemini-cli/bundle/gemini.js" "$@"';
  expect(filesNamedIn(launcher, "/npm/gemini")).toEqual([
    "/npm/node_modules/@google/gemini-cli/bundle/gemini.js",
  ]);
});

it("holds no client of Google's", () => {
  expect(manifest.oauth).not.toHaveProperty("clientId");
  expect(JSON.stringify(manifest)).not.toMatch(/apps\.googleusercontent|GOCSPX/);
});
