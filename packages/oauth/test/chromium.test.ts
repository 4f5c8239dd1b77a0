// What a person sees: Debian's Chromium logs in at oidc-provider, agrees, and ends at our page. CI brings it
// (`.ci/run`); elsewhere it is tested where it is installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loginStage, startAuthorizationServer } from "@mayros/plugin-testkit";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standardFlow } from "../src/index.ts";
import { type OidcServer, startOidcServer } from "./oidc-server.ts";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const executable = (process.env.PATH ?? "")
  .split(":")
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find((path) => existsSync(path));

if (executable === undefined && process.env.CI !== "true") {
  process.stderr.write("not tested: the page of a browser login (no Chromium on the PATH)\n");
}

describe.skipIf(executable === undefined && process.env.CI !== "true")("Chromium", () => {
  let browser: Browser;
  let server: OidcServer;
  beforeAll(async () => {
    if (executable === undefined) throw new Error("CI has to install chromium: see .ci/run");
    // The sandbox does not run as root, and containers have a small /dev/shm.
    const args = ["--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
    [browser, server] = await Promise.all([
      chromium.launch({ executablePath: executable, args }),
      startOidcServer(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Nothing but this machine: oidc-provider's pages want a font from the web. */
  async function newPage(): Promise<Page> {
    const page = await browser.newPage();
    await page.route(
      ({ hostname }) => hostname !== "127.0.0.1",
      (route) => route.abort(),
    );
    return page;
  }

  it("logs in, agrees, and sends the person back to the terminal", async () => {
    const page = await newPage();
    const stage = loginStage({
      oauth: server.oauth,
      openUrl: async (url) => {
        await page.goto(url);
        await page.getByPlaceholder("Enter any login").fill("ada");
        await page.getByPlaceholder("and password").fill("none");
        await page.getByRole("button", { name: "Sign-in" }).click();
        await page.getByRole("button", { name: "Continue" }).click();
        return true;
      },
    });
    const answers: Record<string, string>[] = [];
    page.on("response", (response) => {
      if (response.url().includes("/callback?")) answers.push(response.headers());
    });
    const credential = await standardFlow("oauth-browser").login(stage.context);
    expect(credential).toMatchObject({ type: "oauth", email: "ada@example.com" });

    await page.getByRole("heading", { name: "Back to the terminal" }).waitFor();
    expect(await page.locator("body").textContent()).toMatch(/window .* can be closed/);
    expect(answers).toMatchObject([
      { "referrer-policy": "no-referrer", "cache-control": "no-store" },
    ]);
    await expectNoSecret(page, credential.type === "oauth" ? [credential.access] : []);
    await expectNoReferrer(page);
  });

  it("shows a refusal as text", async () => {
    const fake = await startAuthorizationServer({
      authorizationFields: {
        error: "access_denied",
        error_description: "<script>document.title='taken over'</script>",
      },
    });
    const page = await newPage();
    const stage = loginStage({
      oauth: fake.oauth,
      openUrl: async (url) => {
        await page.goto(url);
        return true;
      },
    });
    await expect(standardFlow("oauth-browser").login(stage.context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_DENIED",
    });
    await page.getByRole("heading", { name: "The login was refused" }).waitFor();
    expect(await page.locator("pre").textContent()).toContain("<script>");
    expect(await page.title()).not.toContain("taken over");
    await fake.stop();
  });
});

/** The address bar has the code, which is spent by now; the page has nothing of it. */
async function expectNoSecret(page: Page, tokens: string[]): Promise<void> {
  const { searchParams } = new URL(page.url());
  const content = await page.content();
  for (const secret of [searchParams.get("code"), searchParams.get("state"), ...tokens]) {
    expect(secret?.length).toBeGreaterThan(10);
    expect(content).not.toContain(secret);
  }
}

/** Whoever is visited next does not learn the address. */
async function expectNoReferrer(page: Page): Promise<void> {
  const next = await startAuthorizationServer();
  await page.evaluate(`location.assign("${next.url}/next")`);
  await page.waitForURL(`${next.url}/next`);
  const entry = next.journal().find(({ path }) => path === "/next");
  expect(entry?.headers).not.toHaveProperty("referer");
  await next.stop();
}
