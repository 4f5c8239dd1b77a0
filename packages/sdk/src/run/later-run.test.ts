import type { RunHandle, RunOpening } from "@mayros/engine";
import { expect, test } from "vitest";
import { laterRun } from "./later-run.ts";

function handle(finished: Promise<void>): RunHandle & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    opened: Promise.resolve({} as RunOpening),
    finished,
    pause: () => void calls.push("pause"),
    resume: () => void calls.push("resume"),
  };
}

test("a pause from before there is anything to pause is kept", async () => {
  const starting = Promise.withResolvers<RunHandle>();
  const run = laterRun(starting.promise);
  run.pause();
  const started = handle(Promise.resolve());
  starting.resolve(started);
  await run.finished;
  run.resume();
  expect(started.calls).toEqual(["pause", "resume"]);
});

test("one that was taken back is not", async () => {
  const starting = Promise.withResolvers<RunHandle>();
  const run = laterRun(starting.promise);
  run.pause();
  run.resume();
  const started = handle(Promise.resolve());
  starting.resolve(started);
  await run.finished;
  expect(started.calls).toEqual([]);
});

test("what goes wrong while starting rejects both promises", async () => {
  const run = laterRun(Promise.reject(new Error("no engine")));
  await expect(run.opened).rejects.toThrow("no engine");
  await expect(run.finished).rejects.toThrow("no engine");
});
