import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { replaceFile } from "./replace-file.ts";

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-replace-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it.each([false, true])("has the new file and nothing beside it (durable: %s)", (durable) => {
  const path = join(scratch(), "a", "b", "file.json");
  replaceFile(path, "old", { durable });
  replaceFile(path, "new", { durable });
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(readdirSync(join(path, ".."))).toEqual(["file.json"]);
  if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
});

it("leaves nothing where it can't be put in its place", () => {
  const folder = scratch();
  mkdirSync(join(folder, "taken", "full"), { recursive: true });
  expect(() => replaceFile(join(folder, "taken"), "text")).toThrow(/EISDIR|ENOTEMPTY|EPERM|EEXIST/);
  expect(readdirSync(folder)).toEqual(["taken"]);
});
