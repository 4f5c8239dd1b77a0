// The table of the README names every method, and none that is not there.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openMayros } from "./open-mayros.ts";

/** `models.fallbacks / aliases` is `models.fallbacks` and `models.aliases`. */
function namesOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => {
    const [, group = "", names = ""] = /^(\w+\.)?([\w/ ]+)/.exec(code) ?? [];
    return names.split("/").map((name) => group + name.trim());
  });
}

it("is the SDK's", () => {
  const text = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  const written = rows.flatMap((row) => namesOf(row.split("|")[1] ?? ""));
  const { locations: _, ...methods } = openMayros({}).mayros;
  const there = Object.entries(methods).flatMap(([name, value]) =>
    typeof value === "function" ? [name] : Object.keys(value).map((each) => `${name}.${each}`),
  );
  expect(written.toSorted()).toEqual(there.toSorted());
});
