// Logging in by a browser and by a code, as programs do it: `mayros models auth login --json`.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { homeWithLogin } from "../home-with-login.ts";
import { addressAfterLogin, browse, startLogin } from "../start-login.ts";

const login = ["models", "auth", "login", "--provider", "acme", "--json", "--method"];

describe("a login by browser", () => {
  it("stores what comes of it, under the account's address", async () => {
    const { home, server } = await homeWithLogin();
    const running = startLogin(home, [...login, "browser"]);
    const { url, redirectPort } = await running.event("authorization");
    expect(url).toMatch(`${server.url}/authorize?`);
    expect(redirectPort).toBeGreaterThan(1023);
    expect(await browse(url)).toContain("<html");
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
      type: "login",
      provider: "acme",
      profileId: "acme:ada@example.com",
      email: "ada@example.com",
      replaced: false,
      renewable: true,
      model: "acme/big-1",
      defaultModelSet: false,
    });
    expect(server.stat()).toMatchObject({ logins: 1 });
    const list = await home.run(["models", "auth", "list", "--json"]);
    expect(JSON.parse(list.stdout).profiles).toMatchObject([
      { id: "acme:ada@example.com", type: "oauth", method: "browser", renewable: true },
    ]);
  });

  it("takes the address that was pasted, when it is the right one", async () => {
    const { home, server } = await homeWithLogin();
    const running = startLogin(home, [...login, "browser"]);
    const { url } = await running.event("authorization");
    await running.event("question");
    running.answer("just-the-code");
    expect((await running.event("note")).message).toContain("A code alone is not enough");
    running.answer(await addressAfterLogin(url));
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
    expect(server.stat()).toMatchObject({ logins: 1 });
  });
});

describe("a login by code", () => {
  it("waits until the code was entered elsewhere", async () => {
    const { home, server } = await homeWithLogin({
      switches: { needsApproval: true, deviceFields: { interval: 1 } },
    });
    const running = startLogin(home, [...login, "device", "--set-default"]);
    const { userCode, completeUrl, url } = await running.event("authorization");
    expect(url).toBe(`${server.url}/device`);
    expect(userCode).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    expect(await browse(completeUrl)).toContain("confirmed");
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
    const set = await home.run(["models", "status", "--plain"]);
    expect(set.stdout).toBe("acme/big-1\n");
    expect(readFileSync(home.configPath, "utf8")).toMatch(/^\/\/ of mine\n/);
  });
});
