// Prints the table of `mayros models list`. The ref stands last, so that no column depends on other lines
// and stored lines are printed as they are.
import { formatModelLine, modelLineStarts, modelLineTitle } from "@mayros/core";
import type { ModelGroup, ModelRow } from "@mayros/sdk";
import { oneLine } from "./terminal.ts";
import { writeOutput } from "./write-output.ts";

/** Text is collected up to this many characters: every write costs, and so does holding everything. */
const CHUNK = 64 * 1024;

/** Lines are cut at `width`. False when there was no model; nothing is printed then. */
export function printModels(groups: Iterable<ModelGroup>, width: number): boolean {
  const title = `${readyCell("READY")}${modelLineTitle}\n`;
  let text = title;
  let printed = false;
  for (const group of groups) {
    const lines = group.lines === undefined ? group.rows.map(rowLine).join("") : mark(group);
    if (lines === "") continue;
    printed = true;
    text += lines;
    if (text.length < CHUNK) continue;
    writeOutput(fit(text, width));
    text = "";
  }
  if (printed) writeOutput(fit(text, width));
  return printed;
}

const readyCell = (text: string): string => `${text.padEnd(12)}  `;

/** The stored lines of a group, each behind what they have in common. */
function mark(group: ModelGroup): string {
  const { lines = "" } = group;
  const ready = readyCell(readiness(group));
  return lines === "" ? "" : `${ready}${lines.slice(0, -1).replaceAll("\n", `\n${ready}`)}\n`;
}

function rowLine(row: ModelRow): string {
  const tags = row.tags.length === 0 ? "" : `  (${row.tags.join(", ")})`;
  return `${readyCell(readiness(row))}${oneLine(formatModelLine(row.key, row))}${oneLine(tags)}\n`;
}

function readiness(of: Omit<ModelGroup, "rows"> & { readonly allowed?: boolean }): string {
  const { allowed = true, available, lacks, local } = of;
  if (!allowed) return "not allowed";
  if (lacks === "wire") return "later";
  if (available) return lacks === "fields" ? "needs more" : "yes";
  // A server on this machine needs no key; it has to be there.
  return local ? "not seen" : "no key";
}

/** A model must be recognised: where there is little room, other columns go first. */
const WIDE = 100;
const MEDIUM = 76;

function fit(text: string, width: number): string {
  if (width === Number.POSITIVE_INFINITY) return text;
  return text
    .split("\n")
    .map((line) => cut(narrow(line, width), width))
    .join("\n");
}

/** Without INPUT, and without PRICE. */
function narrow(line: string, width: number): string {
  if (width >= WIDE || line === "") return line;
  const { context, price, model } = modelLineStarts;
  const ready = readyCell("").length;
  const from = ready + context;
  const until = ready + (width >= MEDIUM ? model : price);
  return line.slice(0, ready) + line.slice(from, until) + line.slice(ready + model);
}

const cut = (line: string, width: number): string =>
  line.length > width ? `${line.slice(0, width - 1)}…` : line;
