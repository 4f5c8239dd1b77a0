// A process of its own for one wire: CPU of a streamed request, and the time to its first text, of every
// reader in turn. Prints JSON.
//   node --conditions=@mayros/source bench/request/measure-requests.ts <api> <rounds>
import { alternate, median, medianRatio } from "../alternate.ts";
import { openWire } from "./open-wire.ts";
import { listReaders, type Reader } from "./readers.ts";

export interface RequestFigures {
  readonly api: string;
  readonly reader: string;
  /** Microseconds of CPU for one request, of all threads of the process. */
  readonly cpu: number;
  readonly toFloor: number;
  readonly toEngine: number;
  /** Microseconds from the call to the first text. */
  readonly firstText: number;
}

/** In one sample. */
const REQUESTS = 50;

async function takeSample({ read }: Reader): Promise<{ cpu: number; firstText: number }> {
  const firsts: number[] = [];
  const before = process.cpuUsage();
  for (let request = 0; request < REQUESTS; request++) {
    const start = performance.now();
    let first: number | undefined;
    await read(() => {
      first ??= performance.now() - start;
    });
    firsts.push((first ?? Number.NaN) * 1000);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / REQUESTS, firstText: median(firsts) };
}

async function textOf({ read }: Reader): Promise<string> {
  const texts: string[] = [];
  await read((text) => texts.push(text));
  return texts.join("");
}

/** What is compared has to have done the same work. */
async function checkTexts([, first, ...others]: readonly Reader[]): Promise<void> {
  const expected = first && (await textOf(first));
  for (const reader of others) {
    if (!expected || (await textOf(reader)) !== expected) {
      throw new Error(`${reader.name} read another text`);
    }
  }
}

async function measureRequests(api: string, rounds: number): Promise<RequestFigures[]> {
  const readers = await listReaders(await openWire(api));
  await checkTexts(readers);
  const takers = readers.map((reader) => () => takeSample(reader));
  const samples = await alternate(takers, { rounds, warmUps: 3 });
  const cpus = samples.map((each) => each.map(({ cpu }) => cpu));
  const [floor = [], , engine = []] = cpus;
  return readers.map(({ name }, index) => ({
    api,
    reader: name,
    cpu: Math.round(median(cpus[index] ?? [])),
    toFloor: medianRatio(cpus[index] ?? [], floor),
    toEngine: medianRatio(cpus[index] ?? [], engine),
    firstText: Math.round(median((samples[index] ?? []).map(({ firstText }) => firstText))),
  }));
}

const [api = "", rounds] = process.argv.slice(2);
console.log(JSON.stringify(await measureRequests(api, Number(rounds))));
