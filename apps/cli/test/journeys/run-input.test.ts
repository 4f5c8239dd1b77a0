// What `mayros run` takes for a prompt from stdin, and what it refuses before it is paid for.
import { describe, expect, it } from "vitest";
import { homeWithWires } from "../home-with-wires.ts";

const run = ["run", "-m", "chat/m"];
const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("a prompt on stdin", () => {
  it.each([
    ["UTF-8", Buffer.from("Grüße\n"), "Grüße"],
    ["UTF-8 with its mark", Buffer.from("\ufeffGrüße"), "Grüße"],
    ["UTF-16", Buffer.from("\ufeffGrüße", "utf16le"), "Grüße"],
  ])("in %s is sent as text", async (_what, input, content) => {
    const { home, lastBody } = await homeWithWires();
    expect(await home.run(run, { input })).toMatchObject({ code: 0, stderr: "" });
    expect(lastBody()).toMatchObject({ messages: [{ role: "user", content }] });
  });

  it("with an odd byte among its text is sent, with a warning", async () => {
    const { home, lastBody } = await homeWithWires();
    const sent = await home.run([...run, "Review:", "-"], { input: latin1("+Gr\u00fc\u00dfe") });
    expect(sent).toMatchObject({
      code: 0,
      stderr: "warning: not all of stdin is UTF-8; \ufffd stands for what is not\n",
    });
    const content = "Review: +Gr\ufffd\ufffde";
    expect(lastBody()).toMatchObject({ messages: [{ role: "user", content }] });
  });

  it.each([
    ["a picture", latin1("\u0089PNG\r\n\u001a\n....")],
    ["a photo", latin1("\u00ff\u00d8\u00ff\u00e0 and no zero byte")],
    ["a program", latin1("\u007fELF\u0000\u0001\u00ff")],
  ])("that is %s is refused", async (_what, input) => {
    const { home, server } = await homeWithWires();
    expect(await home.run(run, { input })).toEqual({
      code: 2,
      stdout: "",
      stderr: 'error: the prompt on stdin is no text\n  next: mayros run --file - "what is it?"\n',
    });
    expect(server.journal()).toEqual([]);
  });

  it("that is larger than anything a vendor takes is refused", async () => {
    const { home, server } = await homeWithWires();
    const input = Buffer.alloc(50 * 1024 * 1024 + 1, "a");
    expect(await home.run(["run", "--ndjson", "-m", "chat/m"], { input })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining("the prompt on stdin is larger than 50 MB"),
    });
    expect(server.journal()).toEqual([]);
  });
});

describe("run --schema", () => {
  it("names a way to look into a folder, and to send stdin", async () => {
    const { home } = await homeWithWires();
    const folder = await home.run([...run, "--schema", home.folder, "hi"]);
    expect(folder).toMatchObject({ code: 2, stdout: "" });
    expect(folder.stderr).toContain(`is a folder\n  next: ls ${home.folder}\n`);
    const empty = await home.run([...run, "--schema", "-", "hi"]);
    expect(empty.stderr).toBe(
      "error: --schema: stdin is empty\n  next: cat <file> | mayros run --schema - ...\n",
    );
  });
});
