// What must hold for any removal from any document, and for any edits in a row.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkKeys } from "../json5/check-keys.ts";
import { parseTree } from "../json5/parse-tree.ts";
import { toValue } from "../json5/to-value.ts";
import { getValue } from "../path/get-value.ts";
import { fuzzRuns, objectDocument } from "../test/arbitrary-document.ts";
import { chooseEnd, chooseEntry, choosePath, newKeys, newValue } from "../test/choose-path.ts";
import { removeValue } from "./remove-value.ts";
import { setValue } from "./set-value.ts";
import { verifyEdit } from "./verify-edit.ts";
import { verifyRemoval } from "./verify-removal.ts";

test("removeValue takes one entry, and what stands before and behind it stays", async () => {
  const property = fc.asyncProperty(objectDocument, fc.nat(), async (text, pick) => {
    fc.pre(checkKeys(parseTree(text)).length === 0);
    const entry = chooseEntry(text, pick);
    fc.pre(entry !== undefined);
    const { node, path, index } = entry;
    const edited = removeValue(text, path);
    await verifyRemoval(text, edited, path);
    const before = text.slice(0, node.children[index - 1]?.end ?? node.start + 1);
    const after = text.slice(node.children[index + 1]?.start ?? node.end - 1);
    expect(edited.startsWith(before) && edited.endsWith(after)).toBe(true);
    const left = getValue(toValue(parseTree(edited)), entry.container);
    expect(Object.keys(left as object)).toHaveLength(node.children.length - 1);
  });
  await fc.assert(property, { numRuns: fuzzRuns });
});

test("what setValue adds, removeValue takes away again: only white space may differ", async () => {
  const property = fc.asyncProperty(objectDocument, newKeys, newValue, async (text, key, value) => {
    const tree = parseTree(text);
    fc.pre(checkKeys(tree).length === 0 && getValue(toValue(tree), [key]) === undefined);
    fc.pre(tree.type === "object" && tree.children.length > 0);
    const again = removeValue(setValue(text, [key], value), [key]);
    expect(again.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });
  await fc.assert(property, { numRuns: Math.ceil(fuzzRuns / 4) });
});

test("any edits in a row hold", async () => {
  const edit = fc.tuple(fc.constantFrom("set", "remove", "push"), fc.nat(), newKeys, newValue);
  const edits = fc.array(edit, { minLength: 2, maxLength: 6 });
  const property = fc.asyncProperty(objectDocument, edits, async (text, steps) => {
    fc.pre(checkKeys(parseTree(text)).length === 0);
    let current = text;
    for (const [kind, pick, key, value] of steps) {
      const old = current;
      if (kind === "remove") {
        const path = chooseEntry(old, pick)?.path ?? [key];
        current = removeValue(old, path);
        await verifyRemoval(old, current, path);
      } else {
        const end = kind === "push" ? chooseEnd(old, pick) : undefined;
        const path = end ?? choosePath(old, pick, key, []);
        current = setValue(old, path, value);
        await verifyEdit(old, current, path, value);
      }
    }
  });
  await fc.assert(property, { numRuns: Math.ceil(fuzzRuns / 2) });
});
