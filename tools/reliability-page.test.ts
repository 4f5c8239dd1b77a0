// docs/reliability.md names tests that there are: every file, and every text that is to be looked for in one.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/reliability.md"), "utf8");
const rows = page.split("\n").flatMap((line) => {
  const id = /^\| ([ST]\d+) /.exec(line)?.[1];
  return id === undefined ? [] : [{ id, line }];
});
const files = globSync("{packages,plugins,apps}/*/{src,test}/**/*.test.ts", { cwd: root });

it("has every statement and every fault", () => {
  const named = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
  expect(rows.map(({ id }) => id)).toEqual([...named("S", 35), ...named("T", 32)]);
});

it.each(rows)("$id names what there is", ({ line }) => {
  for (const [, file = "", text] of line.matchAll(/([\w./-]+\.test\.ts)(?:: "([^"]+)")?/g)) {
    const found = files.filter((each) => each.endsWith(`/${file}`));
    expect(found, file).not.toEqual([]);
    if (text === undefined) continue;
    expect(found.map((each) => readFileSync(join(root, each), "utf8")).join()).toContain(text);
  }
});
