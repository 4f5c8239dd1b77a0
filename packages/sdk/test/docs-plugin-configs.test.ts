// The settings of plugins that pages show are settings that these plugins take: packages/config checks all the rest of
// what pages show, and knows no plugin.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import JSON5 from "json5";
import { expect, it } from "vitest";
import { openMayros } from "./open-mayros.ts";

const root = join(import.meta.dirname, "../../..");
const places = ["README.md", "docs/**/*.md", "{packages,plugins}/*/README.md"];
const shown = globSync(places, { cwd: root }).flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/```json5\n([\s\S]*?)```/g)].flatMap(([, example = ""]) => {
    const { plugins } = JSON5.parse<{ plugins?: { entries?: Record<string, object> } }>(example);
    return Object.entries(plugins?.entries ?? {}).map(([id, entry]) => [page, id, entry] as const);
  });
});

it.each(shown)("%s: %s", async (_page, id, entry) => {
  const { mayros } = openMayros({ plugins: { entries: { [id]: entry } } });
  // Strangers' plugins are made up there.
  const found = (await mayros.plugins.list()).find((plugin) => plugin.id === id);
  expect(found?.problem).toBeUndefined();
});

it("shows some of plugins that there are", () => {
  expect(shown.map(([, id]) => id)).toEqual(
    expect.arrayContaining(["kimi-coding", "openai-codex"]),
  );
});
