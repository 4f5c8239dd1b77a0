// A process of its own: how much the heap grew over many streamed requests, of all wires in turn. What a
// request leaves behind, 20,000 of them make visible. Prints JSON.
//   node --expose-gc --conditions=@mayros/source bench/request/measure-memory.ts <api>...
import { setImmediate } from "node:timers/promises";
import { createLanguageModel } from "../../packages/engine/src/index.ts";
import { call, openWire, type Wire } from "./open-wire.ts";

export interface MemoryFigures {
  readonly what: string;
  readonly requests: number;
  /** Of the used heap after a collection, in KiB. */
  readonly growth: number;
}

const WARM_UPS = 2000;

interface Way {
  readonly requests: number;
  readonly ask: (wire: Wire) => Promise<unknown>;
}

/** A program that lives long has one signal for all that it asks: listeners on it would pile up. */
const { signal } = new AbortController();

const ways: Readonly<Record<string, Way>> = {
  engine: { requests: 20_000, ask: ({ ask }) => ask(call, () => {}).finished },
  "engine, doStream, one signal for all": {
    requests: 5000,
    async ask({ ask, resolved }) {
      const model = createLanguageModel(resolved.ref, ask, async () => ({}));
      const { stream } = await model.doStream({ ...call, abortSignal: signal });
      const reader = stream.getReader();
      while (!(await reader.read()).done);
    },
  },
};

async function usedHeap(): Promise<number> {
  const { gc } = globalThis;
  if (!gc) throw new Error("start me with --expose-gc");
  // What waits for a turn of the event loop, or for the first collection, goes with the second.
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate();
    gc();
  }
  return process.memoryUsage().heapUsed;
}

async function askMany(ask: Way["ask"], wires: readonly Wire[], count: number): Promise<void> {
  for (let request = 0; request < count / wires.length; request++) {
    for (const wire of wires) await ask(wire);
  }
}

const wires = await Promise.all(process.argv.slice(2).map(openWire));
const figures: MemoryFigures[] = [];
for (const [what, { requests, ask }] of Object.entries(ways)) {
  await askMany(ask, wires, WARM_UPS);
  const before = await usedHeap();
  await askMany(ask, wires, requests);
  const growth = Math.round(((await usedHeap()) - before) / 1024);
  figures.push({ what, requests, growth });
}
console.log(JSON.stringify(figures));
