// Logins that come to nothing: each has its exit code and a sentence, and leaves nothing behind.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { homeWithLogin, type LoginHome } from "../home-with-login.ts";
import { createHome } from "../run-mayros.ts";
import { addressAfterLogin, browse, startLogin } from "../start-login.ts";

const byJson = ["models", "auth", "login", "--provider", "acme", "--json", "--method"];

async function nothingStored({ home }: Pick<LoginHome, "home">): Promise<void> {
  const { stdout } = await home.run(["models", "auth", "list", "--json"]);
  expect(JSON.parse(stdout)).toEqual({ count: 0, profiles: [] });
}

const lastLine = (stdout: string) => JSON.parse(stdout.trim().split("\n").at(-1) ?? "");

describe("a login by browser", () => {
  it("takes no answer with another state, and goes on waiting", async () => {
    const { home, server } = await homeWithLogin();
    const running = startLogin(home, [...byJson, "browser"]);
    const { url, redirectPort } = await running.event("authorization");
    const forged = await fetch(`http://127.0.0.1:${redirectPort}/callback?code=x&state=y`);
    expect(forged.status).toBe(400);
    expect(server.stat().logins).toBe(0);
    await browse(url);
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(server.stat().logins).toBe(1);
  });

  it("ends with 5 when the person says no", async () => {
    const error = { error: "access_denied", error_description: "\u001b[2Jnot \u0007today" };
    const stage = await homeWithLogin({ switches: { authorizationFields: error } });
    const running = startLogin(stage.home, [...byJson, "browser"]);
    await browse((await running.event("authorization")).url);
    const { code, stdout } = await running.ended;
    expect(code).toBe(5);
    expect(lastLine(stdout)).toMatchObject({ error: { code: "MAYROS_LOGIN_DENIED" } });
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
    await nothingStored(stage);
  });

  it("ends with 7 when the port is taken and nobody can paste", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const stage = await homeWithLogin({ config: { redirectPort: port } });
    const run = await stage.home.run([...byJson, "browser"]);
    expect(run.code).toBe(7);
    expect(lastLine(run.stdout)).toMatchObject({ error: { code: "MAYROS_PORT_BUSY" } });
    await nothingStored(stage);
    // With somebody who can, it goes on.
    const running = startLogin(stage.home, [...byJson, "browser"]);
    const { url } = await running.event("authorization");
    running.answer(await addressAfterLogin(url));
    expect(await running.ended).toMatchObject({ code: 0 });
  });

  it("ends with 130 at Ctrl-C, and stores nothing", async () => {
    const stage = await homeWithLogin();
    const running = startLogin(stage.home, [...byJson, "browser"]);
    await running.event("authorization");
    running.signal("SIGINT");
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(lastLine(stdout)).toMatchObject({ error: { code: "MAYROS_ABORTED" } });
    await nothingStored(stage);
  });
});

describe("a login by code", () => {
  const quick = { interval: 1 };

  it.each([
    ["access_denied", 5, "MAYROS_LOGIN_DENIED"],
    ["expired_token", 6, "MAYROS_TIMEOUT"],
  ])("ends after %s with %i", async (answer, exitCode, errorCode) => {
    const switches = { deviceAnswers: [answer], deviceFields: quick };
    const stage = await homeWithLogin({ switches });
    const { code, stdout } = await stage.home.run([...byJson, "device"]);
    expect(code).toBe(exitCode);
    expect(lastLine(stdout)).toMatchObject({ error: { code: errorCode } });
    await nothingStored(stage);
  });

  it("ends with 6 when nobody came", async () => {
    const switches = { needsApproval: true, deviceFields: { ...quick, expires_in: 1 } };
    const stage = await homeWithLogin({ switches });
    const { code } = await stage.home.run([...byJson, "device"]);
    expect(code).toBe(6);
    await nothingStored(stage);
  });

  it("ends with 1 and the same sentence as any other when the server is broken", async () => {
    const stage = await homeWithLogin();
    await stage.server.stop();
    const { code, stdout } = await stage.home.run([...byJson, "device"]);
    expect(code).toBe(1);
    expect(lastLine(stdout)).toMatchObject({ error: { code: "MAYROS_LOGIN_UNAVAILABLE" } });
  });

  it("says it in lines without --json", async () => {
    const switches = { deviceAnswers: ["access_denied"], deviceFields: quick };
    const { home, server } = await homeWithLogin({ switches });
    const words = ["models", "auth", "login", "--provider", "acme", "--method", "device"];
    const run = await home.run(words);
    expect(run).toMatchObject({ code: 5, stdout: "" });
    expect(run.stderr).toMatch(`open ${server.url}/device\nenter the code `);
    expect(run.stderr).toMatch(/^error: .*refused/m);
  });
});

