// Onboarding at a real pseudo-terminal: what is offered, what is shown while a key is typed, and that
// cancelling leaves nothing behind.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ModelServerOptions, startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { keys, runInTerminal, type Terminal } from "../run-in-terminal.ts";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import { configWithPlugin, writePlugin } from "../write-plugin.ts";

const KEY = "gsk_0123456789abcdefghijklmnop";
const WRONG = "gsk_zzzzzzzzzzzzzzzzzzzzzzzzzzz";

async function homeAtServer(options: ModelServerOptions = {}): Promise<MayrosHome> {
  const server = await startModelServer(options);
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(`{ models: { providers: { groq: { baseUrl: "${server.url}/v1" } } } }`);
  return home;
}

/** Once the question stands there: what is typed earlier is read by nobody, or echoed. */
async function answer(terminal: Terminal, question: string, typed: string): Promise<void> {
  await terminal.see(question);
  terminal.type(typed);
}

const profiles = async (home: MayrosHome): Promise<{ id: string; hint: string }[]> =>
  JSON.parse((await home.run(["models", "auth", "list", "--json"])).stdout).profiles;

it("finds a provider by typing, takes a key unseen, tests it, and shows what was written", async () => {
  const home = await homeAtServer({ knownKeys: [KEY] });
  const terminal = runInTerminal(["onboard"], home.folder);
  await answer(terminal, "◆  What do you want to use?", "api groq");
  await answer(terminal, "(1 match)", keys.enter);
  await answer(terminal, "◆  Groq API key", `${WRONG}${keys.enter}`);
  await answer(terminal, "◆  Test the key now?", keys.enter);
  await terminal.see("the key was refused: groq answered 401");
  await answer(terminal, "● Take another key", keys.enter);
  await answer(terminal, "◆  Groq API key", `  ${KEY} ${keys.enter}`);
  await answer(terminal, "◆  Test the key now?", keys.enter);
  await terminal.see("it works: groq/llama-3.3-70b-versatile answered");
  expect(await terminal.ended).toBe(0);
  const screen = terminal.screen();
  expect(screen).toContain("stored groq:default");
  expect(screen).toContain('agents.defaults.model.primary = "groq/llama-3.3-70b-versatile"');
  expect(screen).toContain('next: mayros run "hello"');
  for (const key of [KEY, WRONG]) {
    expect(screen).not.toContain(key);
    expect(screen).not.toContain(key.slice(0, 12));
  }
  expect(await profiles(home)).toMatchObject([{ id: "groq:default" }]);
});

it("asks again for a key that can't be right", async () => {
  const home = createHome();
  const words = ["onboard", "--auth-choice", "groq-api-key", "--skip-test"];
  const terminal = runInTerminal(words, home.folder);
  await answer(terminal, "◆  Groq API key", `sk-ant-0123456789${keys.enter}`);
  await terminal.see("looks like a key of Anthropic, not of Groq; try again");
  await answer(terminal, "◆  Groq API key", `your-key${keys.enter}`);
  await terminal.see("a placeholder and no key; try again");
  await answer(terminal, "◆  Groq API key", keys.enter);
  await terminal.see("the key is empty; try again");
  await answer(terminal, "◆  Groq API key", `${KEY}${keys.enter}`);
  expect(await terminal.ended).toBe(0);
});

it("offers keys of the environment first, by name, and asks before it moves the default", async () => {
  const home = createHome();
  home.writeConfig('{ agents: { defaults: { model: "zai/glm-4.7" } } }');
  const terminal = runInTerminal(["onboard", "--skip-test"], home.folder, { GROQ_API_KEY: KEY });
  await answer(terminal, "● Groq: GROQ_API_KEY is set", keys.enter);
  await answer(terminal, "◆  Make groq/llama-3.3-70b-versatile the default model?", "y");
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain("It is zai/glm-4.7 now.");
  expect(terminal.screen()).toContain("stored groq:default (from GROQ_API_KEY)");
  expect(terminal.screen()).not.toContain(KEY.slice(0, 12));
  expect(readFileSync(home.configPath, "utf8")).toContain('model: "groq/llama-3.3-70b-versatile"');

  const again = runInTerminal(
    ["onboard", "--auth-choice", "groq-api-key", "--skip-test"],
    home.folder,
    { GROQ_API_KEY: KEY },
  );
  await again.see("Store the key in GROQ_API_KEY");
  again.type(keys.down);
  await answer(again, "● Keep groq:default", keys.enter);
  expect(await again.ended).toBe(0);
  expect(again.screen()).toContain("kept groq:default, which was stored already");
});

