// `mayros models status` of logins: how long they will do, the exit codes of --check, and a request with each by --probe.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { homeWithLogin, type LoginHome } from "../home-with-login.ts";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const login = ["models", "auth", "login", "--provider", "acme", "--method", "device", "--json"];
const HOUR = 3_600_000;

async function loggedIn(
  switches: Parameters<typeof homeWithLogin>[0] & object = {},
): Promise<LoginHome> {
  const stage = await homeWithLogin({
    ...switches,
    switches: { deviceFields: { interval: 1 }, ...switches.switches },
  });
  expect(await stage.home.run([...login, "--set-default"])).toMatchObject({ code: 0 });
  return stage;
}

/** As if so much time had passed. */
function change(home: MayrosHome, columns: string): void {
  const database = new DatabaseSync(join(home.folder, "auth.db"));
  database.exec(`UPDATE profiles SET ${columns}`);
  database.close();
}

const check = (home: MayrosHome) => home.run(["models", "status", "--check", "--json"]);

describe("models status --check", () => {
  it("is 0 for a login that is renewed by itself, even when its token has ended", async () => {
    const { home } = await loggedIn();
    expect((await check(home)).code).toBe(0);
    change(home, `expires_at = ${Date.now() - HOUR}`);
    const { code, stdout } = await check(home);
    expect(code).toBe(0);
    const { auth } = JSON.parse(stdout);
    expect(auth.profiles).toMatchObject([{ health: "ok", kept: "file", type: "oauth" }]);
    expect(auth.profiles[0].remainingMs).toBeLessThan(-HOUR + 60_000);
    expect(auth.storePath).toBe(join(home.folder, "auth.db"));
  });

  it("is 1 for a login that nobody but a person can renew, and says why and how", async () => {
    const { home } = await loggedIn();
    change(home, `dead_reason = 'the token was revoked', dead_at = ${Date.now() - HOUR}`);
    const { code, stdout } = await check(home);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).auth.profiles).toMatchObject([
      { health: "dead", dead: { reason: "the token was revoked" } },
    ]);
    const told = await home.run(["models", "status"]);
    expect(told.stderr).toContain("needs a new login: the token was revoked");
    expect(told.stderr).toContain("--profile-id acme:ada@example.com --method device");
  });

  it("is 2 for a year's token that ends within a month, and 1 when it has ended", async () => {
    const home = createHome();
    const paste = ["models", "auth", "paste-token", "--provider", "anthropic", "--expires-in"];
    const input = `sk-ant-oat01-${"a1".repeat(48)}`;
    const model = "anthropic/claude-opus-4-6";
    expect(await home.run([...paste, "200d"], { input })).toMatchObject({ code: 0 });
    expect(await home.run(["models", "set", model])).toMatchObject({ code: 0 });
    expect((await check(home)).code).toBe(0);
    expect(await home.run([...paste, "20d"], { input })).toMatchObject({ code: 0 });
    expect((await check(home)).code).toBe(2);
    change(home, `expires_at = ${Date.now() - HOUR}`);
    expect((await check(home)).code).toBe(1);
    const told = await home.run(["models", "status"]);
    expect(told.stderr).toContain("next: mayros models auth paste-token --provider anthropic");
  });

  it("is 78 for a config that is invalid", async () => {
    const home = createHome();
    home.writeConfig("{ models: 1 }");
    expect((await check(home)).code).toBe(78);
  });
});

describe("models status --probe", () => {
  const probe = ["models", "status", "--probe", "--json"];

  async function withModels(options: Parameters<typeof startModelServer>[0] = {}) {
    const vendor = await startModelServer(options);
    onTestFinished(() => vendor.stop());
    const stage = await loggedIn({ config: { apiBaseUrl: `${vendor.url}/v1` } });
    return { ...stage, vendor };
  }

  it("asks one model with each credential, once", async () => {
    const { home, vendor } = await withModels();
    const { code, stdout } = await home.run([...probe, "--check"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).auth.probes).toMatchObject([
      { profileId: "acme:ada@example.com", model: "acme/big-1", bucket: "ok" },
    ]);
    expect(vendor.journal()).toHaveLength(1);
    expect(vendor.bodies()).toMatchObject([{ model: "big-1" }]);
  });

  it("tells a refused credential, makes nobody cool, and ends --check with 1", async () => {
    const { home } = await withModels({ knownKeys: ["another-key-0123456789"] });
    const { code, stdout } = await home.run([...probe, "--check"]);
    expect(code).toBe(1);
    const { auth } = JSON.parse(stdout);
    expect(auth.probes).toMatchObject([{ bucket: "auth", status: 401 }]);
    expect(auth.cooldowns).toEqual([]);
  });

  it("refuses what can't be", async () => {
    const home = createHome();
    for (const words of [
      ["--plain"],
      ["--probe-timeout", "0"],
      ["--probe-concurrency", "x"],
      ["--probe-profile", "nobody:default"],
    ]) {
      expect((await home.run(["models", "status", "--probe", ...words])).code).toBe(2);
    }
    const alone = await home.run(["models", "status", "--probe-timeout", "5"]);
    expect(alone.stderr).toContain("--probe-timeout goes with --probe");
  });
});
