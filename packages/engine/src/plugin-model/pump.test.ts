import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { StreamPart } from "@mayros/core";
import { expect, it } from "vitest";
import { createPump } from "./pump.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

it("needs no more memory for a long stream than for a short one", async () => {
  let grown = Number.NaN;
  const parts = async function* (): AsyncGenerator<StreamPart> {
    let before = 0;
    for (let index = 0; index < 40_000; index++) {
      if (index === 10_000) before = heapUsed();
      yield { type: "text-delta", id: "0", delta: "a" };
    }
    grown = heapUsed() - before;
  };
  const { signal } = new AbortController();
  await createPump(() => {}, signal).drain(ReadableStream.from(parts()));
  expect(grown).toBeLessThan(2_000_000);
});
