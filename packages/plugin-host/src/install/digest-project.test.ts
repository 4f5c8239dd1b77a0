import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished, test } from "vitest";
import { digestProject, stampOf } from "./digest-project.ts";
import { listProjectFiles } from "./project-files.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "mayros-digest-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function write(project: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  return project;
}

const digest = (project: string): string => digestProject(project).digest;

it("is the same for the same files, wherever and whenever they were written", () => {
  const files = { "package.json": "{}", "node_modules/a/b.js": "x", "node_modules/@s/a/c": "" };
  const one = write(folder(), files);
  const two = write(folder(), Object.fromEntries(Object.entries(files).reverse()));
  utimesSync(join(two, "package.json"), 0, 0);
  chmodSync(join(two, "package.json"), 0o600);
  expect(digest(one)).toBe(digest(two));
  expect(digestProject(one)).toMatchObject({ files: 3, bytes: 3 });
  expect(digest(one)).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
});

it("is another one for every other set of names and contents", () => {
  const name = fc.stringMatching(/^[a-c]{1,2}$/);
  const text = fc.stringMatching(/^[ a-c0-9]{0,6}$/);
  const files = fc.dictionary(name, text, { maxKeys: 3 });
  const shape = (given: Record<string, string>): string =>
    JSON.stringify(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));
  fc.assert(
    fc.property(files, files, (one, two) => {
      const [first, second] = [write(folder(), one), write(folder(), two)];
      expect(digest(first) === digest(second)).toBe(shape(one) === shape(two));
    }),
    { numRuns: 60 },
  );
});

it("tells contents that look like a name and a length from both", () => {
  const one = write(folder(), { a: "", b: "" });
  const two = write(folder(), { a: "file 1 b 0 " });
  expect(digest(one)).not.toBe(digest(two));
});

test.each([
  ["out of it", "../elsewhere", /leads out/],
  ["by its full path", "/etc/hosts", /leads out/],
  ["to nowhere", "nowhere", /a link to nowhere/],
])("a link %s is refused", (_what, target, problem) => {
  const project = write(join(folder(), "project"), { "a.txt": "" });
  write(dirname(project), { elsewhere: "" });
  symlinkSync(target, join(project, "link"));
  expect(() => digestProject(project)).toThrow(problem);
});

test("a link within counts by where it leads", () => {
  const project = write(folder(), { "a.txt": "", "b.txt": "" });
  symlinkSync("a.txt", join(project, "link"));
  const before = digest(project);
  rmSync(join(project, "link"));
  symlinkSync("b.txt", join(project, "link"));
  expect(digest(project)).not.toBe(before);
});

test("a second name of a file is refused while it is new", () => {
  const outside = write(folder(), { "a.txt": "a" });
  const project = folder();
  linkSync(join(outside, "a.txt"), join(project, "a.txt"));
  expect(() => digestProject(project, { fresh: true })).toThrow(/hard link/);
  expect(digest(project)).toBe(digest(outside));
});

test("a stamp changes with every touch, and is none for what changed just now", async () => {
  const project = write(folder(), { "a.txt": "one" });
  const stamp = (): string => stampOf(listProjectFiles(project), Date.now() + 1000);
  const before = stamp();
  expect(stamp()).toBe(before);
  expect(stampOf(listProjectFiles(project), Date.now())).toBe("");
  writeFileSync(join(project, "a.txt"), "two");
  utimesSync(join(project, "a.txt"), 0, 0);
  expect(stamp()).not.toBe(before);
});
