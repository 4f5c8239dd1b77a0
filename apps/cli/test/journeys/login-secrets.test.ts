// Where the secrets of a login go: into the store, and to nobody else. The browser is a program on PATH that notes what
// it was started with and visits the page.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { homeWithLogin } from "../home-with-login.ts";
import { browse, startLogin } from "../start-login.ts";

const ACCESS = "canary-access-0123456789abcdef";
const REFRESH = "canary-refresh-0123456789abcdef";
const SECRET = "canary-client-secret-0123456789";
const CODE = "canary-code-0123456789abcdef";
const CANARIES = [ACCESS, REFRESH, SECRET, CODE];

/** As it is, in base64 at each of its three places, and in an address. */
function forms(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.from("\0".repeat(before) + secret).toString("base64");
    return text.slice(4, -4);
  });
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("hex"), ...inBase64];
}

/** A folder for PATH whose `xdg-open` is a browser. */
function fakeBrowser(folder: string): { path: string; log: string } {
  const path = join(folder, "bin");
  const log = join(folder, "browser.json");
  mkdirSync(path);
  const program = `#!${process.execPath}
require("node:fs").writeFileSync(${JSON.stringify(log)}, JSON.stringify({ argv: process.argv, env: process.env }));
fetch(process.argv[2]);
`;
  const file = join(path, "xdg-open");
  writeFileSync(file, program);
  chmodSync(file, 0o755);
  return { path, log };
}

it.skipIf(process.platform !== "linux")(
  "shows none of them on the way: not in a line, not to the browser, not to whoever lists processes",
  async () => {
    const { home, server } = await homeWithLogin({
      switches: {
        tokenFields: { access_token: ACCESS, refresh_token: REFRESH },
        clientSecret: SECRET,
      },
      config: { clientSecret: { source: "env", id: "ACME_CLIENT_SECRET" } },
    });
    const browser = fakeBrowser(home.folder);
    const env = {
      DISPLAY: ":0",
      XDG_CURRENT_DESKTOP: "GNOME",
      PATH: `${browser.path}:${process.env.PATH ?? ""}`,
      ACME_CLIENT_SECRET: SECRET,
    };
    const words = ["models", "auth", "login", "--provider", "acme", "--method", "browser"];
    const running = startLogin(home, words, env);
    const run = await running.ended;
    expect(run.code).toBe(0);
    expect(server.stat().logins).toBe(1);
    const started = readFileSync(browser.log, "utf8");
    const { argv, env: given } = JSON.parse(started);
    expect(argv[2]).toMatch(`${server.url}/authorize?`);
    expect(given).toMatchObject({ DISPLAY: ":0", HOME: home.folder, XDG_CURRENT_DESKTOP: "GNOME" });
    expect(given).not.toHaveProperty("ACME_CLIENT_SECRET");
    const shown = [run.stdout, run.stderr, started];
    for (const more of [
      ["models", "auth", "list"],
      ["models", "auth", "list", "--json"],
      ["models", "status", "--json"],
      ["doctor"],
    ]) {
      const said = await home.run(more, { env });
      shown.push(said.stdout, said.stderr);
    }
    for (const secret of CANARIES) {
      for (const form of forms(secret)) expect(shown.join("\n")).not.toContain(form);
    }
    expect(readFileSync(join(home.folder, "auth.db"), "latin1")).toContain(ACCESS);
  },
);

it.skipIf(process.platform !== "linux")("starts no browser where none is wanted", async () => {
  const { home, server } = await homeWithLogin();
  const browser = fakeBrowser(home.folder);
  const env = { DISPLAY: ":0", PATH: `${browser.path}:${process.env.PATH ?? ""}` };
  const words = ["models", "auth", "login", "--provider", "acme", "--method", "browser"];
  const running = startLogin(home, [...words, "--no-browser", "--json"], env);
  const { url = "" } = await running.event("authorization");
  await browse(url);
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(server.stat().logins).toBe(1);
  expect(existsSync(browser.log)).toBe(false);
});

it("shows none in an error, whatever the server says", async () => {
  const echo = { error: "invalid_grant", error_description: `no: ${SECRET} ${CODE}` };
  const { home } = await homeWithLogin({
    switches: {
      tokenAnswers: [{ status: 400, body: echo }],
      authorizationFields: { code: CODE },
      clientSecret: SECRET,
    },
    config: { clientSecret: { source: "env", id: "ACME_CLIENT_SECRET" } },
  });
  const words = ["models", "auth", "login", "--provider", "acme", "--method", "browser", "--json"];
  const running = startLogin(home, words, { ACME_CLIENT_SECRET: SECRET });
  const { url = "" } = await running.event("authorization");
  await fetch(url);
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(3);
  for (const secret of [SECRET, CODE]) {
    for (const form of forms(secret)) expect(stdout + stderr).not.toContain(form);
  }
});
