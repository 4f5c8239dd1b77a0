// What `run` shows at a real terminal: reasoning set off from the answer, and below it what it cost; and that
// none of this gets into a pipe.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { beginStream, homeWithServer } from "../home-with-server.ts";
import { homeWithWires, wires } from "../home-with-wires.ts";
import { runInTerminal } from "../run-in-terminal.ts";

const replies = [{ reasoning: "Let me see.", text: "It is blue." }];
const words = (provider: string): string[] => [
  ...["run", "-m", `${provider}/m`, "--thinking", "low", "why?"],
];
const spent = (provider: string): string =>
  `· ${provider}/m with no key, 12 tokens in, 6 out, $0.000024`;

describe("at a terminal", () => {
  it.each(wires)(
    "the reasoning of %s is faint, and the answer stands below it",
    async (provider) => {
      const { home } = await homeWithWires({ replies });
      const terminal = runInTerminal(words(provider), home.folder);
      expect(await terminal.ended).toBe(0);
      expect(terminal.screen()).toBe(`Let me see.\r\n\r\nIt is blue.\r\n${spent(provider)}\r\n`);
      // Faint and back: nothing else may change how the terminal looks.
      const [before = "", ...faint] = terminal.raw().split("\u001b[2m");
      const pieces = faint.map((piece) => piece.split("\u001b[22m"));
      expect(pieces.map(([text]) => text).join("")).toBe(`Let me see.${spent(provider)}\r\n`);
      const rest = before + pieces.map(([, ...text]) => text.join("")).join("");
      expect(rest).toBe("\r\n\r\nIt is blue.\r\n");
    },
  );

  it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("headings set it off with %j", async (env) => {
    const { home } = await homeWithWires({ replies });
    const terminal = runInTerminal(words("chat"), home.folder, env);
    expect(await terminal.ended).toBe(0);
    const shown = `[reasoning]\r\nLet me see.\r\n\r\n[answer]\r\nIt is blue.\r\n${spent("chat")}\r\n`;
    expect(terminal.raw()).toBe(shown);
  });

  it("an answer without reasoning has no heading", async () => {
    const { home } = await homeWithWires();
    const env = { NO_COLOR: "1" };
    const terminal = runInTerminal(["run", "-m", "chat/m", "why?"], home.folder, env);
    expect(await terminal.ended).toBe(0);
    expect(terminal.raw()).toBe(`Hello from the model server.\r\n${spent("chat")}\r\n`);
  });

  it("reasoning drives the terminal no more than text does", async () => {
    const attack = "\u001b]0;pwned\u0007\u001b[2J\u009b31m";
    const { home } = await homeWithWires({
      replies: [{ reasoning: `see${attack}`, text: `blue${attack}` }],
    });
    const terminal = runInTerminal(words("chat"), home.folder, { NO_COLOR: "1" });
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain("blue]0;pwned[2J31m");
    expect(terminal.raw()).not.toMatch(/(?![\r\n])\p{Cc}/u);
  });
});

describe("in a pipe", () => {
  it("there is the answer alone", async () => {
    const { home } = await homeWithWires({ replies });
    const run = await home.run(words("chat"));
    expect(run).toEqual({ code: 0, stdout: "It is blue.\n", stderr: "" });
  });

  it("--verbose says what was tried and what it cost, on stderr", async () => {
    const { home } = await homeWithWires({ replies });
    const run = await home.run([...words("chat"), "--verbose"]);
    expect(run).toEqual({
      code: 0,
      stdout: "It is blue.\n",
      stderr: `· attempt 1 of 1: chat/m with no key\n${spent("chat")}\n`,
    });
  });
});

describe("files that the model sends", () => {
  const data = Buffer.from("a picture");
  const part = { inlineData: { mimeType: "image/png", data: data.toString("base64") } };
  const answer = { candidates: [{ content: { parts: [part, part] }, finishReason: "STOP" }] };
  const draw = ["run", "-m", "gemini/m", "draw"];
  const start = (said: object) =>
    homeWithServer((outgoing) => {
      beginStream(outgoing, said);
      outgoing.end();
    });

  it("are named, with the option that saves them", async () => {
    const home = await start(answer);
    const run = await home.run(draw);
    const line = "· the model sent image/png, 9 bytes; --output <path> saves it\n";
    expect(run).toEqual({ code: 0, stdout: "", stderr: line + line });
  });

  it("are saved by --output, the second beside the first", async () => {
    const home = await start(answer);
    const path = join(home.folder, "out.png");
    const run = await home.run([...draw, "--output", path]);
    const second = join(home.folder, "out-2.png");
    expect(run).toEqual({
      code: 0,
      stdout: "",
      stderr: `· saved ${path} (image/png)\n· saved ${second} (image/png)\n`,
    });
    expect(readFileSync(path)).toEqual(data);
    expect(readFileSync(second)).toEqual(data);
  });

  it("that did not come are a failure of --output", async () => {
    const text = { candidates: [{ content: { parts: [{ text: "No." }] }, finishReason: "STOP" }] };
    const home = await start(text);
    const path = join(home.folder, "out.png");
    const run = await home.run([...draw, "-o", path]);
    expect(run).toMatchObject({ code: 1, stdout: "No.\n" });
    expect(run.stderr).toBe(`warning: the model sent no file; ${path} was not written\n`);
    expect(existsSync(path)).toBe(false);
  });

  it("have a place before they are asked for", async () => {
    const home = await homeWithServer(() => {
      throw new Error("nothing was to be asked");
    });
    const nowhere = await home.run([...draw, "-o", join(home.folder, "no/where/out.png")]);
    expect(nowhere).toMatchObject({ code: 2, stdout: "" });
    expect(nowhere.stderr).toContain("--output: there is no folder ");
    expect(nowhere.stderr).toContain("next: mkdir -p ");
    const folder = await home.run([...draw, "-o", home.folder]);
    expect(folder).toMatchObject({ code: 2, stdout: "" });
    expect(folder.stderr).toContain("is a folder; name a file");
  });
});
