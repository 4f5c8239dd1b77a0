// Makes a long streamed answer of a short recorded one, in any wire format: the codec tells which event
// is one more word of text, and that event is repeated.
import type { Codec, StreamPart, Target } from "@mayros/core";

const encoder = new TextEncoder();

/** Each event as a piece of its own, as vendors send them; `words` of them are a word of text each. */
export function stretchAnswer(
  recorded: string,
  words: number,
  codec: Codec,
  target: Target,
): Uint8Array[] {
  const events = recorded.split(/(?<=\n\n)/);
  const { index, event, delta } = findWord(events, codec, target);
  const repeated = Array.from({ length: words }, (_, number) =>
    event.replace(JSON.stringify(delta), JSON.stringify(` word${number}`)),
  );
  return events.toSpliced(index, 1, ...repeated).map((text) => encoder.encode(text));
}

/** The first event that comes to one piece of text and nothing else. */
function findWord(events: readonly string[], codec: Codec, target: Target) {
  let parts: StreamPart[] = [];
  const sink = (part: StreamPart): void => void parts.push(part);
  const decoder = codec.operations.chat.createDecoder(sink, target, { prompt: [] });
  for (const [index, event] of events.entries()) {
    parts = [];
    decoder.write(encoder.encode(event));
    const [part, ...more] = parts;
    if (part?.type === "text-delta" && more.length === 0)
      return { index, event, delta: part.delta };
  }
  throw new Error(`no event of the recorded answer of ${codec.api} is a word alone`);
}
