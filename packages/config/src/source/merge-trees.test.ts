// Trees are merged as values would be, and every part still knows its file.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isRecord } from "../is-record.ts";
import { parseTree } from "../json5/parse-tree.ts";
import { toValue } from "../json5/to-value.ts";
import { fuzzRuns, objectDocument } from "../test/arbitrary-document.ts";
import { listContainers } from "../test/choose-path.ts";
import { type ConfigDocument, findPlace, findValue } from "./config-document.ts";
import { mergeTrees, type Sources } from "./merge-trees.ts";

function mergeValues(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over)) return over;
  const merged = { ...under };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = Object.hasOwn(under, key) ? mergeValues(under[key], value) : value;
  }
  return merged;
}

test("for any two documents", () => {
  const property = fc.property(objectDocument, objectDocument, (first, second) => {
    const sources: Sources = new Map();
    const [a, b] = [first, second].map((text, index) => ({
      node: parseTree(text),
      source: { path: `/${index}`, text },
    }));
    if (!a || !b) return;
    const merged = mergeTrees(a, b, sources);
    const expected = mergeValues(toValue(a.node), toValue(b.node));
    expect(toValue(merged.node)).toEqual(expected);
    const document: ConfigDocument = { ...merged, main: b.source, sources };
    for (const { node, path } of listContainers(merged.node)) {
      if (node.type === "array") continue;
      for (const { key, value } of node.children) {
        const found = findValue(document, [...path, key]);
        if (value.type !== "scalar" || !found) continue;
        const { start, end } = value;
        expect(parseTree(found.source.text.slice(start, end))).toMatchObject({
          value: value.value,
        });
        const { source, offset } = findPlace(document, [...path, key], true);
        expect(parseTree(`{${source.text.slice(offset, found.node.end)}}`)).toMatchObject({
          children: [{ key }],
        });
      }
    }
  });
  fc.assert(property, { numRuns: fuzzRuns });
});
