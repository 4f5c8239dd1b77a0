import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PartialArguments } from "./partial-arguments.ts";

type Piece = Record<string, unknown>;

/** As the server sends it: leaves in order, texts in pieces, empty containers by their place alone. */
function piecesOf(value: unknown, path: string, cut: number): Piece[] {
  if (typeof value === "string") {
    if (value.length <= cut) return [{ jsonPath: path, stringValue: value }];
    return [
      { jsonPath: path, stringValue: value.slice(0, cut), willContinue: true },
      { jsonPath: path, stringValue: value.slice(cut), willContinue: true },
      { jsonPath: path },
    ];
  }
  if (typeof value === "number") return [{ jsonPath: path, numberValue: value }];
  if (typeof value === "boolean") return [{ jsonPath: path, boolValue: value }];
  if (value === null) return [{ jsonPath: path, nullValue: "NULL_VALUE" }];
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) => piecesOf(item, `${path}[${index}]`, cut));
    return [...items, { jsonPath: `${path}[]` }];
  }
  const entries = Object.entries(value as object);
  if (entries.length === 0 && path !== "$") return [{ jsonPath: path }];
  return entries.flatMap(([key, each]) => piecesOf(each, `${path}.${key}`, cut));
}

const key = fc.stringMatching(/^[a-z_]\w{0,5}$/);
const leaf = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 3 }),
  ),
}));

describe("PartialArguments", () => {
  it("tells the same JSON in pieces as in whole", () => {
    const object = fc.dictionary(key, tree, { maxKeys: 4 });
    fc.assert(
      fc.property(object, fc.integer({ min: 1, max: 4 }), (value, cut) => {
        const args = new PartialArguments();
        const told = piecesOf(value, "$", cut).map((piece) => args.add(piece));
        const { rest, whole } = args.finish();
        expect(JSON.parse(whole)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(told.join("") + rest)).toEqual(JSON.parse(whole));
      }),
    );
  });

  it("tells a long text as it comes", () => {
    const args = new PartialArguments();
    const piece = { jsonPath: "$.text", stringValue: 'a"', willContinue: true };
    expect(args.add(piece)).toBe('{"text":"a\\"');
    expect(args.add(piece)).toBe('a\\"');
    expect(args.finish()).toEqual({ rest: '"}', whole: '{"text":"a\\"a\\""}' });
  });

  it("tells nothing more once a value came out of order, but has it", () => {
    const args = new PartialArguments();
    expect(args.add({ jsonPath: "$.a.b", numberValue: 1 })).toBe('{"a":{"b":1');
    expect(args.add({ jsonPath: "$.c", numberValue: 2 })).toBe('},"c":2');
    expect(args.add({ jsonPath: "$.a.d", numberValue: 3 })).toBe("");
    expect(args.finish()).toEqual({ rest: "", whole: '{"a":{"b":1,"d":3},"c":2}' });
  });

  it.each([
    ["no path", { numberValue: 1 }],
    ["the root", { jsonPath: "$", numberValue: 1 }],
    ["a gap in a list", { jsonPath: "$.list[1000000000]", numberValue: 1 }],
    ["a place within a number", { jsonPath: "$.n.x", numberValue: 1 }],
    ["a key of a list", { jsonPath: "$.l.x", numberValue: 1 }],
  ])("ignores %s", (_what, piece) => {
    const args = new PartialArguments();
    args.add({ jsonPath: "$.n", numberValue: 0 });
    args.add({ jsonPath: "$.l[0]", numberValue: 0 });
    expect(args.add(piece)).toBe("");
    expect(args.finish().whole).toBe('{"n":0,"l":[0]}');
  });
});
