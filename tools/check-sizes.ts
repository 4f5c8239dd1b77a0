// Keeps files small enough to read at once (CONTRIBUTING.md): 400 lines, tests 500. Says every time
// which files are the largest and what the usual size in each package is. Functions are Biome's.
import { listSources, type SourceFile } from "./list-sources.ts";

const LIMIT = 400;
const TEST_LIMIT = 500;

function countLines({ text }: SourceFile): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const files = listSources().map((file) => ({ ...file, lines: countLines(file) }));

console.log("largest files:");
for (const { path, lines } of files.toSorted((a, b) => b.lines - a.lines).slice(0, 5)) {
  console.log(`  ${String(lines).padStart(4)}  ${path}`);
}

const homes = Map.groupBy(
  files.filter((file) => file.home !== undefined && !file.isTest),
  (file) => file.home ?? "",
);
console.log("median lines of a source file:");
for (const [home, members] of homes) {
  const middle = median(members.map((file) => file.lines));
  console.log(`  ${String(middle).padStart(4)}  ${home} (${members.length} files)`);
}

const tooLong = files.filter((file) => file.lines > (file.isTest ? TEST_LIMIT : LIMIT));
for (const { path, lines, isTest } of tooLong) {
  console.error(
    `${path} has ${lines} lines, the limit is ${isTest ? TEST_LIMIT : LIMIT}: split it`,
  );
}
console.log(`sizes: ${files.length} files, ${tooLong.length} too long`);
process.exitCode = tooLong.length > 0 ? 1 : 0;
