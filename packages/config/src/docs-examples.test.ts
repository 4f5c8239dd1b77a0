// The configs that the pages of docs/ show are configs that work.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listIssues } from "./read-config.ts";
import { interpretText } from "./test/interpret-text.ts";

const root = join(import.meta.dirname, "../../..");
const places = ["README.md", "docs/**/*.md", "{packages,plugins,apps}/*/README.md"];
const pages = globSync(places, { cwd: root });
const examples = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/```json5\n([\s\S]*?)```/g)].map(
    ([, text = ""], index) => ({ name: `${page}, ${index + 1}`, text }),
  ),
);
const around = { "/state/team.json5": "{}", "/state/acme.json5": "{}", "/home/lab.json5": "{}" };

/** All that it refers to, set. */
const variablesIn = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => [name, "key"]));

test("there are examples", () => expect(examples.length).toBeGreaterThan(10));

test.each(examples)("$name", async ({ text }) => {
  const isModelsFile = /^\{\s*providers:/.test(text);
  const found = isModelsFile
    ? interpretText("{}", {}, { "/state/models.json": text })
    : interpretText(text, variablesIn(text), around);
  expect(await listIssues(found)).toEqual([]);
  expect(found.config).not.toEqual({});
});
