// What goes wrong while plugins are installed: words that mean no package, registries that say no or nothing, somebody who
// kills it in the middle, two at once. What was there before works on, and everybody is told what to do.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { homeWithRegistry, type RegistryHome } from "../home-with-registry.ts";
import { packageTarball } from "../package-tarball.ts";
import { keys, runInTerminal } from "../run-in-terminal.ts";
import { createHome } from "../run-mayros.ts";
import { writePackage } from "../write-package.ts";

// npm takes its time, and a machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

let stage: RegistryHome;

beforeEach(async () => {
  stage = await homeWithRegistry();
});

const mayros = (...words: string[]) => stage.home.run(words);
const install = (...words: string[]) => mayros("plugins", "install", ...words, "--accept");

const installed = (): Record<string, { version: string }> => {
  const file = join(stage.plugins, "installed.json");
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, "utf8")) as { plugins: Record<string, never> }).plugins;
};

describe("what is no package", () => {
  // The others: plugin-host/src/install/parse-package-spec.test.ts.
  it.each([
    ["mayros-acme@^1.0.0", "only an exact one can be agreed to"],
    ["git+https://git.example/acme.git", "git repository"],
    ["~/nowhere", "nowhere does not exist"],
  ])("%s is refused before anybody is asked", async (spec, words) => {
    const home = createHome();
    const run = await home.run(["plugins", "install", spec, "--accept"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^error: .*\n {2}next: mayros |^error: .*\n {2}next: git clone /);
    expect(run.stderr).toContain(words);
  });

  it("like a name that nobody published, is an error", async () => {
    const run = await install("mayros-nowhere");
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("error: the registry has no mayros-nowhere\n");
    expect(run.stderr).toContain("next: mayros plugins search");
  });

  it("like a folder without a manifest, says what it lacks", async () => {
    const folder = writePackage();
    writeFileSync(join(folder, "mayros.plugin.json"), "");
    const empty = await install(folder);
    expect(empty.code).toBe(2);
    const { folder: home } = stage.home;
    const other = await install(home);
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/mayros\.plugin\.json|package\.json/);
  });

  it("prints one object with --json, whatever happens", async () => {
    for (const spec of ["mayros-nowhere", "./nowhere"]) {
      const run = await install(spec, "--json");
      expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: /^MAYROS_/ } });
      expect(run.stderr).toBe("");
    }
  });
});

