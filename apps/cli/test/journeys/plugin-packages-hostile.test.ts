// Packages that were made to do harm (T51, T52 of docs/reliability.md): scripts that must never run, and archives that would
// write where nothing of theirs belongs. Each is refused, or harmless, with the built command and real npm.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { homeWithRegistry, type RegistryHome } from "../home-with-registry.ts";
import { packageEntries as whole } from "../package-tarball.ts";
import { makeTarball, paxLine, type TarEntry } from "../tarball.ts";
import { packageJsonOf, writePackage } from "../write-package.ts";

// npm takes its time, and a machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

let stage: RegistryHome;
/** Outside of everything that belongs to plugins. */
let outside: string;

beforeEach(async () => {
  stage = await homeWithRegistry();
  outside = join(stage.home.folder, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "secret"), "as it was");
});

const mayros = (...words: string[]) => stage.home.run(words);
const install = (spec: string) => mayros("plugins", "install", spec, "--accept");

/** Writes an archive into the home. */
function tarballOf(name: string, entries: readonly TarEntry[]): string {
  const tarball = join(stage.home.folder, `${name}.tgz`);
  writeFileSync(tarball, makeTarball(entries));
  return tarball;
}

/** What has code may have dependencies. It needs no package of Mayros beside it. */
const withCode = (packageJson: object): TarEntry[] =>
  whole({
    manifest: { entry: "index.js" },
    packageJson: { peerDependencies: {}, ...packageJson },
    files: { "index.js": "export default {};\n" },
  });
const parts = { "acme-parts": "2.0.0" };

const installedIds = (): string[] => {
  const file = join(stage.plugins, "installed.json");
  if (!existsSync(file)) return [];
  const { plugins } = JSON.parse(readFileSync(file, "utf8")) as { plugins: object };
  return Object.keys(plugins);
};

/** Nothing was written there, and nothing of what is there was changed. */
function expectUntouched(): void {
  expect(readdirSync(outside)).toEqual(["secret"]);
  expect(readFileSync(join(outside, "secret"), "utf8")).toBe("as it was");
}

describe("install scripts", () => {
  const names = ["preinstall", "install", "postinstall", "prepare", "prepublish", "prepack"];
  const scripts = (who: string) =>
    Object.fromEntries(names.map((name) => [name, `echo ran > ${outside}/${who}-${name}`]));

  it("run neither of a package nor of a dependency, whatever the npmrc says", async () => {
    const { registry } = stage;
    stage.npmrc("ignore-scripts=false\nforeground-scripts=true\nscript-shell=/bin/sh");
    const part = { name: "acme-parts", version: "2.0.0", peerDependencies: {} };
    const dependency = { ...part, scripts: scripts("dependency") };
    await registry.publish(tarballOf("parts", whole({ packageJson: dependency })));
    const more = { scripts: scripts("package"), dependencies: parts };
    await registry.publish(tarballOf("acme", withCode(more)));
    const run = await mayros("plugins", "install", "mayros-acme", "--accept", "--json");
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      report: { scripts: ["acme-parts", "mayros-acme"], dependencies: 1 },
    });
    expect(existsSync(join(stage.plugins, "acme/node_modules/acme-parts"))).toBe(true);
    expectUntouched();
  });

  it("run of no folder and no tarball, either", async () => {
    stage.npmrc("ignore-scripts=false");
    const folder = writePackage({ packageJson: { scripts: scripts("folder") } });
    expect((await install(folder)).code).toBe(0);
    expectUntouched();
    expect((await mayros("plugins", "uninstall", "acme", "--yes")).code).toBe(0);
    const tarball = tarballOf("acme", whole({ packageJson: { scripts: scripts("tarball") } }));
    expect((await install(tarball)).code).toBe(0);
    expectUntouched();
  });
});

