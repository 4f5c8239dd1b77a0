// The sizes of all that would be published, as people read them.
import type { TarballSize } from "./measure-tarball.ts";
import { budgetOf, type Weighed } from "./size-budgets.ts";

export interface PackedPackage extends Weighed, TarballSize {
  readonly version: string;
}

export function sizeTable(packages: readonly PackedPackage[]): string {
  const rows = packages.map((each) => [
    each.name,
    each.version,
    String(each.files),
    kilobytes(each.packed),
    kilobytes(each.unpacked),
    kilobytes(budgetOf(each)?.packed),
  ]);
  const all = [["package", "version", "files", "tarball", "unpacked", "budget"], ...rows];
  const widths = all.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

const kilobytes = (bytes: number | undefined): string =>
  bytes === undefined ? "none" : `${(bytes / 1000).toFixed(1)} KB`;
