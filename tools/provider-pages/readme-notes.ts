// What the README of a plugin says beside its table of facts, for the page of its provider: until its first heading,
// behind which is what only few look for.
import { posix } from "node:path";
import type { PagePlugin } from "./read-plugin.ts";

export function readmeNotes({ manifest, readme }: PagePlugin): string {
  const blocks = readme.split(/\n## /)[0]?.split(/\n\n+/) ?? [];
  const table = blocks.findIndex((block) => block.startsWith("|"));
  const notes = table < 0 ? [] : blocks.slice(table + 1).map((block) => block.trim());
  const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const more =
    headings.length === 0
      ? ""
      : `In [its README](../../plugins/${manifest.id}/README.md): ${headings.join("; ")}.`;
  const text = [...notes, more].filter((block) => block !== "").join("\n\n");
  return text === "" ? "" : `## Notes\n\n${fromDocs(text, manifest.id)}`;
}

/** Links that are meant from the plugin's folder, from docs/providers. */
function fromDocs(text: string, plugin: string): string {
  return text.replaceAll(
    /\]\((?![a-z]+:|#|\.\.\/\.\.\/plugins\/)([^)\s]+)\)/g,
    (_link, to: string) => {
      return `](${posix.join("../../plugins", plugin, to)})`;
    },
  );
}
