// Completion of the paths in `run`'s options, as the scripts of the shells ask for it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

function homeWithFiles(): {
  home: MayrosHome;
  complete: (...words: string[]) => Promise<string[]>;
} {
  const home = createHome();
  const folder = join(home.folder, "work");
  mkdirSync(join(folder, "pictures"), { recursive: true });
  for (const name of [
    "photo one.png",
    "notes.md",
    ".hidden",
    "pictures/cat.gif",
    "evil\u001b[31m",
  ]) {
    writeFileSync(join(folder, name), "");
  }
  return {
    home,
    async complete(...words) {
      const run = await home.run(["__complete", "--", "run", ...words], { cwd: folder });
      expect(run).toMatchObject({ code: 0, stderr: "" });
      return run.stdout.split("\n").filter(Boolean);
    },
  };
}

it("lists files and folders, hidden ones where a dot is typed", async () => {
  const { complete, home } = homeWithFiles();
  expect(await complete("--file", "")).toEqual(["notes.md", "photo one.png", "pictures/"]);
  expect(await complete("-f", "p")).toEqual(["photo one.png", "pictures/"]);
  expect(await complete("--file=pictures/")).toEqual(["--file=pictures/cat.gif"]);
  expect(await complete("-f", ".")).toEqual([".hidden"]);
  expect(await complete("-f", "./pic")).toEqual(["./pictures/"]);
  expect(await complete("-o", `${home.folder}/wo`)).toEqual([`${home.folder}/work/`]);
});

it("has nothing for folders that are not there", async () => {
  const { complete } = homeWithFiles();
  expect(await complete("-f", "nowhere/x")).toEqual([]);
  expect(await complete("--schema", "~/x")).toEqual([]);
});

it("offers --file again after it was given, for there may be several", async () => {
  const { complete } = homeWithFiles();
  expect(await complete("-f", "notes.md", "--fi")).toEqual(["--file"]);
  expect(await complete("--json", "--js")).toEqual([]);
});
