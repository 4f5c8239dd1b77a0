// How words and options are told apart: what stands before a command, what stands after `--`, and
// prompts that look like something else.
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

describe("options before the command", () => {
  it.each([
    [["--verison"], "unknown option --verison; did you mean --version?", "mayros --help"],
    [["-version"], "unknown option -version; did you mean --version?", "mayros --help"],
    [["-x"], "unknown option -x", "mayros --help"],
    [["-m", "groq/x", "run", "hi"], "unknown option -m", "mayros --help"],
    [["models", "--jsno"], "did you mean --json?", "mayros models --help"],
    [["-v", "run", "hi"], "-v stands alone", "mayros --version"],
    [["--", "run", "hi"], "unknown option --", "mayros --help"],
  ])("%j is refused", async (words, message, hint) => {
    const run = await createHome().run(words);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(`next: ${hint}\n`);
  });

  it.each([
    [["--json", "models", "list"], "mayros models list --json"],
    [["models", "--json", "auth", "list"], "mayros models auth list --json"],
    [["--json", "models"], "mayros models --json"],
    [["models", "--json", "status"], "mayros models status --json"],
  ])("%j is told where --json stands", async (words, hint) => {
    const run = await createHome().run(words);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toEqual({
      error: {
        code: "MAYROS_USAGE",
        message: "--json stands before the command; options stand after it",
        hint,
      },
    });
  });
});

describe("help and groups", () => {
  it.each([
    [[], 0, "onboard "],
    [["--help"], 0, "onboard "],
    [["-h"], 0, "onboard "],
    [["models", "auth"], 2, "models auth logout "],
    [["models", "--help"], 0, "models list "],
    [["models", "--help"], 0, "mayros models alone is mayros models status"],
    [["models", "--help"], 0, "--check"],
    [["--help", "models", "list"], 0, "--plain"],
    [["models", "list", "--provider", "groq", "-h"], 0, "--plain"],
  ])("%j exits %i with help", async (words, code, text) => {
    const run = await createHome().run(words);
    expect(run).toMatchObject({ code, stderr: "" });
    expect(run.stdout).toContain(text);
  });
});

describe("a prompt", () => {
  const env = { GROQ_API_KEY: "test-key-0123456789" };

  async function startHome(when: string): Promise<MayrosHome> {
    const server = await startModelServer({ replies: [{ when, text: "Understood." }] });
    onTestFinished(() => server.stop());
    const home = createHome();
    home.writeConfig(`{ models: { providers: { groq: { baseUrl: "${server.url}/v1" } } } }`);
    return home;
  }

  it.each(["--help", "-h", "--json", "- do this"])("after -- may be %j", async (prompt) => {
    const home = await startHome(prompt);
    const run = await home.run(["run", "-m", "groq/m", "--", prompt], { env });
    expect(run).toMatchObject({ code: 0, stdout: "Understood.\n" });
  });

  it("after -- does not switch errors to JSON", async () => {
    const run = await createHome().run(["run", "-m", "gorq/m", "--", "--json"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain('did you mean "groq"?');
  });

  it.each([
    [["- do this"], 'mayros run -- "- do this"'],
    [["-m", "groq/m", "--not an option"], 'mayros run ... -- "--not an option"'],
    [["- costs $(whoami)"], 'mayros run -- "..."'],
  ])("of %j is told about --", async (words, hint) => {
    const run = await createHome().run(["run", ...words]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("begins with a dash");
    expect(run.stderr).toContain(`next: ${hint}\n`);
  });

  it.each([[[""]], [["  ", "\n"]]])("of %j is refused as empty", async (words) => {
    const home = await startHome("never asked");
    const run = await home.run(["run", "-m", "groq/m", ...words], { env });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toBe(
      'error: the prompt is empty\n  next: mayros run "why is the sky blue?"\n',
    );
  });

  it("without its command is given one", async () => {
    const run = await createHome().run(["why is the sky blue?"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('next: mayros run "why is the sky blue?"\n');
  });
});

it.each([
  [["--system", "- be brief", "hi"], "as --system=..."],
  [["--profile", "", "hi"], "--profile needs a value"],
  [["-m", " ", "hi"], "--model needs a value"],
  [["--system=", "hi"], "--system needs a value"],
  [["-f", "a.png", "-f", "", "hi"], "--file needs a value"],
  [["-model", "groq/m", "hi"], "unknown option -model; did you mean --model?"],
])("run %j says how the option is written", async (words, message) => {
  const run = await createHome().run(["run", ...words]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(message);
});
