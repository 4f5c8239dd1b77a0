// `run --file`: what reaches the server on each wire, and what is refused before anything is sent.
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { homeWithWires, type WiredHome, wires } from "../home-with-wires.ts";

const PNG = Buffer.from("\u0089PNG\r\n\u001a\nand so on", "latin1");
const PDF = Buffer.from("%PDF-1.7 and so on");
const png = PNG.toString("base64");
const pdf = PDF.toString("base64");
const notes = '<file name="notes.md">\n# Notes\n</file>\n\nwhat is it?';

async function start(): Promise<WiredHome & { path: (name: string) => string }> {
  const wired = await homeWithWires();
  const path = (name: string): string => join(wired.home.folder, name);
  // Its name is wrong: what it is stands in its first bytes.
  writeFileSync(path("photo.txt"), PNG);
  writeFileSync(path("paper.pdf"), PDF);
  writeFileSync(path("notes.md"), "# Notes");
  return { ...wired, path };
}

/** What the user's message is to be on each wire. */
const expected: Readonly<Record<(typeof wires)[number], object>> = {
  chat: {
    messages: [
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: `data:image/png;base64,${png}` } },
          {
            type: "file",
            file: { filename: "paper.pdf", file_data: `data:application/pdf;base64,${pdf}` },
          },
          { type: "text", text: notes },
        ],
      },
    ],
  },
  responses: {
    input: [
      {
        role: "user",
        content: [
          { type: "input_image", image_url: `data:image/png;base64,${png}` },
          {
            type: "input_file",
            filename: "paper.pdf",
            file_data: `data:application/pdf;base64,${pdf}`,
          },
          { type: "input_text", text: notes },
        ],
      },
    ],
  },
  messages: {
    messages: [
      {
        role: "user",
        content: [
          { type: "image", source: { type: "base64", media_type: "image/png", data: png } },
          {
            type: "document",
            title: "paper.pdf",
            source: { type: "base64", media_type: "application/pdf", data: pdf },
          },
          { type: "text", text: notes },
        ],
      },
    ],
  },
  gemini: {
    contents: [
      {
        role: "user",
        parts: [
          { inlineData: { mimeType: "image/png", data: png } },
          { inlineData: { mimeType: "application/pdf", data: pdf } },
          { text: notes },
        ],
      },
    ],
  },
};

describe("run --file", () => {
  it.each(wires)("sends pictures, PDFs and texts to %s", async (provider) => {
    const { home, path, lastBody } = await start();
    const files = ["photo.txt", "notes.md", "paper.pdf"].flatMap((name) => ["-f", path(name)]);
    const run = await home.run(["run", "-m", `${provider}/m`, ...files, "what is it?"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(lastBody()).toMatchObject(expected[provider]);
  });

  it("takes a file from stdin", async () => {
    const { home, lastBody } = await start();
    const words = ["run", "-m", "chat/m", "--file", "-", "review this"];
    expect(await home.run(words, { input: "a diff\n" })).toMatchObject({ code: 0 });
    const text = '<file name="stdin">\na diff\n</file>\n\nreview this';
    expect(lastBody()).toMatchObject({ messages: [{ content: text }] });
  });

  it("takes a file beside a prompt from stdin", async () => {
    const { home, path, lastBody } = await start();
    const words = ["run", "-m", "chat/m", "-f", path("notes.md")];
    expect(await home.run(words, { input: "what is it?\n" })).toMatchObject({ code: 0 });
    expect(lastBody()).toMatchObject({ messages: [{ content: notes }] });
  });

  it("warns of a picture for a model that is listed as one without, and sends it", async () => {
    const { home, path, server } = await start();
    const words = ["run", "-m", "groq/llama-3.3-70b-versatile", "-f", path("photo.txt"), "what?"];
    const env = { GROQ_API_KEY: "test-key-0001" };
    const message = "groq/llama-3.3-70b-versatile is listed as a model that takes no images";
    const run = await home.run(words, { env });
    expect(run).toMatchObject({ code: 0, stderr: `warning: ${message}\n` });
    const json = await home.run([...words, "--json"], { env });
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(json.stdout).warnings).toEqual([{ type: "other", message }]);
    expect(server.journal()).toHaveLength(2);
  });
});

describe("run --file refuses", () => {
  const cases: readonly (readonly [string, (path: string) => void, string, string])[] = [
    ["nothing.png", () => {}, "does not exist", "ls "],
    ["folder", (path) => mkdirSync(path), "is a folder", "ls "],
    ["empty.png", (path) => writeFileSync(path, ""), "is empty", "ls -l "],
    [
      "large.bin",
      (path) => {
        writeFileSync(path, "");
        truncateSync(path, 50 * 1024 * 1024 + 1);
      },
      "is larger than 50 MB",
      "send a part of it",
    ],
    [
      "program",
      (path) => writeFileSync(path, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff])),
      "is no picture, no PDF and no text in UTF-8",
      "file ",
    ],
    // Modes close nothing to root; a link to itself leads nobody anywhere.
    ["loop.md", (path) => symlinkSync(path, path), "can't be read: ELOOP", "ls -l "],
    [
      "page.png",
      (path) => writeFileSync(path, "<html>not found</html>"),
      "is named like image/png, but is none",
      "file ",
    ],
  ];

  it.each(cases)("%s", async (name, make, problem, hint) => {
    const { home, path, server } = await start();
    make(path(name));
    const run = await home.run(["run", "-m", "chat/m", "-f", path(name), "hi"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(`error: --file: ${path(name)} ${problem}\n  next: ${hint}`);
    expect(server.journal()).toEqual([]);
  });

  it.each([
    [["-f", "-"], "stdin is the file and can't be the prompt, too"],
    [["-f", "-", "review", "-"], "stdin is the file and can't be the prompt, too"],
    [["-f", "-", "-f", "-", "review"], "stdin can be sent once"],
  ])("stdin as two things: %j", async (words, problem) => {
    const { home, server } = await start();
    const run = await home.run(["run", "-m", "chat/m", ...words], { input: "text" });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(`error: ${problem}`);
    expect(run.stderr).toContain("\n  next: mayros run ");
    expect(server.journal()).toEqual([]);
  });

  it("an address, with the command that fetches it", async () => {
    const { home, server } = await start();
    const run = await home.run([
      "run",
      "-m",
      "chat/m",
      "-f",
      "https://a.example/b.png?c=1&d",
      "hi",
    ]);
    expect(run).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        "error: --file: https://a.example/b.png?c=1&d is no file\n" +
        "  next: curl -s 'https://a.example/b.png?c=1&d' | mayros run --file - ...\n",
    });
    expect(server.journal()).toEqual([]);
  });

  it("a stdin with nothing in it", async () => {
    const { home } = await start();
    const run = await home.run(["run", "-m", "chat/m", "-f", "-", "hi"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("error: --file: stdin is empty");
  });
});
