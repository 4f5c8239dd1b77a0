// Several accounts of one provider: each under its address, in an order, renewed and forgotten one by one.
import { expect, it } from "vitest";
import { homeWithLogin, type LoginHome } from "../home-with-login.ts";

const login = ["models", "auth", "login", "--provider", "acme", "--method", "device", "--json"];
const switches = { deviceFields: { interval: 1 } };

async function logInAs(
  { home, server }: LoginHome,
  email: string,
  ...words: readonly string[]
): Promise<{ code: number | null; last: Record<string, unknown> }> {
  server.switches.account = { sub: email, email };
  const { code, stdout } = await home.run([...login, ...words]);
  return { code, last: JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") };
}

async function listed({ home }: LoginHome): Promise<string[]> {
  const { stdout } = await home.run(["models", "auth", "list", "--json"]);
  return JSON.parse(stdout).profiles.map(({ id }: { id: string }) => id);
}

it("keeps two accounts apart, and replaces one only by itself", async () => {
  const stage = await homeWithLogin({ switches });
  expect((await logInAs(stage, "ada@example.com")).last).toMatchObject({ replaced: false });
  expect((await logInAs(stage, "Bob@Example.com")).last).toMatchObject({
    profileId: "acme:bob@example.com",
    replaced: false,
  });
  expect(await listed(stage)).toEqual(["acme:ada@example.com", "acme:bob@example.com"]);
  expect((await logInAs(stage, "ada@example.com")).last).toMatchObject({ replaced: true });
  const refused = await logInAs(stage, "bob@example.com", "--profile-id", "acme:ada@example.com");
  expect(refused).toMatchObject({
    code: 2,
    last: { error: { code: "MAYROS_CREDENTIAL_INVALID" } },
  });
  const forced = ["--profile-id", "acme:ada@example.com", "--force"];
  expect((await logInAs(stage, "bob@example.com", ...forced)).last).toMatchObject({
    profileId: "acme:ada@example.com",
    email: "bob@example.com",
  });
});

it("puts them in an order, and forgets them", async () => {
  const stage = await homeWithLogin({ switches });
  const { home } = stage;
  await logInAs(stage, "ada@example.com");
  await logInAs(stage, "bob@example.com");
  const order = (...words: readonly string[]) =>
    home.run(["models", "auth", "order", ...words, "--provider", "acme-cloud", "--json"]);
  const ids = ["acme:bob@example.com", "acme:ada@example.com"];
  expect(JSON.parse((await order("get")).stdout)).toMatchObject({ order: [], from: null });
  expect(JSON.parse((await order("set", ...ids)).stdout)).toMatchObject({ order: ids });
  expect(JSON.parse((await order("get")).stdout)).toMatchObject({ order: ids, from: "store" });
  const unknown = await order("set", "acme:eve@example.com");
  expect(unknown.code).toBe(2);
  expect(JSON.parse(unknown.stdout).error.code).toBe("MAYROS_PROFILE_UNKNOWN");
  expect(JSON.parse((await order("set", ids[0] ?? "")).stdout)).toMatchObject({ left: [ids[1]] });
  expect(JSON.parse((await order("clear")).stdout)).toMatchObject({ order: [] });
  expect(await home.run(["models", "auth", "logout", ids[0] ?? ""])).toMatchObject({ code: 0 });
  expect(await listed(stage)).toEqual([ids[1]]);
  const all = ["models", "auth", "logout", "--provider", "acme-cloud", "--all"];
  const unasked = await home.run(all);
  expect(unasked.code).toBe(2);
  expect(unasked.stderr).toContain("--yes");
  expect(await home.run([...all, "--yes"])).toMatchObject({ code: 0 });
  expect(await listed(stage)).toEqual([]);
  expect((await home.run([...all, "--yes"])).code).toBe(2);
});

it("renews tokens when it is told to, and says who has to log in again", async () => {
  const stage = await homeWithLogin({ switches });
  const { home, server } = stage;
  await logInAs(stage, "ada@example.com");
  const renewed = await home.run(["models", "auth", "refresh", "--json"]);
  expect(renewed.code).toBe(0);
  expect(JSON.parse(renewed.stdout).profiles).toMatchObject([
    { profileId: "acme:ada@example.com", refreshed: true },
  ]);
  expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
  server.revokeAll();
  const refused = await home.run(["models", "auth", "refresh", "acme:ada@example.com"]);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("next: mayros models auth login --provider acme");
  const status = await home.run(["models", "auth", "list"]);
  expect(status.stdout).toContain("login needed since");
  expect(status.stderr).toContain("--profile-id acme:ada@example.com --method device");
});
