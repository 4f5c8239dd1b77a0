// docs/reliability.md names tests that there are: every file, and every text that is to be looked for in one. So do the
// threats of docs/plugins/security.md.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/reliability.md"), "utf8");
const threats = readFileSync(join(root, "docs/plugins/security.md"), "utf8")
  .split("\n")
  .filter((line) => line.includes(".test.ts"))
  .map((line) => ({ id: line.slice(2, line.indexOf(" |", 2)), line }));
const rows = page.split("\n").flatMap((line) => {
  const id = /^\| ([PST]\d+) /.exec(line)?.[1];
  return id === undefined ? [] : [{ id, line }];
});
const files = globSync("{packages,plugins,apps}/*/{src,test}/**/*.test.ts", { cwd: root });

it("has every statement, every fault and every rule for plugins", () => {
  const named = (letter: string, count: number, first = 1) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + first}`);
  expect(rows.map(({ id }) => id)).toEqual([
    ...named("S", 35),
    ...named("T", 32),
    ...named("T", 4, 50),
    ...named("P", 14),
  ]);
});

it.each([...rows, ...threats])("$id names what there is", ({ line }) => {
  const named = line.matchAll(/([\w./-]+\.test\.ts)((?:(?:: |, )"[^"]+")*)/g);
  for (const [, file = "", texts = ""] of named) {
    const found = files.filter((each) => each.endsWith(`/${file}`));
    expect(found, file).not.toEqual([]);
    const contents = found.map((each) => readFileSync(join(root, each), "utf8")).join();
    for (const [, text = ""] of texts.matchAll(/"([^"]+)"/g)) expect(contents).toContain(text);
  }
});
