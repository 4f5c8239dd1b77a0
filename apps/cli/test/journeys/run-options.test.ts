// The options of `run` that change the request: what reaches the server, and which values are refused.
import { describe, expect, it } from "vitest";
import { homeWithWires, wires } from "../home-with-wires.ts";
import { createHome } from "../run-mayros.ts";

const WORK = "test-key-of-work-0001";
const HOME = "test-key-of-home-0002";

describe("run --thinking", () => {
  const high: Readonly<Record<(typeof wires)[number], object>> = {
    chat: { reasoning_effort: "high" },
    responses: { reasoning: { effort: "high" } },
    messages: { thinking: { type: "enabled" } },
    gemini: { generationConfig: { thinkingConfig: { includeThoughts: true } } },
  };

  it.each(wires)("high reaches %s", async (provider) => {
    const { home, lastBody } = await homeWithWires();
    const run = await home.run(["run", "-m", `${provider}/m`, "--thinking", "high", "hello"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(lastBody()).toMatchObject(high[provider]);
  });

  it("off turns it off, and what is not said is the vendor's choice", async () => {
    const { home, lastBody } = await homeWithWires();
    await home.run(["run", "-m", "messages/m", "--thinking", "off", "hello"]);
    expect(lastBody()).toMatchObject({ thinking: { type: "disabled" } });
    await home.run(["run", "-m", "messages/m", "hello"]);
    expect(lastBody()).not.toHaveProperty("thinking");
  });

  it("says which level is sent where the model lacks one", async () => {
    const { home, lastBody } = await homeWithWires();
    const run = await home.run(["run", "-m", "chat/m", "--thinking", "max", "hello"]);
    expect(run.stderr).toBe('warning: reasoning: m has no level "max": "high" is sent\n');
    expect(lastBody()).toMatchObject({ reasoning_effort: "high" });
  });
});

describe("run", () => {
  it.each([
    ["chat", { temperature: 0.5, max_tokens: 9 }],
    ["messages", { temperature: 0.5, max_tokens: 9 }],
    ["gemini", { generationConfig: { temperature: 0.5, maxOutputTokens: 9 } }],
  ])("passes --temperature and --max-tokens on to %s", async (provider, body) => {
    const { home, lastBody } = await homeWithWires();
    const settings = ["--temperature", "0.5", "--max-tokens", "9"];
    const run = await home.run(["run", "-m", `${provider}/m`, ...settings, "hello"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(lastBody()).toMatchObject(body);
  });

  it("sends a temperature of 0", async () => {
    const { home, lastBody } = await homeWithWires();
    await home.run(["run", "-m", "chat/m", "--temperature", "0", "hello"]);
    expect(lastBody()).toMatchObject({ temperature: 0 });
  });

  it("asks for the whole answer at once with --no-stream", async () => {
    const { home, lastBody } = await homeWithWires();
    const run = await home.run(["run", "-m", "chat/m", "--no-stream", "hello"]);
    expect(run).toEqual({ code: 0, stdout: "Hello from the model server.\n", stderr: "" });
    expect(lastBody()).not.toHaveProperty("stream", true);
    await home.run(["run", "-m", "chat/m", "hello"]);
    expect(lastBody()).toHaveProperty("stream", true);
  });

  it.each([
    ["chat", { response_format: { type: "json_schema", json_schema: { strict: false } } }],
    ["responses", { text: { format: { type: "json_schema", strict: false } } }],
    ["gemini", { generationConfig: { responseMimeType: "application/json" } }],
  ])("asks %s for JSON of a --schema, in text or in a file", async (provider, body) => {
    const { home, lastBody } = await homeWithWires();
    const schema = '{ "type": "object", "properties": { "city": { "type": "string" } } }';
    const run = await home.run(["run", "-m", `${provider}/m`, "--schema", schema, "hello"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(lastBody()).toMatchObject(body);
    const inText = lastBody();
    const words = ["run", "-m", `${provider}/m`, "--schema", "-", "hello"];
    expect(await home.run(words, { input: schema })).toMatchObject({ code: 0 });
    expect(lastBody()).toEqual(inText);
  });

  it("stays with one profile in a session, and asks the other one without", async () => {
    const { home, server } = await homeWithWires();
    const paste = ["models", "auth", "paste-api-key", "--provider", "groq"];
    await home.run(paste, { input: HOME });
    await home.run([...paste, "--profile-id", "groq:work"], { input: WORK });
    const ask = (...more: string[]) => home.run(["run", "-m", "groq/m", ...more, "hello"]);
    for (let count = 0; count < 3; count += 1) await ask("--session", "mine-1.2_3");
    const [first, ...others] = server.journal().map(({ key }) => key);
    expect(others).toEqual([first, first]);
    await ask();
    expect(server.journal().at(-1)?.key).toBe(first === HOME ? WORK : HOME);
  });

  it("takes the profile from the ref, from --profile, and the same one from both", async () => {
    const { home, server } = await homeWithWires();
    const paste = ["models", "auth", "paste-api-key", "--provider", "groq"];
    await home.run(paste, { input: HOME });
    await home.run([...paste, "--profile-id", "groq:work"], { input: WORK });
    const env = { GROQ_API_KEY: "test-key-of-the-shell-3" };
    const work = ["run", "-m", "groq/llama-3.3-70b-versatile@groq:work"];
    await home.run([...work, "hello"], { env });
    await home.run(["run", "-m", "groq/m", "--profile", "groq:work", "hello"], { env });
    await home.run([...work, "--profile", "groq:work", "hello"], { env });
    expect(server.journal().map(({ key }) => key)).toEqual([WORK, WORK, WORK]);
    const both = await home.run([...work, "--profile", "groq:default", "hello"]);
    expect(both).toMatchObject({ code: 2, stdout: "" });
    expect(both.stderr).toContain("error: two profiles are named: groq:work with the model, and");
    expect(both.stderr).toContain("next: name one: groq/llama-3.3-70b-versatile@groq:work");
    const typo = await home.run(["run", "-m", "groq/m@groq:wrok", "hello"]);
    expect(typo).toMatchObject({ code: 2, stdout: "" });
    expect(typo.stderr).toContain(
      'error: there is no profile "groq:wrok"; did you mean "groq:work"?',
    );
    expect(typo.stderr).toContain("next: mayros models auth list");
    expect(server.journal()).toHaveLength(3);
  });
});

describe("run refuses", () => {
  const levels = "off, minimal, low, medium, high, xhigh, max";
  it.each([
    [["--thinking", "hihg"], `--thinking takes one of ${levels}, not "hihg"`, "--thinking low"],
    [["--thinking", "none"], `--thinking takes one of ${levels}, not "none"`, "--thinking low"],
    [["--thinking", "toString"], "--thinking takes one of", "--thinking low"],
    [["--temperature", "hot"], "--temperature takes a number from 0 on", "--temperature 0.7"],
    [["--temperature=-1"], 'a number from 0 on, not "-1"', "--temperature 0.7"],
    [["--temperature", "1e3"], 'a number from 0 on, not "1e3"', "--temperature 0.7"],
    [["--max-tokens", "0"], 'a whole number, not "0"', "--max-tokens 500"],
    [["--session", "two words"], "1 to 64 letters, digits, dots, dashes and", "--session"],
    [["--session", "x".repeat(65)], "--session takes 1 to 64", "--session"],
    [["--session", ""], "--session needs a value", "mayros run --help"],
    [["--schema", "{no json"], "--schema: the text is no JSON schema", "--schema '{"],
    [["--schema", "nowhere.json"], "--schema: nowhere.json does not exist", "ls ."],
    [["--json", "--ndjson"], "--json and --ndjson exclude each other", "--ndjson"],
  ])("%j", async (words, problem, hint) => {
    const run = await createHome().run(["run", ...words, "hello"]);
    expect(run.code).toBe(2);
    const said = run.stdout + run.stderr;
    expect(said.replaceAll('\\"', '"')).toContain(problem);
    expect(said).toMatch(/next: |"hint": /);
    expect(said).toContain(hint);
  });

  it("a level that is completed in a shell instead", async () => {
    const run = await createHome().run(["__complete", "--", "run", "--thinking", "m"]);
    expect(run.stdout.split("\n")).toEqual(["minimal", "medium", "max", ""]);
  });
});
