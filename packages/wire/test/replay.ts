// Replays recorded streams through a codec's decoder, in any chunks, for tests.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import {
  type CallOptions,
  type Codec,
  type StreamPart,
  type Target,
  withModelDefaults,
} from "@mayros/core";

export const target: Target = {
  provider: "acme",
  model: withModelDefaults({ id: "model-1", reasoning: true }),
  baseUrl: "https://api.acme.example/v1",
  compat: {},
};

/** What a recorded answer is taken to answer where no call stands beside it. */
const anyCall: CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
};

export function replay(
  codec: Codec,
  chunks: Iterable<Uint8Array>,
  call: CallOptions = anyCall,
): StreamPart[] {
  const parts: StreamPart[] = [];
  const decoder = codec.operations.chat.createDecoder((part) => parts.push(part), target, call);
  for (const chunk of chunks) decoder.write(chunk);
  decoder.end();
  return parts;
}

export function replayWhole(codec: Codec, body: string, call: CallOptions = anyCall): StreamPart[] {
  const parts: StreamPart[] = [];
  codec.operations.chat.decodeResponse(body, (part) => parts.push(part), target, call);
  return parts;
}

export interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The call that it answers: `<name>.call` beside it, as JSON. */
  readonly call: CallOptions;
}

export function fixturesOf(api: string, extension: string): Fixture[] {
  const folder = new URL(`../src/${api}/__fixtures__/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => ({
      name,
      bytes: readFileSync(new URL(name, folder)),
      call: callIn(new URL(`${name}.call`, folder)),
    }));
}

function callIn(file: URL): CallOptions {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CallOptions) : anyCall;
}

export function chop(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.slice(start, places[index] ?? bytes.length));
}

/** One line per part, so that a golden file reads like the answer. */
export function linesOf(parts: readonly StreamPart[]): string {
  return `${parts.map((part) => JSON.stringify(part)).join("\n")}\n`;
}
