// What must hold for any edit of any document.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkKeys } from "../json5/check-keys.ts";
import { parseTree } from "../json5/parse-tree.ts";
import { toValue } from "../json5/to-value.ts";
import { childNode, getValue } from "../path/get-value.ts";
import { sameValue } from "../same-value.ts";
import { filler, fuzzRuns, objectDocument } from "../test/arbitrary-document.ts";
import { choosePath, newKeys, newValue, type Path } from "../test/choose-path.ts";
import { setValue } from "./set-value.ts";
import { verifyEdit } from "./verify-edit.ts";

/** The bytes around what the edit may touch. */
function untouched(text: string, path: Path): { before: string; after: string } {
  let node = parseTree(text);
  for (const segment of path) {
    const child = childNode(node, segment);
    if (child === undefined && node.type !== "scalar") {
      const from = node.children.at(-1)?.end ?? node.start + 1;
      return { before: text.slice(0, from), after: text.slice(node.end - 1) };
    }
    if (child) node = child;
  }
  return { before: text.slice(0, node.start), after: text.slice(node.end) };
}

test("setValue gives the expected value, loses no comment and leaves the rest alone", async () => {
  const deeper = fc.constantFrom<Path>([], ["deep"], ["deep", 0], [0, "x"]);
  const property = fc.asyncProperty(
    objectDocument,
    fc.nat(),
    newKeys,
    deeper,
    newValue,
    async (text, pick, key, tail, value) => {
      fc.pre(checkKeys(parseTree(text)).length === 0);
      const path = choosePath(text, pick, key, tail);
      const wasThere = getValue(toValue(parseTree(text)), path);
      const edited = setValue(text, path, value);
      await verifyEdit(text, edited, path, value);
      expect(checkKeys(parseTree(edited))).toEqual([]);
      if (sameValue(wasThere, value)) expect(edited).toBe(text);
      const { before, after } = untouched(text, path);
      expect(edited.startsWith(before) && edited.endsWith(after)).toBe(true);
      expect(setValue(edited, path, value)).toBe(edited);
    },
  );
  await fc.assert(property, { numRuns: fuzzRuns });
});

test("setValue makes a document of one that holds only comments", async () => {
  const property = fc.asyncProperty(filler, newKeys, newValue, async (text, key, value) => {
    const edited = setValue(text, [key], value);
    await verifyEdit(text, edited, [key], value);
    expect(text.trim() === "" || edited.startsWith(text)).toBe(true);
  });
  await fc.assert(property, { numRuns: Math.ceil(fuzzRuns / 4) });
});
