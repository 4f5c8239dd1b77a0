// A program that ends while a token is being spent: whoever asked has gone, and the login is there next time.
import { openProfileStore } from "@mayros/credentials";
import { startAuthorizationServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { askAcme, openAcme, startLoginVendor } from "./login-vendor.ts";

it("saves the new token, although the request was aborted and everything closed", async () => {
  const vendor = await startLoginVendor();
  const server = await startAuthorizationServer();
  onTestFinished(() => server.stop());
  const { refresh } = server.issue();
  const opened = await openAcme({
    vendor,
    profiles: { "acme:me": { type: "oauth", access: "ended", refresh, expiresAt: 1 } },
    config: { tokenUrl: server.oauth.tokenUrl },
  });
  server.switches.latency = 300;
  const { mayros } = opened;
  const stopped = new AbortController();
  const asked = askAcme(opened, { abortSignal: stopped.signal });
  while (!server.journal().some(({ path }) => path === "/token")) {
    await new Promise((turn) => setTimeout(turn, 5));
  }
  stopped.abort();
  mayros.close();
  await mayros.settled();
  expect((await asked).error).toMatchObject({ code: "MAYROS_ABORTED" });
  const { stateDir } = mayros.locations;
  const store = openProfileStore({ stateDir, now: Date.now, warn: () => {} });
  const stored = await store.read("acme:me");
  store.close();
  expect(stored).toMatchObject({ revision: 2, credential: { type: "oauth" } });
  expect(stored?.credential.type === "oauth" && server.knows(stored.credential.access)).toBe(true);
  expect(server.stat().refreshes).toBe(1);
});
