// Plugins that do not behave, and those that nobody turned on: what they get of a login, and what they may say of it.
import { inspect } from "node:util";
import { startAuthorizationServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { askAcme, openAcme, startLoginVendor } from "./login-vendor.ts";

const ACCESS = "access-canary-0123456789";
const REFRESH = "refresh-canary-0123456789";
const ended = { type: "oauth" as const, access: ACCESS, refresh: REFRESH, expiresAt: 1 };
const profiles = { "acme:me": ended };

it("sends no refresh token to the server of a plugin that is off", async () => {
  const server = await startAuthorizationServer();
  onTestFinished(() => server.stop());
  const vendor = await startLoginVendor();
  const { mayros, again } = await openAcme({
    vendor,
    profiles,
    config: { tokenUrl: server.oauth.tokenUrl },
  });
  await mayros.config.set("plugins.entries.acme.enabled", false);
  const [outcome] = await again().auth.refresh();
  expect(outcome?.error).toMatchObject({
    code: "MAYROS_PROVIDER_DISABLED",
    message: "the token of acme:me can't be refreshed: the plugin acme is not enabled",
    hint: "mayros plugins enable acme",
  });
  expect(server.journal()).toEqual([]);
  await mayros.config.set("plugins.entries.acme.enabled", true);
  await again().auth.refresh();
  expect(server.journal().map(({ path }) => path)).toEqual(["/token"]);
});

it.each<[how: string, body: string, whole?: string]>([
  ["throws", "throw new Error('no to ' + credential.refresh);"],
  ["throws at once", "", "refresh(credential) { throw new Error(credential.refresh); }"],
  [
    "throws an error of ours",
    `throw Object.assign(new Error("no to " + btoa("x" + credential.refresh)),
      { [Symbol.for("mayros.error")]: true, code: "MAYROS_LOGIN_NEEDED", hint: "ask " + encodeURIComponent(credential.access) });`,
  ],
  ["gives nothing", "return undefined;"],
  ["gives half a login", 'return { type: "oauth", access: 5 };'],
])(
  "shows no token, and ends no program, where a plugin's refresh %s",
  async (_how, body, whole) => {
    const vendor = await startLoginVendor();
    const auth = whole ?? `async refresh(credential) { ${body} }`;
    const opened = await openAcme({ vendor, auth, profiles });
    const { error } = await askAcme(opened);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^MAYROS_(PLUGIN_FAILED|LOGIN_NEEDED)$/),
    });
    const said = [inspect(error, { depth: 9 }), JSON.stringify(error), ...opened.warnings].join(
      "\n",
    );
    for (const secret of [ACCESS, REFRESH]) {
      expect(said).not.toContain(secret);
      expect(said).not.toContain(Buffer.from(`x${secret}`).toString("base64").slice(4, -4));
    }
    expect(vendor.asked).toEqual([]);
  },
);
