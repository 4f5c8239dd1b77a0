// Budgets that nobody can exceed unnoticed, and tarballs measured as tar counts them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runProgram } from "../run-program.ts";
import { measureTarball } from "./measure-tarball.ts";
import { repositoryProblems } from "./repository-problems.ts";
import { installedProblems, sizeProblems } from "./size-budgets.ts";

it("measures a tarball: files, bytes packed and unpacked", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mayros-tarball-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "a.txt"), "x".repeat(700));
  // Longer than a header holds: tar says the name in a block of its own.
  writeFileSync(join(folder, `${"long-".repeat(30)}.txt`), "y".repeat(5));
  const tarball = join(folder, "../", `${folder.split("/").at(-1)}.tgz`);
  onTestFinished(() => rmSync(tarball, { force: true }));
  await runProgram("tar", ["-czf", tarball, "-C", folder, "."]);
  const { packed, ...size } = measureTarball(tarball);
  expect(size).toEqual({ files: 2, unpacked: 705 });
  expect(packed).toBeGreaterThan(50);
});

it("has 60 KB for a data plugin", () => {
  const plugin = { name: "@mayros/acme", plugin: "data" } as const;
  expect(sizeProblems(plugin, { packed: 60_000 })).toEqual([]);
  expect(sizeProblems(plugin, { packed: 60_001 })).toEqual([
    expect.stringContaining("60001 bytes"),
  ]);
});

it("has 8 MB and 60 files for the installed command", () => {
  expect(installedProblems("mayros", { files: 60, bytes: 8_000_000 })).toEqual([]);
  expect(installedProblems("mayros", { files: 61, bytes: 8_000_001 })).toHaveLength(2);
});

it("lets no package be published that has no budget", () => {
  const known = { name: "@mayros/core", plugin: undefined } as const;
  expect(sizeProblems(known, { packed: 1 })).toEqual([]);
  expect(sizeProblems({ ...known, name: "@mayros/other" }, { packed: 1 })).toHaveLength(1);
});

it("wants one address of the sources, and the folder of each package", () => {
  const url = "git+https://host.example/mayros.git";
  const found = { url, directory: "packages/core" };
  expect(repositoryProblems(undefined, undefined, "packages/core")).toEqual([]);
  expect(repositoryProblems(found, url, "packages/core")).toEqual([]);
  expect(repositoryProblems(undefined, url, "packages/core")).toHaveLength(1);
  expect(repositoryProblems(found, url, "packages/wire")).toHaveLength(1);
  expect(repositoryProblems(found, undefined, "packages/core")).toHaveLength(1);
});
