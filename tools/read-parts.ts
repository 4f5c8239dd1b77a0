// Reads what the wires say of each part: `parts.json` of each wire's folder, held against the list of
// parts that all of them must say something about.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listWires } from "../list-wires.ts";
import { wireSources } from "./list-sources.ts";

export interface Parts {
  readonly sections: readonly { readonly title: string; readonly parts: readonly string[] }[];
  readonly wires: readonly {
    readonly api: string;
    readonly says: Readonly<Record<string, string>>;
  }[];
}

/** Throws for a wire that leaves out a part, or names one that is not in the list. */
export function readParts(): Parts {
  const listed = readJson("parts.json") as Record<string, string[]>;
  const sections = Object.entries(listed).map(([title, parts]) => ({ title, parts }));
  const known = new Set(sections.flatMap(({ parts }) => parts));
  const wires = listWires(wireSources).map((api) => ({
    api,
    says: readJson(`${api}/parts.json`) as Record<string, string>,
  }));
  for (const { api, says } of wires) {
    const missing = [...known].filter((part) => !says[part]);
    const unknown = Object.keys(says).filter((part) => !known.has(part));
    if (missing.length + unknown.length === 0) continue;
    throw new Error(
      `packages/wire/src/${api}/parts.json: missing ${missing.join(", ") || "nothing"}; unknown ${unknown.join(", ") || "nothing"}`,
    );
  }
  return { sections, wires };
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(wireSources, name), "utf8"));
}
