// A table of Markdown as the formatter wants it, for every page and every part of one that is made from code.

export type Row = readonly string[];

/** The first row is the head. Columns of equal width and of three characters at least. */
export function markdownTable(rows: readonly Row[]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: Row, fill: string): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0, fill)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  const rule = line(
    head.map(() => ""),
    "-",
  );
  return [line(head, " "), rule, ...body.map((row) => line(row, " "))].join("\n");
}
