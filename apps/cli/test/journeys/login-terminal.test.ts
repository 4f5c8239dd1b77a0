// Logging in as a person at a terminal does, over SSH: what is shown, pasted, chosen and cancelled.
import { describe, expect, it } from "vitest";
import { homeWithLogin } from "../home-with-login.ts";
import { keys, runInTerminal } from "../run-in-terminal.ts";
import { addressAfterLogin, browse } from "../start-login.ts";

const login = ["models", "auth", "login", "--provider", "acme"];
const overSsh = { SSH_TTY: "/dev/pts/9" };
const needsApproval = { needsApproval: true, deviceFields: { interval: 1 } };

/** The last address on the screen that begins so. */
const linkOn = (screen: string, beginning: string): string =>
  screen
    .split(/\s+/)
    .filter((word) => word.startsWith(beginning))
    .at(-1) ?? "";

describe("a login by code", () => {
  it("shows link, code, QR code and the time that is left, and ends when it was entered", async () => {
    const { home, server } = await homeWithLogin({ switches: needsApproval });
    const terminal = runInTerminal([...login, "--method", "device"], home.folder, overSsh);
    await terminal.see("enter the code");
    await terminal.see("▄▄▄▄▄");
    await terminal.see("waiting for you at the browser (14:");
    await browse(linkOn(terminal.screen(), `${server.url}/device?user_code=`));
    await terminal.see("logged in to Acme as ada@example.com");
    expect(await terminal.ended).toBe(0);
  });

  it("ends with 130 at Ctrl-C, and leaves nothing", async () => {
    const { home, server } = await homeWithLogin({ switches: needsApproval });
    const terminal = runInTerminal([...login, "--method", "device"], home.folder, overSsh);
    await terminal.see("waiting for you");
    terminal.type(keys.controlC);
    expect(await terminal.ended).toBe(130);
    expect(server.stat().logins).toBe(0);
    const list = await home.run(["models", "auth", "list", "--json"]);
    expect(JSON.parse(list.stdout).count).toBe(0);
  });
});

describe("a login by browser", () => {
  it("asks for the address that the browser ended at, and says how to do without", async () => {
    const { home, server } = await homeWithLogin();
    const terminal = runInTerminal([...login, "--method", "browser"], home.folder, overSsh);
    await terminal.see("ssh -L ");
    await terminal.see("aste the address that the browser ended at");
    const url = linkOn(terminal.screen(), `${server.url}/authorize`);
    terminal.type(`just-a-code${keys.enter}`);
    await terminal.see("A code alone is not enough");
    // What is typed before the question is asked again goes nowhere.
    await terminal.see("aste the address that the browser ended at");
    terminal.type(`${await addressAfterLogin(url)}${keys.enter}`);
    await terminal.see("logged in to Acme as ada@example.com");
    expect(await terminal.ended).toBe(0);
    expect(server.stat().logins).toBe(1);
  });

  it("ends while it asks, when the browser came back by itself", async () => {
    const { home, server } = await homeWithLogin();
    const terminal = runInTerminal([...login, "--method", "browser"], home.folder, overSsh);
    await terminal.see("aste the address");
    await browse(linkOn(terminal.screen(), `${server.url}/authorize`));
    await terminal.see("logged in to Acme");
    expect(await terminal.ended).toBe(0);
  });

  it("ends with 130 when the question is cancelled", async () => {
    const { home, server } = await homeWithLogin();
    const terminal = runInTerminal([...login, "--method", "browser"], home.folder, overSsh);
    await terminal.see("aste the address");
    terminal.type(keys.controlC);
    await terminal.see("nothing was stored");
    expect(await terminal.ended).toBe(130);
    expect(server.stat().logins).toBe(0);
  });
});

describe("choices", () => {
  it("asks which way where there are several, after what the vendor says of it", async () => {
    const manifest = { status: "unofficial", notice: "Acme forbids this to other programs." };
    const { home, server } = await homeWithLogin({ manifest, switches: needsApproval });
    const terminal = runInTerminal(login, home.folder, overSsh);
    await terminal.see("Acme forbids this");
    await terminal.see("Do you agree");
    terminal.type("y");
    await terminal.see("How do you want to log in to Acme?");
    terminal.type(`${keys.down}${keys.enter}`);
    await terminal.see("waiting for you");
    await browse(linkOn(terminal.screen(), `${server.url}/device?user_code=`));
    expect(await terminal.ended).toBe(0);
  });

  it("ends with 5 for who does not agree", async () => {
    const manifest = { status: "unofficial", notice: "Acme forbids this to other programs." };
    const { home, server } = await homeWithLogin({ manifest });
    const terminal = runInTerminal(login, home.folder, overSsh);
    await terminal.see("Do you agree");
    terminal.type("n");
    expect(await terminal.ended).toBe(5);
    expect(server.journal()).toEqual([]);
  });

  it("finds a way in among all that there are", async () => {
    const { home, server } = await homeWithLogin({ switches: needsApproval });
    const terminal = runInTerminal(["models", "auth", "add"], home.folder, overSsh);
    await terminal.see("What do you want to log in to?");
    terminal.type("acme code");
    await terminal.see("Acme login by code");
    terminal.type(keys.enter);
    await terminal.see("waiting for you");
    await browse(linkOn(terminal.screen(), `${server.url}/device?user_code=`));
    await terminal.see("logged in to Acme");
    expect(await terminal.ended).toBe(0);
  });

  it("logs in at onboarding, turns its plugin on first, and makes its model the default", async () => {
    const { home, server } = await homeWithLogin({ switches: needsApproval, enabled: false });
    const words = ["onboard", "--auth-choice", "acme-device"];
    const terminal = runInTerminal(words, home.folder, overSsh);
    await terminal.see("Turn it on?");
    terminal.type("y");
    await terminal.see("waiting for you");
    await browse(linkOn(terminal.screen(), `${server.url}/device?user_code=`));
    await terminal.see("default model: acme/big-1");
    expect(await terminal.ended).toBe(0);
    const set = await home.run(["models", "status", "--plain"]);
    expect(set.stdout).toBe("acme/big-1\n");
  });
});