describe("what is wrong before anybody is asked", () => {
  it.each([
    [["--provider", "acmee"], 2, 'did you mean "acme"?'],
    [["--provider", "acme", "--method", "browsers"], 2, 'did you mean "browser"?'],
    [["--provider", "acme"], 2, "acme has several login methods: browser, device"],
    [[], 2, "mayros models auth add"],
  ])("%j", async (words, code, said) => {
    const { home, server } = await homeWithLogin();
    const run = await home.run(["models", "auth", "login", ...words]);
    expect(run).toMatchObject({ code, stdout: "" });
    expect(run.stderr).toContain(said);
    expect(server.journal()).toEqual([]);
  });

  it.each([[[]], [["--provdier", "acme"]], [["acme"]]])(
    "is a line of JSON, too: %j",
    async (words) => {
      const run = await createHome().run(["models", "auth", "login", "--json", ...words]);
      expect(run.code).toBe(2);
      expect(run.stdout.match(/\n/g)).toHaveLength(1);
      expect(lastLine(run.stdout)).toMatchObject({ error: { code: "MAYROS_USAGE" } });
    },
  );

  it("is a plugin that is off: the answer is the command that turns it on", async () => {
    const run = await createHome().run(["models", "auth", "login", "--provider", "qwen-portal"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("next: mayros plugins enable qwen-portal-auth\n");
  });

  it("is a model that is not allowed", async () => {
    const sections = { agents: { defaults: { modelPolicy: { allow: ["groq/*"] } } } };
    const { home, server } = await homeWithLogin({ sections });
    const run = await home.run([...byJson, "device", "--set-default"]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain("mayros models allow add acme/big-1");
    expect(server.journal()).toEqual([]);
  });
});

describe("a login that its vendor forbids", () => {
  const notice = "Acme forbids this to other programs.";
  const manifest = { status: "unofficial", notice };
  const switches = { deviceFields: { interval: 1 } };

  it("needs consent before the first one, and ends with 5 without", async () => {
    const stage = await homeWithLogin({ manifest, switches });
    const run = await stage.home.run([...byJson, "device"]);
    expect(run.code).toBe(5);
    expect(lastLine(run.stdout)).toMatchObject({
      error: { code: "MAYROS_CONSENT_MISSING", hint: expect.stringContaining("--accept-terms") },
    });
    expect(stage.server.journal()).toEqual([]);
    const agreed = await stage.home.run([...byJson, "device", "--accept-terms"]);
    expect(agreed.code).toBe(0);
    expect(agreed.stdout).toContain(notice);
    // Whoever logged in once has agreed.
    expect(await stage.home.run([...byJson, "device"])).toMatchObject({ code: 0 });
  });
});

describe("a name that can't be", () => {
  it.each([["a b"], ["groq:default"]])("is found before the login: %j", async (id) => {
    const { home, server } = await homeWithLogin();
    const key = { input: "gsk_0123456789abcdef0123" };
    const stored = await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], key);
    expect(stored.code).toBe(0);
    const run = await home.run([...byJson, "device", "--profile-id", id]);
    expect(run.code).toBe(2);
    expect(lastLine(run.stdout)).toMatchObject({ error: { code: "MAYROS_CREDENTIAL_INVALID" } });
    expect(server.journal()).toEqual([]);
  });
});
