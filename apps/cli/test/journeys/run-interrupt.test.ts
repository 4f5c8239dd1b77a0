// Ctrl-C during `run`: the server sees its connection close, whatever it was doing, and the exit code is 130.
// No server here ever ends an answer, so that only the abort can.
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { beginStream, chatText, homeWithServer } from "../home-with-server.ts";
import { keys, runInTerminal } from "../run-in-terminal.ts";
import type { MayrosHome, MayrosRun } from "../run-mayros.ts";

interface Scene {
  readonly home: MayrosHome;
  /** The server has got as far as the scene goes. */
  readonly ready: Promise<void>;
  /** The connection of the request that waits was closed. */
  readonly closed: Promise<void>;
}

/** `begin` is done by the request that waits; those before it are refused as rate limited. */
async function play(begin: (outgoing: ServerResponse) => void, refused = 0): Promise<Scene> {
  const ready = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const home = await homeWithServer((outgoing, asked) => {
    if (asked < refused) {
      outgoing.writeHead(429, { "content-type": "application/json" });
      outgoing.end('{"error":{"message":"slow down","code":"rate_limit_exceeded"}}');
      return;
    }
    outgoing.on("close", () => closed.resolve());
    begin(outgoing);
    ready.resolve();
  });
  return { home, ready: ready.promise, closed: closed.promise };
}

const env = { CHAT_API_KEYS: "test-key-number-one,test-key-number-two" };

/** Interrupts as often once the scene is ready, and when output came if there is to be any. */
async function interrupt(
  scene: Scene,
  {
    words = [],
    output = false,
    times = 1,
  }: Partial<{ words: string[]; output: boolean; times: number }> = {},
): Promise<MayrosRun> {
  const run = scene.home.run(["run", "-m", "chat/m", ...words, "hello"], {
    env,
    onStart(child) {
      const shown = new Promise((resolve) => child.stdout?.once("data", resolve));
      void Promise.all([scene.ready, output ? shown : undefined]).then(() => {
        for (let count = 0; count < times; count += 1) child.kill("SIGINT");
      });
    },
  });
  await scene.closed;
  return run;
}

describe("ctrl-c ends run with 130 and closes the connection", () => {
  it("before the head of the answer", async () => {
    const scene = await play(() => {});
    expect(await interrupt(scene)).toEqual({ code: 130, stdout: "", stderr: "" });
  });

  it("before the first part", async () => {
    const scene = await play((outgoing) => beginStream(outgoing));
    expect(await interrupt(scene)).toEqual({ code: 130, stdout: "", stderr: "" });
  });

  it("amid the answer, of which everything stays that came", async () => {
    const scene = await play((outgoing) =>
      beginStream(outgoing, chatText("One"), chatText(" two")),
    );
    const run = await interrupt(scene, { output: true });
    expect(run).toEqual({ code: 130, stdout: "One two\n", stderr: "" });
  });

  it("while the next key is asked", async () => {
    const scene = await play(() => {}, 1);
    expect(await interrupt(scene)).toEqual({ code: 130, stdout: "", stderr: "" });
  });

  it("while a whole answer is waited for", async () => {
    const scene = await play(() => {});
    const run = await interrupt(scene, { words: ["--no-stream"] });
    expect(run).toEqual({ code: 130, stdout: "", stderr: "" });
  });
});

it("is the error of --json, and the last line of --ndjson", async () => {
  const error = { code: "MAYROS_ABORTED", message: "interrupted" };
  const json = await interrupt(await play(() => {}), { words: ["--json"] });
  expect(json.code).toBe(130);
  expect(JSON.parse(json.stdout)).toEqual({ error });
  const scene = await play((outgoing) => beginStream(outgoing, chatText("One")));
  const lines = await interrupt(scene, { words: ["--ndjson"], output: true });
  expect(lines.code).toBe(130);
  expect(JSON.parse(lines.stdout.trimEnd().split("\n").at(-1) ?? "")).toEqual({
    type: "error",
    error,
  });
});

it("a second ctrl-c is no fault", async () => {
  const run = await interrupt(await play(() => {}), { times: 2 });
  // The second may end the process itself: then there is a signal and no code.
  expect([130, null]).toContain(run.code);
  expect(run).toMatchObject({ stdout: "", stderr: "" });
});

it("leaves a terminal at the beginning of a line", async () => {
  const scene = await play((outgoing) => beginStream(outgoing, chatText("One")));
  const terminal = runInTerminal(["run", "-m", "chat/m", "hello"], scene.home.folder, env);
  await terminal.see("One");
  terminal.type(keys.controlC);
  await scene.closed;
  expect(await terminal.ended).toBe(130);
  expect(terminal.screen()).toBe("One^C\r\n");
});
