// Which of several credentials is asked first, and what is said of a key that stands in the config.
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

const FIRST = "test-key-of-default-0001";
const SECOND = "test-key-of-work-000002";

describe("auth.order", () => {
  it.each([
    [
      ["groq:work", "groq:default"],
      [SECOND, FIRST],
    ],
    [
      ["groq:default", "groq:work"],
      [FIRST, SECOND],
    ],
    [["groq:work"], [SECOND]],
  ])("%j decides which profile is asked, and when", async (order, keys) => {
    const server = await startModelServer({ rateLimitedKeys: [FIRST, SECOND] });
    onTestFinished(() => server.stop());
    const home = createHome();
    const provider = { baseUrl: `${server.url}/v1` };
    home.writeConfig(
      JSON.stringify({
        auth: { order: { groq: order } },
        models: { providers: { groq: provider } },
      }),
    );
    const paste = ["models", "auth", "paste-api-key", "--provider", "groq"];
    await home.run(paste, { input: FIRST });
    await home.run([...paste, "--profile-id", "groq:work"], { input: SECOND });
    const run = await home.run(["run", "-m", "groq/llama-3.3-70b-versatile", "hello"]);
    expect(run.code).toBe(4);
    expect(server.journal().map(({ key }) => key)).toEqual(keys);
  });
});

describe("a key in the config", () => {
  const KEY = "a-key-of-no-known-shape-0123456789";
  // Plain http to a public address is refused before anything is sent: no test asks the network.
  const remote = (apiKey: string): string =>
    JSON.stringify({ models: { providers: { away: { baseUrl: "http://192.0.2.1/v1", apiKey } } } });

  it.each([[[]], [["--verbose"]], [["--json"]]])(
    "for another machine is warned about and never printed, with %j",
    async (flags) => {
      const home = createHome();
      home.writeConfig(remote(KEY));
      const run = await home.run(["run", ...flags, "-m", "away/m", "hi"]);
      expect(run.stderr).toContain(
        "warning: models.providers.away.apiKey holds a key in plain text",
      );
      expect(run.stderr).toContain("mayros models auth paste-api-key --provider away");
      expect(run.stdout + run.stderr).not.toContain(KEY);
    },
  );

  it("may be a reference to a variable", async () => {
    const home = createHome();
    home.writeConfig(remote("$" + "{AWAY_KEY}"));
    const run = await home.run(["run", "-m", "away/m", "hi"], { env: { AWAY_KEY: KEY } });
    expect(run.stderr).toContain("192.0.2.1");
    expect(run.stderr).not.toContain("warning:");
    expect(run.stdout + run.stderr).not.toContain(KEY);
  });

  it("may stand there for a server of this machine", async () => {
    const server = await startModelServer({ knownKeys: [KEY] });
    onTestFinished(() => server.stop());
    const home = createHome();
    const here = { baseUrl: `${server.url}/v1`, apiKey: KEY };
    home.writeConfig(JSON.stringify({ models: { providers: { here } } }));
    const run = await home.run(["run", "-m", "here/m", "hi"]);
    expect(run).toEqual({ code: 0, stdout: "Hello from the model server.\n", stderr: "" });
  });
});

it("says in words where a key came from that has no name", async () => {
  const server = await startModelServer();
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(`{ models: { providers: {
    bare: { baseUrl: "${server.url}/v1" },
    keyed: { baseUrl: "${server.url}/v1", apiKey: "on-this-machine" } } } }`);
  const bare = await home.run(["run", "--verbose", "-m", "bare/m", "hi"]);
  expect(bare.stderr).toContain("· attempt 1 of 1: bare/m with no key\n");
  const keyed = await home.run(["run", "--verbose", "-m", "keyed/m", "hi"]);
  expect(keyed.stderr).toContain("· attempt 1 of 1: keyed/m with models.providers.keyed.apiKey\n");
  const json = await home.run(["run", "--json", "-m", "bare/m", "hi"]);
  expect(JSON.parse(json.stdout).credential).toBeNull();
});
