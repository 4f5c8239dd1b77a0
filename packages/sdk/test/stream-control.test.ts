// A LanguageModelV4 in the hands of its readers: slow ones, ones that go away, ones that abort. With a
// real server that counts what it could write.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LanguageModelV4, StreamPart } from "@mayros/core";
import { expect, it, onTestFinished } from "vitest";
import { createMayros } from "../src/index.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];
const chunk = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;

async function serve(answer: (outgoing: ServerResponse) => void): Promise<LanguageModelV4> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    answer(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const home = mkdtempSync(join(tmpdir(), "mayros-stream-"));
  const { port } = server.address() as AddressInfo;
  const providers = { local: { baseUrl: `http://127.0.0.1:${port}/v1` } };
  writeFileSync(join(home, "mayros.json"), JSON.stringify({ models: { providers } }));
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: home } });
  onTestFinished(() => {
    mayros.close();
    server.closeAllConnections();
    server.close();
    rmSync(home, { recursive: true, force: true });
  });
  return mayros.languageModel("local/m");
}

it("slows the server down to what a slow reader takes", async () => {
  const total = 64 * 1024 * 1024;
  let written = 0;
  const text = chunk("x".repeat(64 * 1024));
  const model = await serve((outgoing) => {
    const write = (): void => {
      while (written < total && outgoing.write(text)) written += text.length;
      if (written < total) outgoing.once("drain", write);
      else outgoing.end(chunk("", "stop"));
    };
    write();
  });
  const { stream } = await model.doStream({ prompt });
  const reader = stream.getReader();
  for (let count = 0; count < 8; count++) await reader.read();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(written).toBeLessThan(total / 2);
  await reader.cancel();
});

it("closes the connection when its reader goes away", async () => {
  const gone = Promise.withResolvers<void>();
  const model = await serve((outgoing) => {
    outgoing.on("close", () => gone.resolve());
    outgoing.write(chunk("hello"));
  });
  const { stream } = await model.doStream({ prompt });
  await stream.cancel();
  await gone.promise;
});

it("survives a reader that stops at any part, the last one included", async () => {
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  const model = await serve((outgoing) => outgoing.end(chunk("hello") + chunk("", "stop")));
  const types: StreamPart["type"][] = [];
  for (const part of await all(await model.doStream({ prompt }))) types.push(part.type);
  for (let stop = 1; stop <= types.length; stop++) {
    const reader = (await model.doStream({ prompt })).stream.getReader();
    for (let count = 0; count < stop; count++) await reader.read();
    await reader.cancel();
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(types.at(-1)).toBe("finish");
  expect(faults).toEqual([]);
});

it("rejects with the signal's own reason when it is aborted, before and in the middle", async () => {
  const model = await serve((outgoing) => void outgoing.write(chunk("hello")));
  const reason = new Error("changed my mind");
  const before = AbortSignal.abort(reason);
  await expect(model.doStream({ prompt, abortSignal: before })).rejects.toBe(reason);
  await expect(model.doGenerate({ prompt, abortSignal: before })).rejects.toBe(reason);

  const abort = new AbortController();
  const { stream } = await model.doStream({ prompt, abortSignal: abort.signal });
  const reader = stream.getReader();
  await reader.read();
  abort.abort(reason);
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toBe(reason);
});

async function all({ stream }: { stream: ReadableStream<StreamPart> }): Promise<StreamPart[]> {
  const parts: StreamPart[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    parts.push(next.value);
  return parts;
}
