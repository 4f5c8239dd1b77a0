// The ways to read one streamed answer, from the least that anybody has to do up to a model of the AI SDK.
import type { LanguageModelV4, StreamPart } from "@mayros/core";
import { createLanguageModel, targetOf } from "../../packages/engine/src/index.ts";
import { call, type Wire } from "./open-wire.ts";
import { openPeer, peers } from "./peers.ts";
import { replayFetch } from "./replay.ts";

export interface Reader {
  readonly name: string;
  /** Tells every piece of text; settles at the end of the answer. */
  readonly read: (onText: (text: string) => void) => void | Promise<void>;
}

/** The first is the floor, and the third the engine. */
export async function listReaders({ codec, resolved, pieces, ask }: Wire): Promise<Reader[]> {
  const { createDecoder } = codec.operations.chat;
  const target = targetOf(resolved);
  const own = createLanguageModel(resolved.ref, ask, async () => ({}));
  const peer = peers[codec.api];
  const settings = { baseURL: resolved.baseUrl, model: "m", fetch: replayFetch(pieces) };
  return [
    { name: "lines and JSON.parse", read: (onText) => readLines(pieces, onText) },
    {
      name: "codec",
      read(onText) {
        const decoder = createDecoder(textsTo(onText), target, call);
        for (const piece of pieces) decoder.write(piece);
        decoder.end();
      },
    },
    { name: "engine", read: (onText) => ask(call, textsTo(onText)).finished },
    { name: "engine, doStream", read: (onText) => readModel(own, onText) },
    ...(peer ? [modelReader(peer.name, await openPeer(peer, settings))] : []),
  ];
}

const textsTo =
  (onText: (text: string) => void) =>
  (part: StreamPart): void => {
    if (part.type === "text-delta") onText(part.delta);
    else if (part.type === "error")
      throw new Error("the answer ended in an error", { cause: part });
  };

const modelReader = (name: string, model: LanguageModelV4): Reader => ({
  name: `${name}, doStream`,
  read: (onText) => readModel(model, onText),
});

async function readModel(model: LanguageModelV4, onText: (text: string) => void): Promise<void> {
  const { stream } = await model.doStream(call);
  const sink = textsTo(onText);
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) sink(read.value);
}

/** Without a wire: whatever an event says, it is split off and parsed. */
function readLines(pieces: readonly Uint8Array[], onEvent: (line: string) => void): void {
  const decoder = new TextDecoder();
  let rest = "";
  for (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data: {") && JSON.parse(line.slice(6))) onEvent(line);
    }
  }
}
