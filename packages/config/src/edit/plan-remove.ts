// What goes when an entry is taken out of an object or array: the entry, one comma, and the white space
// that would be left over. A comment goes only where it stands inside the entry, or behind it on a line
// that the entry has to itself: such a comment is about nothing else. Every other comment stays.
import type { ContainerNode } from "../json5/json5-node.ts";
import { listComments, scanToken } from "../json5/scan-token.ts";
import type { Splice } from "./splice.ts";
import { hasLineEnd, lineStart, pastLineComments, pastLineEnd, startsLine } from "./text-lines.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The entry with what belongs to it: its comma, its line where it has one to itself. */
interface Entry extends Span {
  readonly previousComma: number | undefined;
  readonly nextComma: number | undefined;
}

/** Splices in the order of their offsets. */
export function planRemove(text: string, container: ContainerNode, index: number): Splice[] {
  const entry = findEntry(text, container, index);
  if (!entry) return [];
  const cuts = mergeSpans(planCuts(text, entry));
  const inside = { start: container.start + 1, end: container.end - 1 };
  const isEmptied = container.children.length === 1 && !keepsComment(text, inside, cuts);
  return (isEmptied ? [inside] : cuts).map((cut) => ({ ...cut, text: "" }));
}

function findEntry(text: string, container: ContainerNode, index: number): Entry | undefined {
  const child = container.children[index];
  if (!child) return undefined;
  const before = container.children[index - 1];
  const isLast = index === container.children.length - 1;
  return {
    start: child.start,
    end: child.end,
    previousComma: before && commaBehind(text, before.end),
    nextComma: isLast ? container.comma : commaBehind(text, child.end),
  };
}

function commaBehind(text: string, offset: number): number {
  let token = scanToken(text, offset);
  while (token.kind === "comment") token = scanToken(text, token.end);
  return token.start;
}

function planCuts(text: string, entry: Entry): Span[] {
  const { start, end, previousComma } = entry;
  const comma = ownComma(text, entry);
  const line = ownLine(text, entry);
  if (comma === undefined) return [line ?? trimmed(text, start, end)];
  if (line) {
    const isInLine = comma >= line.start && comma < line.end;
    return isInLine ? [line] : [line, trimmedComma(text, comma)];
  }
  const from = Math.min(start, comma);
  const to = Math.max(end, comma + 1);
  const between = comma === previousComma ? text.slice(comma + 1, start) : text.slice(end, comma);
  if (between.trim() === "" && !hasLineEnd(between)) return [trimmed(text, from, to)];
  return [trimmed(text, start, end), trimmedComma(text, comma)];
}

/** The comma behind the entry; the one before it where there is none, or where commas start the lines. */
function ownComma(text: string, entry: Entry): number | undefined {
  if (leadsLine(text, entry)) return entry.previousComma;
  return entry.nextComma ?? entry.previousComma;
}

/** The entry stands behind a comma that starts its line. */
function leadsLine(text: string, { start, previousComma }: Entry): boolean {
  if (previousComma === undefined || !startsLine(text, previousComma)) return false;
  const between = text.slice(previousComma + 1, start);
  return between.trim() === "" && !hasLineEnd(between);
}

/** From the start of the entry's first line to the start of the line behind it, if nothing else is there. */
function ownLine(text: string, entry: Entry): Span | undefined {
  const comma = ownComma(text, entry);
  const head = leadsLine(text, entry) ? (comma ?? entry.start) : entry.start;
  const commentsEnd = pastLineComments(text, entry.end);
  const isCommaHere = comma === nextOnLine(text, commentsEnd) && comma === entry.nextComma;
  const tail = isCommaHere && comma !== undefined ? pastLineComments(text, comma + 1) : commentsEnd;
  const end = pastLineEnd(text, tail);
  if (!startsLine(text, head) || end === undefined) return undefined;
  return { start: lineStart(text, head), end };
}

/** Offset of the next character that is not white space, if it is on this line. */
function nextOnLine(text: string, offset: number): number | undefined {
  const { start } = scanToken(text, offset);
  return hasLineEnd(text.slice(offset, start)) ? undefined : start;
}

/** With the white space that would look odd without what is cut. */
function trimmed(text: string, start: number, end: number): Span {
  const before = skipBlanks(text, start, -1);
  const after = skipBlanks(text, end, 1);
  const nextLine = pastLineEnd(text, after);
  const isAtStart = startsLine(text, start);
  if (nextLine !== undefined) {
    return isAtStart
      ? { start: lineStart(text, start), end: nextLine }
      : { start: before, end: after };
  }
  const isClosed = "}]".includes(text.charAt(after));
  return isClosed && !isAtStart ? { start: before, end } : { start, end: after };
}

function trimmedComma(text: string, comma: number): Span {
  const after = skipBlanks(text, comma + 1, 1);
  const isAtEdge = startsLine(text, comma) || pastLineEnd(text, after) !== undefined;
  return isAtEdge ? trimmed(text, comma, comma + 1) : { start: comma, end: comma + 1 };
}

/** Past the blanks at `offset`, forwards or backwards. */
function skipBlanks(text: string, offset: number, step: 1 | -1): number {
  let at = offset;
  while (" \t".includes(text.charAt(step > 0 ? at : at - 1) || "x")) at += step;
  return at;
}

function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (!last || span.start > last.end) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

function keepsComment(text: string, inside: Span, cuts: readonly Span[]): boolean {
  return listComments(text.slice(inside.start, inside.end))
    .map(({ start }) => start + inside.start)
    .some((at) => !cuts.some(({ start, end }) => at >= start && at < end));
}
