// What vendors and plugins wrote is shown, but drives no terminal and pretends to be no line of ours.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import { configWithPlugin, writePlugin } from "../write-plugin.ts";

/** Sets the title, clears the screen, and turns red by the one-byte form. */
const ATTACK = "\u001b]0;pwned\u0007\u001b[2J\u009b31m";
const CONTROLS = /(?!\n)\p{Cc}/u;

describe("a vendor's error", () => {
  const message = `first ${ATTACK}\r\nerror: second`;

  async function startHome(): Promise<MayrosHome> {
    const server = createServer((_incoming, outgoing) => {
      outgoing.writeHead(500, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ error: { message } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const home = createHome();
    home.writeConfig(
      `{ models: { providers: { local: { baseUrl: "http://127.0.0.1:${port}/v1" } } } }`,
    );
    return home;
  }

  it("is one line without controls, also as an event", async () => {
    const home = await startHome();
    const run = await home.run(["run", "--verbose", "-m", "local/m", "hi"]);
    expect(run.code).toBe(1);
    expect(run.stderr).not.toMatch(CONTROLS);
    const lines = run.stderr.split("\n");
    expect(lines.filter((line) => line.includes("first"))).toEqual([
      expect.stringMatching(/^· attempt 1 failed .*error: second/),
      expect.stringMatching(/^error: .*error: second/),
    ]);
    expect(lines.filter((line) => line.startsWith("error: "))).toHaveLength(1);
  });

  it("is escaped in JSON", async () => {
    const home = await startHome();
    const run = await home.run(["run", "--json", "-m", "local/m", "hi"]);
    expect(run.stdout).not.toMatch(CONTROLS);
    expect(JSON.parse(run.stdout).error.message).toContain("first");
  });
});

describe("a plugin", () => {
  const text = {
    version: `1.0.0${ATTACK}`,
    models: [{ id: `one${ATTACK}\n` }],
    manifest: { status: "unofficial", notice: `careful${ATTACK}\nerror: forged` },
  };

  it.each([
    ["plugins", "list"],
    ["plugins", "enable", "acme"],
    ["models", "list", "--all", "--provider", "acme"],
    ["models", "list", "--all", "--plain"],
    ["models", "list", "--all", "--json"],
  ])("shows its text without controls in %s %s", async (...words) => {
    const home = createHome();
    home.writeConfig(configWithPlugin(writePlugin(home.folder, text), true));
    const run = await home.run(words);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("acme");
    expect(run.stdout + run.stderr).not.toMatch(CONTROLS);
    expect(run.stderr).not.toMatch(/^error:/m);
  });
});

it("leaves an answer to a pipe byte for byte", async () => {
  const text = `${ATTACK}\ttab\r\nnext line`;
  const server = await startModelServer({ replies: [{ text }] });
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(`{ models: { providers: { local: { baseUrl: "${server.url}/v1" } } } }`);
  const run = await home.run(["run", "-m", "local/m", "hi"]);
  expect(run).toMatchObject({ code: 0, stdout: `${text}\n` });
});
