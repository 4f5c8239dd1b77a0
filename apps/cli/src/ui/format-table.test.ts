import fc from "fast-check";
import { expect, it } from "vitest";
import { formatTable } from "./format-table.ts";

const columns = [
  { title: "NAME", shrink: true, value: (row: string[]) => row[0] ?? "" },
  { title: "N", align: "right" as const, value: (row: string[]) => row[1] ?? "" },
];

it("aligns columns under their titles, without trailing blanks", () => {
  expect(
    formatTable(
      [
        ["a", "1"],
        ["longer", "20"],
      ],
      columns,
    ),
  ).toBe("NAME     N\na        1\nlonger  20\n");
});

it("cuts shrinking columns to fit, and no others", () => {
  expect(formatTable([["a-very-long-name-indeed", "100"]], columns, 16)).toBe(
    "NAME           N\na-very-lon…  100\n",
  );
});

it("takes from the widest column first, and from those of one width in turn", () => {
  const shrinking = ["A", "B", "C"].map((title, index) => ({
    title,
    shrink: true,
    value: (row: string[]) => row[index] ?? "",
  }));
  const widths = (width: number): number[] => {
    const [row = ""] = formatTable(
      [["a".repeat(30), "b".repeat(20), "c".repeat(9)]],
      shrinking,
      width,
    )
      .split("\n")
      .slice(1);
    return row.split("  ").map((cell) => cell.length);
  };
  expect(widths(60)).toEqual([27, 20, 9]);
  expect(widths(43)).toEqual([15, 15, 9]);
  expect(widths(10)).toEqual([8, 8, 8]);
});

it("keeps a cell on its line and takes control characters out before it measures", () => {
  expect(formatTable([["a\u001b[31m\u009b0m\nb\r", "1"]], columns)).toBe(
    "NAME       N\na[31m0m b  1\n",
  );
});

it("never makes a line wider than the terminal when the columns can give enough", () => {
  const cell = fc.stringMatching(/^[a-z]{0,60}$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, fc.stringMatching(/^\d{0,3}$/))),
      fc.integer({ min: 20, max: 200 }),
      (rows, width) => {
        for (const line of formatTable(rows, columns, width).split("\n")) {
          expect(line.length).toBeLessThanOrEqual(width);
        }
      },
    ),
  );
});
