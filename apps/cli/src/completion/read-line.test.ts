import { describe, expect, it } from "vitest";
import type { OptionDeclarations } from "../command.ts";
import { readLine } from "./read-line.ts";

const declared: OptionDeclarations = {
  model: { type: "string", short: "m", help: "" },
  verbose: { type: "boolean", help: "" },
};

describe("readLine", () => {
  it.each<[string, object]>([
    ["", { pending: undefined, count: 0, ended: false }],
    ["a b", { pending: undefined, count: 2, ended: false }],
    ["--model", { pending: "model", count: 0 }],
    ["-m", { pending: "model", count: 0 }],
    ["--model x", { pending: undefined, count: 0 }],
    ["--model=x a", { pending: undefined, count: 1 }],
    ["--model --verbose a", { pending: undefined, count: 1 }],
    ["--verbose a", { pending: undefined, count: 1 }],
    ["--unknown a", { pending: undefined, count: 1 }],
    ["- a", { pending: undefined, count: 2 }],
    ["a -- --model b", { pending: undefined, count: 3, ended: true }],
    ["--", { pending: undefined, count: 0, ended: true }],
  ])("%s", (line, expected) => {
    expect(readLine(line.split(" ").filter(Boolean), declared)).toMatchObject(expected);
  });

  it("knows which options were given, in every form", () => {
    const { given } = readLine(["-m", "x", "--verbose", "--toString"], declared);
    expect([...given]).toEqual(["model", "verbose"]);
  });
});
