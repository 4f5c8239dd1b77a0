// The examples of docs/config.md are configs that work.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listIssues } from "./read-config.ts";
import { interpretText } from "./test/interpret-text.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/config.md"), "utf8");
const examples = [...page.matchAll(/```json5\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const around = { "/state/team.json5": "{}", "/state/acme.json5": "{}", "/home/lab.json5": "{}" };

test("there are examples", () => expect(examples.length).toBeGreaterThan(3));

test.each(examples)("%s", async (text) => {
  const isModelsFile = /^\{\s*providers:/.test(text);
  const found = isModelsFile
    ? interpretText("{}", {}, { "/state/models.json": text })
    : interpretText(text, { ACME_API_KEY: "key" }, around);
  expect(await listIssues(found)).toEqual([]);
  expect(found.config).not.toEqual({});
});
