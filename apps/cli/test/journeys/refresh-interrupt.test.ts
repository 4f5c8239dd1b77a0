// Ctrl-C while a token is being renewed: what the server gave for the old one, which is spent, is stored all the same.
import type { AuthorizationJournalEntry } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import { homeWithLogin } from "../home-with-login.ts";
import { browse, startLogin } from "../start-login.ts";

it("ends `models auth refresh` with 130, and loses no login", async () => {
  const { home, server } = await homeWithLogin();
  const login = ["models", "auth", "login", "--provider", "acme", "--method", "browser", "--json"];
  const running = startLogin(home, login);
  await browse((await running.event("authorization")).url);
  expect(await running.ended).toMatchObject({ code: 0 });

  server.switches.latency = 1_500;
  const refreshing = startLogin(home, ["models", "auth", "refresh"]);
  await expect.poll(() => server.journal().filter(isRefresh).length).toBe(1);
  refreshing.signal("SIGINT");
  expect((await refreshing.ended).code).toBe(130);

  server.switches.latency = 0;
  const again = await home.run(["models", "auth", "refresh"]);
  expect([again.code, again.stderr]).toEqual([0, ""]);
  expect(server.stat()).toMatchObject({ refreshes: 2, reused: 0 });
});

const isRefresh = ({ parameters }: AuthorizationJournalEntry): boolean =>
  parameters.grant_type === "refresh_token";