it("gives npm neither keys nor settings of the folder that one is in", async () => {
  const bin = join(stage.home.folder, "bin");
  const dump = join(stage.home.folder, "environment");
  mkdirSync(bin);
  const script = `#!/bin/sh\nenv >> ${dump}\nPATH="\${PATH#*:}" exec npm "$@"\n`;
  writeFileSync(join(bin, "npm"), script, { mode: 0o755 });
  await stage.registry.publish(tarballOf("acme", whole()));
  writeFileSync(join(outside, ".npmrc"), "registry=http://127.0.0.1:1/\n");
  const run = await stage.home.run(["plugins", "install", "mayros-acme", "--accept"], {
    cwd: outside,
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      ...{ GROQ_API_KEY: "canary-key", AWS_SECRET_ACCESS_KEY: "canary-secret" },
      ...{ NPM_TOKEN: "canary-token", npm_config_ignore_scripts: "false" },
    },
  });
  expect(run).toMatchObject({ code: 0 });
  const seen = readFileSync(dump, "utf8");
  expect(seen).toMatch(/^npm_config_ignore_scripts=true$/m);
  expect(seen).not.toContain("canary");
});

describe("an archive", () => {
  const evil = "evil";
  /** Entries that come after those of a whole package. `up`: from the package's folder to `outside`. */
  const hostile: [string, () => TarEntry[]][] = [
    [
      "with a path that climbs out of it",
      () => [
        ...up().map((path) => ({ path: `package/${path}/${evil}`, content: "x" })),
        { path: `../${evil}`, content: "x" },
      ],
    ],
    ["with an absolute path", () => [{ path: `${outside}/${evil}`, content: "x" }]],
    [
      "with a symlink out of it, and a file behind the link",
      () => [
        { path: "package/link", kind: "symlink", target: outside },
        { path: `package/link/${evil}`, content: "x" },
      ],
    ],
    [
      "with a symlink as its list of models",
      () => [{ path: "package/models.json", kind: "symlink", target: `${outside}/secret` }],
    ],
    [
      "with a hardlink to a file outside, and new content for it",
      () => [
        { path: "package/models.json", kind: "hardlink", target: `${outside}/secret` },
        { path: "package/models.json", content: "x" },
      ],
    ],
    ["with a device", () => [{ path: "package/zero", kind: "device" }]],
    ["with a named pipe", () => [{ path: "package/pipe", kind: "fifo" }]],
  ];

  const up = (): string[] => [1, 2, 3, 4, 5, 6].map((count) => `${"../".repeat(count)}outside`);

  it("that is as it should be is taken, so that the others are refused for what they are", async () => {
    const tarball = tarballOf("acme", whole());
    expect(await install(tarball)).toMatchObject({ code: 0 });
    expect(installedIds()).toEqual(["acme"]);
  });

  it.each(hostile)("%s is refused", async (_about, entries) => {
    const tarball = tarballOf("acme", [...whole(), ...entries()]);
    const file = await install(tarball);
    expect(file.code).not.toBe(0);
    expect(file.stderr).toMatch(/^error: .*(mayros-acme|acme\.tgz)/m);
    expectUntouched();
    expect(installedIds()).toEqual([]);
  });

  /** What one reader of archives sees and another does not. */
  const doubtful: [string, () => TarEntry[]][] = [
    [
      "that renames a file in a header of its own",
      () =>
        up().flatMap((path): TarEntry[] => [
          {
            ...{ path: "package/pax", kind: "pax" },
            content: paxLine("path", `package/${path}/evil`),
          },
          { path: "package/fine.js", content: "x" },
        ]),
    ],
    [
      "that says the size of a file once more, so that what is in it is an entry to some",
      () => [
        { path: "package/pax", kind: "pax", content: paxLine("size", "512") },
        { path: "package/fine.js", content: "x" },
      ],
    ],
    [
      "that renames all files in one header",
      () => [
        { path: "package/pax", kind: "global", content: paxLine("path", "package/../../evil") },
        { path: "package/fine.js", content: "x" },
      ],
    ],
    [
      "that hides a link behind an entry without a name",
      () => [
        { path: "", prefix: "package/hidden" },
        { path: "package/link", kind: "symlink", target: outside },
        { path: `package/link/${evil}`, content: "x" },
      ],
    ],
    [
      "that has a second package.json",
      () => [
        {
          path: "other/package.json",
          content: JSON.stringify(packageJsonOf({ packageJson: { name: "mayros-other" } })),
        },
        { path: "other/node_modules/../../../evil", content: "x" },
      ],
    ],
  ];

  it.each(doubtful)("%s is refused", async (_about, entries) => {
    const tarball = tarballOf("acme", [...whole(), ...entries()]);
    const run = await install(tarball);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(/^error: .*can't be installed: /m);
    expectUntouched();
    expect(installedIds()).toEqual([]);
  });

  // One reader looks at both kinds, before npm unpacks any.
  it.each([
    ["path", 0],
    ["symlink", 2],
    ["hidden link", 3, doubtful],
  ] as const)(
    "from the registry is refused in the same way: %s",
    async (_about, index, kinds = hostile) => {
      const entries = kinds[index]?.[1]() ?? [];
      const tarball = tarballOf("acme", [...whole(), ...entries]);
      await stage.registry.publish(tarball, { packageJson: packageJsonOf({}) });
      const run = await install("mayros-acme");
      expect(run.code).not.toBe(0);
      expect(run.stderr).toMatch(/^error: .*mayros-acme.* can't be installed: /m);
      expectUntouched();
      expect(installedIds()).toEqual([]);
    },
  );

  it("of a dependency writes nothing outside, either", async () => {
    const entries = hostile.flatMap(([, make]) => make());
    const name = { name: "acme-parts", version: "2.0.0", peerDependencies: {} };
    const tarball = tarballOf("parts", [...whole({ packageJson: name }), ...entries]);
    await stage.registry.publish(tarball);
    await stage.registry.publish(tarballOf("acme", withCode({ dependencies: parts })));
    await install("mayros-acme");
    expectUntouched();
  });

  it("that is not what the registry promised is refused", async () => {
    const tarball = tarballOf("acme", whole());
    const promised = { ...packageJsonOf({}), version: "9.9.9" };
    await stage.registry.publish(tarball, { packageJson: promised });
    const run = await install("mayros-acme@9.9.9");
    expect(run.code).not.toBe(0);
    expect(installedIds()).toEqual([]);
  });
});

// What else one is refused for: plugin-host/src/install/check-package.test.ts.
describe("a manifest", () => {
  it.each([
    ["whose entry leads out", { manifest: { entry: "../evil.js" } }, "entry"],
    [
      "that takes the name of a provider that ships, in other letters",
      { manifest: { providers: { ｇroq: {} } } },
      "roq",
    ],
    ["that takes an alias that ships", { provider: { aliases: ["z_ai"] } }, "claimed by two"],
  ])("%s is refused", async (_about, text, words) => {
    const run = await install(tarballOf("acme", whole(text)));
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain(words);
    expect(installedIds()).toEqual([]);
  });
});

it("runs nothing of a plugin whose code was changed after somebody agreed to it", async () => {
  const vendor = await startModelServer({});
  onTestFinished(() => vendor.stop());
  const honest = "export default { providers: {} };\n";
  const text = {
    packageJson: { peerDependencies: {} },
    manifest: { entry: "index.js", hosts: ["127.0.0.1"] },
    provider: { baseUrl: `${vendor.url}/v1` },
    files: { "index.js": honest },
  };
  const tarball = tarballOf("acme", whole(text));
  expect((await install(tarball)).code).toBe(0);
  expect((await mayros("plugins", "enable", "acme", "--accept")).code).toBe(0);
  const ask = () =>
    stage.home.run(["run", "-m", "acme/one", "hi"], { env: { ACME_API_KEY: "key-0123456789" } });
  expect(await ask()).toMatchObject({ code: 0 });

  const entry = join(stage.plugins, "acme/node_modules/mayros-acme/index.js");
  const evil = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(`${outside}/evil`)}, "");\n`;
  writeFileSync(entry, evil + honest);
  const swapped = await ask();
  expect(swapped.code).not.toBe(0);
  expect(swapped.stderr).toContain("acme");
  expectUntouched();
  const doctor = await mayros("plugins", "doctor");
  expect(doctor).toMatchObject({ code: 1 });
  expect(doctor.stdout).toContain("acme");
});
