// What a downloaded package is refused for, in a project that no package manager had to make. That nothing of it stays behind
// is tried with npm, where the SDK installs.
import { expect, it, test } from "vitest";
import { manifestOf, pluginMachine } from "../test/plugin-machine.ts";
import { checkPackage } from "./check-package.ts";

/** Checks a package of these files, on a machine where `shipped` ships and `there` is installed. */
async function check(files: Readonly<Record<string, unknown>>) {
  const machine = pluginMachine();
  machine.install("there", { "mayros.plugin.json": manifestOf("there") });
  const found = { name: "mayros-acme", version: "1.0.0" };
  const all: Record<string, unknown> = {
    "package.json": found,
    "mayros.plugin.json": manifestOf("acme"),
    ...files,
  };
  machine.write(
    Object.fromEntries(
      Object.entries(all).map(([name, text]) => [`new/node_modules/mayros-acme/${name}`, text]),
    ),
  );
  const signature = { problem: "the registry did not sign it" };
  const project = `${machine.folder}/new`;
  return checkPackage({ ...found, project, signature }, await machine.open());
}

const manifest = (...text: Parameters<typeof manifestOf>) => ({
  "mayros.plugin.json": manifestOf(...text),
});

it("takes one that is as it should be, so that the others are refused for what they are", async () => {
  expect(await check({})).toMatchObject({ id: "acme", code: false, hosts: ["acme.example"] });
});

const { shipped = { name: "shipped", api: "x", authMethods: [] } } =
  manifestOf("shipped").providers ?? {};

test.each([
  ["no manifest", manifest("Not An Id"), /mayros\.plugin\.json.*must be kebab-case/],
  ["code that is not there", manifest("acme", {}, { entry: "index.js" }), /has no index\.js/],
  ["code above it", manifest("acme", {}, { entry: "../evil.js" }), /entry/],
  ["code elsewhere", manifest("acme", {}, { entry: "/tmp/evil.js" }), /entry/],
  ["code on a way up", manifest("acme", {}, { entry: "node_modules/../../evil.js" }), /entry/],
  ["a models file outside", manifest("acme", { modelsFile: "../../x.json" }), /leads out/],
  [
    "a newer core",
    manifest("acme", {}, { minCore: "99.0.0" }),
    /needs Mayros with @mayros\/core 99/,
  ],
  [
    "a name that is not what it was published as",
    { "package.json": { name: "mayros-other", version: "1.0.0" } },
    /its package\.json says that it is mayros-other@1\.0\.0/,
  ],
  [
    "dependencies without code",
    {
      "package.json": { name: "mayros-acme", version: "1.0.0", dependencies: { needed: "1.0.0" } },
    },
    /it has no code, and its package\.json wants needed/,
  ],
  ["an id that ships", manifest("shipped"), /"shipped" is claimed by two: it ships/],
  ["what looks like an id that ships", manifest("s-hipped"), /claimed by two/],
  ["a provider that ships", manifest("acme", {}, { providers: { shipped } }), /claimed by two/],
  [
    "a provider that ships, in other letters",
    manifest("acme", {}, { providers: { ｓhipped: shipped } }),
    /claimed by two|providers/,
  ],
  ["an alias that ships", manifest("acme", { aliases: ["s.hipped"] }), /claimed by two/],
  [
    "a provider of an installed one",
    manifest("acme", {}, { providers: { th_ere: shipped } }),
    /claimed by two plugins: there and acme/,
  ],
])("%s is refused", async (_what, files, message) => {
  await expect(check(files)).rejects.toThrow(message);
});
