// Where and how a new entry goes into an object or array: behind the last one, in its layout, with
// every comment left where it is.
import type { ContainerNode } from "../json5/json5-node.ts";
import { listComments } from "../json5/scan-token.ts";
import { printMember, printValue } from "./print-value.ts";
import type { Splice } from "./splice.ts";
import { hasLineEnd, lineIndent, pastLineComments, startsLine } from "./text-lines.ts";
import type { TextStyle } from "./text-style.ts";

export interface Insertion {
  readonly container: ContainerNode;
  /** Absent for an array's item. */
  readonly key?: string;
  readonly value: unknown;
  readonly style: TextStyle;
  /** An empty container gets its entry on a line of its own. */
  readonly breakEmpty: boolean;
}

/** Splices in the order of their offsets. */
export function planInsert(text: string, insertion: Insertion): Splice[] {
  const last = insertion.container.children.at(-1);
  if (!last) return planFirstEntry(text, insertion);
  const { comma } = insertion.container;
  const isOnOwnLine = startsLine(text, last.start);
  const behind = comma === undefined ? last.end : comma + 1;
  const at = isOnOwnLine ? pastLineComments(text, behind) : behind;
  const indent = lineIndent(text, last.start);
  const gap = isOnOwnLine
    ? insertion.style.lineEnd + indent
    : inlineGap(text, insertion.container, insertion.style);
  const entry = printEntry(insertion, isOnOwnLine ? indent : undefined);
  if (comma !== undefined) return [insertAt(at, `${gap}${entry},`)];
  if (at === last.end) return [insertAt(at, `,${gap}${entry}`)];
  return [insertAt(last.end, ","), insertAt(at, gap + entry)];
}

function planFirstEntry(text: string, insertion: Insertion): Splice[] {
  const { container, style } = insertion;
  const start = container.start + 1;
  const end = container.end - 1;
  const inside = text.slice(start, end);
  const comment = listComments(inside).at(-1);
  const outer = lineIndent(text, container.start);
  if (comment) return [planBehindComment(text, insertion, start + comment.start, comment.text)];
  if (!insertion.breakEmpty && !hasLineEnd(inside)) {
    const entry = printEntry(insertion, undefined);
    return [
      {
        start,
        end,
        text: container.type === "array" ? entry : style.padding + entry + style.padding,
      },
    ];
  }
  const indent = outer + style.indent;
  const comma = style.trailingComma ? "," : "";
  const line = style.lineEnd + indent + printEntry(insertion, indent) + comma;
  return [{ start, end, text: line + style.lineEnd + outer }];
}

function planBehindComment(
  text: string,
  insertion: Insertion,
  start: number,
  comment: string,
): Splice {
  const { container, style } = insertion;
  const end = start + comment.length;
  if (!hasLineEnd(text.slice(end, container.end))) {
    return insertAt(end, ` ${printEntry(insertion, undefined)}`);
  }
  const ownIndent = lineIndent(text, start);
  const indent = startsLine(text, start) ? ownIndent : ownIndent + style.indent;
  const comma = style.trailingComma ? "," : "";
  return insertAt(end, style.lineEnd + indent + printEntry(insertion, indent) + comma);
}

function printEntry({ key, value, style }: Insertion, indent: string | undefined): string {
  if (key === undefined) return printValue(value, style, indent);
  return printMember(key, value, style, indent);
}

/** The white space behind the commas of a container on one line. */
function inlineGap(text: string, { children }: ContainerNode, style: TextStyle): string {
  const [before, last] = children.slice(-2);
  const between = before && last ? text.slice(before.end, last.start) : "";
  return /^[ \t]*,([ \t]*)$/.exec(between)?.[1] ?? style.gap;
}

function insertAt(offset: number, text: string): Splice {
  return { start: offset, end: offset, text };
}
