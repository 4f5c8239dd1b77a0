// A plain table that fits the terminal. Our own few lines because it is on the path of
// `models list`, where a table library would cost more time than the listing.
import { oneLine } from "./terminal.ts";

export interface Column<Row> {
  readonly title: string;
  readonly align?: "right";
  /** May be cut to make the table fit; the first such column gives way first. */
  readonly shrink?: boolean;
  value(row: Row): string;
}

/** Lines of the table, header first; never wider than `width` characters if columns may shrink. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = rows.map((row) => columns.map((column) => oneLine(column.value(row))));
  const widths = columns.map((column, index) =>
    cells.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), column.title.length),
  );
  fit(widths, columns, width);
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align))
      .join("  ")
      .trimEnd();
  return `${[columns.map((column) => column.title), ...cells].map(line).join("\n")}\n`;
}

const NARROWEST = 8;

function fit(widths: number[], columns: readonly Column<never>[], width: number): void {
  let surplus = widths.reduce((sum, each) => sum + each + 2, -2) - width;
  for (const [index, column] of columns.entries()) {
    if (surplus <= 0) return;
    if (!column.shrink) continue;
    const now = widths[index] ?? 0;
    const give = Math.min(surplus, Math.max(0, now - NARROWEST));
    widths[index] = now - give;
    surplus -= give;
  }
}

function pad(cell: string, width: number, align: "right" | undefined): string {
  const fitted = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
  return align === "right" ? fitted.padStart(width) : fitted.padEnd(width);
}
