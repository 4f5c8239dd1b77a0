// What a `.d.ts` may import: what its package declares, itself, its own files and Node's modules.
import { expect, test } from "vitest";
import { findUndeclaredImports } from "./find-undeclared-imports.ts";

const declared = {
  name: "@acme/kit",
  dependencies: { zod: "4.0.0", "@types/estree": "1.0.0" },
  peerDependencies: { "@acme/core": "1.0.0" },
};
const find = (text: string) => findUndeclaredImports(text, declared);

test.each([
  ['import { A } from "@acme/private";', ["@acme/private"]],
  ['export { A } from "@acme/private/deep/path";', ["@acme/private"]],
  ['export * from "left";', ["left"]],
  ['declare const a: import("left/deep").A;', ["left"]],
  ['import "left"; import { B } from "left/b";', ["left"]],
  ['/// <reference types="left" />', ["left"]],
])("finds %s", (text, expected) => {
  expect(find(text)).toEqual(expected);
});

test.each([
  'import * as z from "zod/mini";',
  'import { A } from "@acme/core/schema";',
  'export { B } from "@acme/kit/b";',
  'import { C } from "./chunk.js";',
  'import { Readable } from "node:stream"; import { join } from "path";',
  '/// <reference types="node" />\n/// <reference types="estree" />',
  '/** import { A } from "left" */\nexport interface Text { readonly from: "left" }',
])("leaves alone %s", (text) => {
  expect(find(text)).toEqual([]);
});
