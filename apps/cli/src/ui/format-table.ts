// A plain table that fits the terminal. Our own few lines because it is on the path of
// `models list`, where a table library would cost more time than the listing.
import { oneLine } from "./terminal.ts";

export interface Column<Row> {
  readonly title: string;
  readonly align?: "right";
  /** May be cut to make the table fit; the widest such column gives way first. */
  readonly shrink?: boolean;
  value(row: Row): string;
}

/** Lines of the table, header first; never wider than `width` characters if columns may shrink. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = cleanCells(rows.map((row) => columns.map((column) => column.value(row))));
  const widths = columns.map((column, index) =>
    cells.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), column.title.length),
  );
  fit(widths, columns, width);
  const titles = columns.map((column) => column.title);
  const lines = [titles, ...cells].map((row) => {
    let line = "";
    for (const [index, cell] of row.entries()) {
      line += `${pad(cell, widths[index] ?? 0, columns[index]?.align)}  `;
    }
    return line.trimEnd();
  });
  return `${lines.join("\n")}\n`;
}

/** One look at everything: cells that need cleaning are rare, and looking at each of 60,000 takes 14 ms. */
function cleanCells(cells: string[][]): string[][] {
  const suspicious = /\p{Cc}/u.test(cells.map((row) => row.join("")).join(""));
  return suspicious ? cells.map((row) => row.map(oneLine)) : cells;
}

const NARROWEST = 8;

function fit(widths: number[], columns: readonly Column<never>[], width: number): void {
  let surplus = widths.reduce((sum, each) => sum + each + 2, -2) - width;
  const widthOf = (index: number): number => widths[index] ?? 0;
  const shrinking = columns.flatMap((column, index) => (column.shrink ? [index] : []));
  while (surplus > 0) {
    const [widest = -1, next = -1] = shrinking.toSorted((a, b) => widthOf(b) - widthOf(a));
    const room = widthOf(widest) - NARROWEST;
    if (room <= 0) return;
    // Down to the next widest, then both in turn.
    const give = Math.min(surplus, room, Math.max(1, widthOf(widest) - widthOf(next)));
    widths[widest] = widthOf(widest) - give;
    surplus -= give;
  }
}

function pad(cell: string, width: number, align: "right" | undefined): string {
  const fitted = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
  return align === "right" ? fitted.padStart(width) : fitted.padEnd(width);
}
