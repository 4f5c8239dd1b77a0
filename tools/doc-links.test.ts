// Every link of the pages that people read leads somewhere: to a file that there is, and to a heading of it.
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { root } from "./list-sources.ts";

const pages = globSync(["*.md", "docs/**/*.md", "{packages,plugins,apps,examples}/*/README.md"], {
  cwd: root,
  exclude: (path) => String(path).includes("node_modules"),
}).filter((page) => page !== "docs/specification.md");

/** As GitHub makes them: lower case, without punctuation, blanks as dashes. */
function anchorsOf(text: string): Set<string> {
  const headings = text.replaceAll(/```[\s\S]*?```/g, "").matchAll(/^#{1,6} (.+)$/gm);
  const slugs = [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set(slugs);
}

function linksOf(text: string): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, "").replaceAll(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) =>
    /^[a-z]+:/.test(link) ? [] : [link],
  );
}

it.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const broken = linksOf(text).filter((link) => {
    const [file = "", anchor] = link.split("#");
    const path = file === "" ? page : normalize(join(dirname(page), file));
    if (!existsSync(join(root, path))) return true;
    if (anchor === undefined || statSync(join(root, path)).isDirectory()) return false;
    return !anchorsOf(readFileSync(join(root, path), "utf8")).has(anchor);
  });
  expect(broken).toEqual([]);
});
