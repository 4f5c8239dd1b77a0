// What must hold for any edit of any document.
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkKeys } from "../json5/check-keys.ts";
import type { ContainerNode, Json5Node } from "../json5/json5-node.ts";
import { parseTree } from "../json5/parse-tree.ts";
import { toValue } from "../json5/to-value.ts";
import { childNode, getValue } from "../path/get-value.ts";
import { sameValue } from "../same-value.ts";
import { filler, fuzzRuns, objectDocument } from "../test/arbitrary-document.ts";
import { setValue } from "./set-value.ts";
import { verifyEdit } from "./verify-edit.ts";

type Path = (string | number)[];

const newKeys = fc.constantFrom("a", "n", "new-key", "x y", "it's", "openai/gpt-4.5", "\u2028");
const newValue = fc.oneof(
  fc
    .jsonValue({ maxDepth: 3 })
    .filter((value) => !/__proto__|prototype|constructor/.test(JSON.stringify(value))),
  fc.constantFrom<unknown>(Number.NaN, -0, 'it\'s "both"', "\u2028\u{1f600}\\", [], {}, "a\r\nb"),
);

function listContainers(node: Json5Node, path: Path): { node: ContainerNode; path: Path }[] {
  if (node.type === "scalar") return [];
  const inner =
    node.type === "array"
      ? node.children.flatMap((child, index) => listContainers(child, [...path, index]))
      : node.children.flatMap(({ key, value }) => listContainers(value, [...path, key]));
  return [{ node, path }, ...inner];
}

/** A path that is in the document, or one that can be added to it. */
function choosePath(text: string, pick: number, key: string, deeper: Path): Path {
  const containers = listContainers(parseTree(text), []);
  const chosen = containers[pick % containers.length];
  if (!chosen) return [key];
  const { node, path } = chosen;
  if (node.type === "array") return [...path, pick % (node.children.length + 1)];
  const members = node.children.map((member) => member.key);
  const segment = pick % 3 > 0 ? (members[pick % (members.length || 1)] ?? key) : key;
  return members.includes(segment) ? [...path, segment] : [...path, segment, ...deeper];
}

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

test("several edits in a row hold too", async () => {
  const edits = fc.array(fc.tuple(fc.nat(), newKeys, newValue), { minLength: 2, maxLength: 6 });
  const property = fc.asyncProperty(objectDocument, edits, async (text, steps) => {
    fc.pre(checkKeys(parseTree(text)).length === 0);
    let current = text;
    for (const [pick, key, value] of steps) {
      const path = choosePath(current, pick, key, []);
      const edited = setValue(current, path, value);
      await verifyEdit(current, edited, path, value);
      current = edited;
    }
  });
  await fc.assert(property, { numRuns: Math.ceil(fuzzRuns / 2) });
});
