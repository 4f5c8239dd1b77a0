// The plugin has no code: its manifest alone is a login, and its renewal. Here with the manifest's client, against a
// server of ours.
import { readFileSync } from "node:fs";
import type { OAuthCredential, PluginManifest } from "@mayros/core";
import { standardFlow } from "@mayros/oauth";
import {
  type AuthorizationServer,
  fastClock,
  loginStage,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, expect, it } from "vitest";

const text = readFileSync(new URL("../mayros.plugin.json", import.meta.url), "utf8");
const manifest = JSON.parse(text) as PluginManifest;
const flow = standardFlow("oauth-device");

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

const stage = () => {
  const { tokenUrl, deviceAuthorizationUrl } = server.oauth;
  return loginStage({
    oauth: { ...manifest.oauth, tokenUrl, deviceAuthorizationUrl },
    clock: fastClock(Date.now()),
  });
};

it("is data", () => {
  expect(manifest.entry).toBeUndefined();
  const methods = manifest.providers?.["kimi-coding"]?.authMethods ?? [];
  expect(methods.map(({ id, kind }) => [id, kind])).toEqual([
    ["api-key", "api-key"],
    ["device", "oauth-device"],
  ]);
});

it("logs in by a code, with neither proof nor scope", async () => {
  // This server says with 200 that it waits, too.
  server.switches.deviceAnswers = [
    { status: 200, body: { error: "authorization_pending" } },
    "authorization_pending",
  ];
  const { context, prompts } = stage();
  expect(await flow.login(context)).toEqual({
    type: "oauth",
    access: expect.stringMatching(/^access-/),
    refresh: expect.stringMatching(/^refresh-/),
    expiresAt: expect.any(Number),
  });
  expect(prompts).toHaveLength(1);
  const [code, ...polls] = server.journal();
  expect(code?.parameters).toEqual({ client_id: "17e5f671-d194-4dfb-9706-5516cb48c098" });
  expect(polls).toHaveLength(3);
  expect(Object.keys(polls[2]?.parameters ?? {}).sort()).toEqual([
    "client_id",
    "device_code",
    "grant_type",
  ]);
});

it("renews what it got, once", async () => {
  const { context } = stage();
  const first = (await flow.login(context)) as OAuthCredential;
  const second = await flow.refresh?.(first, context);
  expect(second?.access).not.toBe(first.access);
  expect(second?.refresh).not.toBe(first.refresh);
  expect(server.journal().at(-1)?.parameters).toEqual({
    grant_type: "refresh_token",
    client_id: "17e5f671-d194-4dfb-9706-5516cb48c098",
    refresh_token: first.refresh,
  });
  await expect(flow.refresh?.(first, context)).rejects.toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
  });
});