describe("a version", () => {
  it("that is younger than three days needs --allow-new, and is not installed again", async () => {
    await stage.registry.publish(packageTarball(), { publishedAt: Date.now() - 3600_000 });
    const refused = await install("mayros-acme");
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain("--allow-new");
    expect(installed()).toEqual({});
    expect((await install("mayros-acme", "--allow-new")).code).toBe(0);
    expect(installed()).toMatchObject({ acme: { version: "1.0.0" } });
    const again = await install("mayros-acme", "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ changed: false });
  });

  it("may be an older one that somebody names", async () => {
    await stage.registry.publish(packageTarball());
    await stage.registry.publish(packageTarball({ version: "1.1.0" }));
    expect((await install("mayros-acme@1.0.0")).code).toBe(0);
    expect(installed()).toMatchObject({ acme: { version: "1.0.0" } });
    const list = JSON.parse((await mayros("plugins", "update", "--all", "--json")).stdout);
    expect(list).toMatchObject({ updates: [{ id: "acme", to: "1.1.0", outcome: "updated" }] });
  });
});

describe("a registry", () => {
  it("that can't be reached is an error that says so", async () => {
    stage.npmrc("registry=http://127.0.0.1:1/");
    for (const words of [["install", "mayros-acme", "--accept"], ["search"]]) {
      const run = await mayros("plugins", ...words);
      expect(run).toMatchObject({ code: 1, stdout: "" });
      expect(run.stderr).toMatch(/^error: .*\n {2}next: /m);
    }
  });

  it("that answers nothing is left by Ctrl-C, with nothing behind", async () => {
    const asked = Promise.withResolvers<void>();
    const server = createServer(() => asked.resolve());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    stage.npmrc(`registry=http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const run = await stage.home.run(["plugins", "install", "mayros-acme", "--accept"], {
      onStart: (child) => void asked.promise.then(() => child.kill("SIGINT")),
    });
    expect(run.code).toBe(130);
    expect(installed()).toEqual({});
  });
});

describe("in the middle of it", () => {
  it("a kill leaves the version that was there", async () => {
    const vendor = await startModelServer({});
    onTestFinished(() => vendor.stop());
    const text = {
      provider: { baseUrl: `${vendor.url}/v1` },
      manifest: { hosts: ["127.0.0.1"] },
    };
    await stage.registry.publish(packageTarball(text));
    expect((await install("mayros-acme")).code).toBe(0);
    expect((await mayros("plugins", "enable", "acme")).code).toBe(0);
    await stage.registry.publish(packageTarball({ ...text, version: "1.1.0" }));
    const run = { env: { ACME_API_KEY: "key-0123456789abcdef" } };
    for (const step of ["looking up", "downloading", "checking", "storing"]) {
      const killed = await stage.home.run(["plugins", "update", "acme"], {
        onStart(child) {
          child.stderr?.on("data", (bytes: Buffer) => {
            if (bytes.includes(step)) child.kill("SIGKILL");
          });
        },
      });
      // Killed after the last step it may have been done.
      if (killed.code === null) {
        const answer = await stage.home.run(["run", "-m", "acme/one", "hi"], run);
        expect(answer).toMatchObject({ code: 0 });
      }
    }
    expect((await mayros("plugins", "update", "acme")).code).toBe(0);
    expect(installed()).toMatchObject({ acme: { version: "1.1.0" } });
    expect((await stage.home.run(["run", "-m", "acme/one", "hi"], run)).code).toBe(0);
  });

  it("a second install waits or says why not, and neither harms the other", async () => {
    await stage.registry.publish(packageTarball());
    await stage.registry.publish(packageTarball({ id: "beta" }));
    const runs = await Promise.all([
      install("mayros-acme"),
      install("mayros-beta"),
      install("mayros-acme"),
    ]);
    for (const { code, stderr } of runs) {
      if (code !== 0) expect(stderr).toMatch(/error: .*(another|already)/);
    }
    expect(Object.keys(installed())).toContain("acme");
    expect((await install("mayros-beta")).code).toBe(0);
    expect(Object.keys(installed()).sort()).toEqual(["acme", "beta"]);
    const doctor = await mayros("plugins", "doctor");
    expect(doctor).toMatchObject({ code: 0 });
  });
});

describe("at a terminal", () => {
  it("shows the card, asks, and does what the person says", async () => {
    await stage.registry.publish(packageTarball(), { publisher: "ada" });
    const words = ["plugins", "install", "mayros-acme"];
    const declined = runInTerminal(words, stage.home.folder);
    await declined.see("published 3 weeks ago");
    await declined.see("Install acme?");
    declined.type(keys.enter);
    expect(await declined.ended).toBe(5);
    expect(installed()).toEqual({});
    const agreed = runInTerminal(words, stage.home.folder);
    await agreed.see("Install acme?");
    agreed.type("y");
    await agreed.see("next: mayros plugins enable acme");
    expect(await agreed.ended).toBe(0);
    expect(installed()).toMatchObject({ acme: { version: "1.0.0" } });
    const removed = runInTerminal(["plugins", "uninstall", "acme"], stage.home.folder);
    await removed.see("Remove acme 1.0.0?");
    removed.type("y");
    expect(await removed.ended).toBe(0);
    expect(installed()).toEqual({});
  });
});

describe("validate", () => {
  it("says what is wrong by rule, and nothing of what is right", async () => {
    const folder = writePackage();
    const right = await stage.home.run(["plugins", "validate"], { cwd: folder });
    expect(right).toMatchObject({ code: 0, stderr: "", stdout: "acme keeps all rules\n" });
    const wrong = writePackage({ packageJson: { license: undefined, keywords: [] } });
    const run = await mayros("plugins", "validate", wrong);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^acme has \d problems?$/m);
    const inJson = await mayros("plugins", "validate", wrong, "--json");
    expect(JSON.parse(inJson.stdout)).toMatchObject({ valid: false, folder: wrong });
    const nothing = await mayros("plugins", "validate", join(wrong, "nowhere"));
    expect(nothing.code).toBe(1);
  });
});

it("names both forms when an update does not say what", async () => {
  for (const words of [[], ["acme", "--all"]]) {
    const run = await mayros("plugins", "update", ...words);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("mayros plugins update --all, or mayros plugins update <plugin>");
  }
  expect((await mayros("plugins", "update", "nope")).code).toBe(2);
  expect((await mayros("plugins", "uninstall", "groq", "--yes")).code).toBe(2);
});

it("completes the ids of installed plugins", async () => {
  await install(packageTarball());
  for (const word of ["update", "uninstall"]) {
    const run = await mayros("__complete", "plugins", word, "");
    expect(run.stdout).toMatch(/^acme\b/m);
    expect(run.stdout).not.toContain("groq");
  }
});
