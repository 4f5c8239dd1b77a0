import type { StreamPart } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { createToolCallTracker } from "./track-tool-calls.ts";

function track(pieces: object[]) {
  const parts: StreamPart[] = [];
  const tracker = createToolCallTracker(
    (part) => parts.push(part),
    () => "answer",
    {},
  );
  for (const piece of pieces) tracker.add({ ...piece });
  const complete = tracker.finish();
  const calls = parts.flatMap((part) =>
    part.type === "tool-call" ? [[part.toolCallId, part.toolName, part.input]] : [],
  );
  return { complete, calls };
}

const fn = (name?: string, text?: string) => ({ function: { name, arguments: text } });

describe("createToolCallTracker", () => {
  it.each([
    [
      "pieces by index",
      [
        { index: 0, id: "a", ...fn("f", "{") },
        { index: 0, ...fn(undefined, "}") },
      ],
      [["a", "f", "{}"]],
    ],
    [
      "two calls in turns",
      [
        { index: 0, id: "a", ...fn("f", "{") },
        { index: 1, id: "b", ...fn("g", "[") },
        { index: 0, ...fn(undefined, "}") },
        { index: 1, ...fn(undefined, "]") },
      ],
      [
        ["a", "f", "{}"],
        ["b", "g", "[]"],
      ],
    ],
    [
      "the index 0 for all",
      [
        { index: 0, id: "a", ...fn("f", "{}") },
        { index: 0, id: "b", ...fn("f", "{}") },
      ],
      [
        ["a", "f", "{}"],
        ["b", "f", "{}"],
      ],
    ],
    [
      "a new id for every piece",
      [
        { index: 0, id: "a", ...fn("f", "{") },
        { index: 0, id: "b", ...fn(undefined, "}") },
      ],
      [["a", "f", "{}"]],
    ],
    [
      "a new id and the name in every piece",
      [
        { index: 0, id: "a", ...fn("f", "{") },
        { index: 0, id: "b", ...fn("f", "}") },
        { index: 0, id: "c", ...fn("f", "") },
      ],
      [
        ["a", "f", "{}"],
        ["c", "f", "{}"],
      ],
    ],
    [
      "neither index nor id, in turns",
      [fn("f", '{"a"'), { id: "b", ...fn("g", "{}") }, fn(undefined, ":1}")],
      [
        ["answer-0", "f", '{"a":1}'],
        ["b", "g", "{}"],
      ],
    ],
    [
      "the same id for all",
      [
        { index: 0, id: "a", ...fn("f", "{}") },
        { index: 1, id: "a", ...fn("g", "[]") },
      ],
      [
        ["a", "f", "{}"],
        ["answer-1", "g", "[]"],
      ],
    ],
    [
      "id and name repeated",
      [
        { index: 0, id: "a", ...fn("f", "{") },
        { index: 0, id: "a", ...fn("f", "}") },
      ],
      [["a", "f", "{}"]],
    ],
    [
      "the index 0 for all, and no ids",
      [
        { index: 0, ...fn("f", "{") },
        { index: 0, ...fn("f", "}") },
        { index: 0, ...fn("f", "{}") },
        { index: 0, ...fn("g", "{}") },
      ],
      [
        ["answer-0", "f", "{}"],
        ["answer-1", "f", "{}"],
        ["answer-2", "g", "{}"],
      ],
    ],
    [
      "the same id and name for all, and no index",
      [
        { id: "a", ...fn("f", "{}") },
        { id: "a", ...fn("f", '{"b":1}') },
      ],
      [
        ["a", "f", "{}"],
        ["answer-1", "f", '{"b":1}'],
      ],
    ],
    [
      "no index",
      [
        { id: "a", ...fn("f", "{") },
        { id: "a", ...fn(undefined, "}") },
      ],
      [["a", "f", "{}"]],
    ],
    [
      "neither index nor id",
      [fn("f", "{"), fn(undefined, "}"), fn("g", "[]")],
      [
        ["answer-0", "f", "{}"],
        ["answer-1", "g", "[]"],
      ],
    ],
    [
      "a name that comes late",
      [
        { index: 0, id: "a", ...fn("", "{") },
        { index: 0, ...fn("f", "}") },
      ],
      [["a", "f", "{}"]],
    ],
    [
      "blank pieces",
      [
        { index: 3, ...fn("", "") },
        { index: 0, id: "a", ...fn("f", " ") },
      ],
      [["a", "f", "{}"]],
    ],
    [
      "arguments that are an object",
      [{ id: "a", function: { name: "f", arguments: { q: "b" } } }],
      [["a", "f", '{"q":"b"}']],
    ],
    [
      "an index that comes late",
      [
        { id: "a", ...fn("f", "{") },
        { index: 0, id: "a", ...fn(undefined, "}") },
      ],
      [["a", "f", "{}"]],
    ],
  ])("%s", (_name, pieces, calls) => {
    expect(track(pieces)).toEqual({ complete: true, calls });
  });

  it("is not complete without a name", () => {
    expect(track([{ index: 0, id: "a", ...fn(undefined, "{}") }]).complete).toBe(false);
  });
});