it.each([
  ["onboard --auth-choice acme-api-key --skip-test", '"Acme API key" needs the plugin acme'],
  ["models auth add", "This needs the plugin acme"],
])("asks in %s for what turning on a plugin needs", async (words, question) => {
  const home = createHome();
  const folder = writePlugin(home.folder, { manifest: { entry: "index.js" } });
  writeFileSync(join(folder, "index.js"), "export default {};");
  home.writeConfig(configWithPlugin(folder, false));
  const terminal = runInTerminal(words.split(" "), home.folder);
  if (words === "models auth add") {
    await answer(terminal, "◆  What do you want to log in to?", "acme");
    await answer(terminal, "(1 match)", keys.enter);
  }
  await answer(terminal, question, "y");
  await answer(terminal, "◆  May it run its code with all that you may do here?", "y");
  await answer(terminal, "◆  Acme API key", `acme-0123456789${keys.enter}`);
  expect(await terminal.ended).toBe(0);
  expect(await profiles(home)).toMatchObject([{ id: "acme:default" }]);
});

it("offers a local server that answers, and its models", async () => {
  const server = createServer((incoming, outgoing) => {
    outgoing.writeHead(incoming.url === "/v1/models" ? 200 : 404, {
      "content-type": "application/json",
    });
    outgoing.end('{"object":"list","data":[{"id":"first","object":"model"},{"id":"second"}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const home = createHome();
  const { port } = server.address() as AddressInfo;
  home.writeConfig(
    `{ models: { providers: { lmstudio: { baseUrl: "http://127.0.0.1:${port}/v1" } } } }`,
  );
  const terminal = runInTerminal(["onboard"], home.folder);
  await answer(terminal, "LM Studio is running at http://127.0.0.1", keys.enter);
  await answer(terminal, "◆  Which model is the default?", "second");
  await answer(terminal, "(1 match)", keys.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain("lmstudio needs no key");
  expect(readFileSync(home.configPath, "utf8")).toContain('primary: "lmstudio/second"');
});

it("finds out what a custom server speaks", async () => {
  const server = await startModelServer();
  onTestFinished(() => server.stop());
  const home = createHome();
  const terminal = runInTerminal(["onboard"], home.folder);
  await answer(terminal, "◆  What do you want to use?", "by its url");
  await answer(terminal, "(1 match)", keys.enter);
  await answer(terminal, "◆  Base URL", `${server.url}/v1${keys.enter}`);
  await answer(terminal, "◆  Id of a model it has", `my-model${keys.enter}`);
  await answer(terminal, "◆  API key (Enter for none", keys.enter);
  expect(await terminal.ended).toBe(0);
  expect(terminal.screen()).toContain("the server speaks the openai format");
  expect(
    server
      .journal()
      .map(({ path }) => path)
      .sort(),
  ).toEqual(["/v1/chat/completions", "/v1/messages"]);
  expect(readFileSync(home.configPath, "utf8")).toContain('api: "openai-completions"');
});

describe("cancelling", () => {
  it("by Ctrl-C while a server is asked writes nothing", async () => {
    const server = createServer(() => {}); // never answers
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    onTestFinished(() => server.closeAllConnections());
    const home = createHome();
    const { port } = server.address() as AddressInfo;
    const before = `{ models: { providers: { groq: { baseUrl: "http://127.0.0.1:${port}" } } } }`;
    home.writeConfig(before);
    const words = ["onboard", "--auth-choice", "groq-api-key", "--test"];
    const terminal = runInTerminal(words, home.folder, { GROQ_API_KEY: KEY });
    await answer(terminal, "● Store the key in GROQ_API_KEY", keys.enter);
    await answer(terminal, "asking...", keys.controlC);
    expect(await terminal.ended).toBe(130);
    expect(readFileSync(home.configPath, "utf8")).toBe(before);
    expect(existsSync(join(home.folder, "auth.db"))).toBe(false);
  });

  const choose = "◆  What do you want to use?";
  it.each([
    ["Ctrl-C at the choice", keys.controlC, []],
    ["Esc at the choice", keys.escape, []],
    ["Ctrl-D at the choice", keys.controlD, []],
    ["Ctrl-C at the key", keys.controlC, ["key"]],
    ["Ctrl-D at the key", keys.controlD, ["key"]],
    ["Esc at the test", keys.escape, ["key", "test"]],
    ["Ctrl-C at the default model", keys.controlC, ["key", "test", "default"]],
  ])("by %s writes nothing", async (_what, key, steps: string[]) => {
    const home = createHome();
    const before = '{ agents: { defaults: { model: "zai/glm-4.7" } } }';
    home.writeConfig(before);
    const words = steps.length > 0 ? ["--auth-choice", "groq-api-key"] : [];
    const terminal = runInTerminal(["onboard", ...words], home.folder);
    if (steps.length === 0) await terminal.see(choose);
    if (steps.includes("key")) await terminal.see("◆  Groq API key");
    if (steps.includes("test")) {
      terminal.type(`${KEY}${keys.enter}`);
      await terminal.see("◆  Test the key now?");
    }
    if (steps.includes("default")) {
      terminal.type("n");
      await terminal.see("◆  Make groq/llama-3.3-70b-versatile the default");
    }
    terminal.type(key);
    expect(await terminal.ended).toBe(130);
    expect(terminal.screen()).toContain("cancelled: nothing was stored");
    expect(readFileSync(home.configPath, "utf8")).toBe(before);
    expect(existsSync(join(home.folder, "auth.db"))).toBe(false);
  });
});
