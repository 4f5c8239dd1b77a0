// When files are read again, and when they are not.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fingerprintFiles } from "@mayros/config";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { keepFresh } from "./keep-fresh.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mayros-fresh-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test("once until one of the files changes, appears or goes away", async () => {
  const [main, other] = [join(folder, "main"), join(folder, "other")];
  writeFileSync(main, "1");
  let count = 0;
  const state = keepFresh([main], async () => {
    const files = [main, other];
    const fingerprint = fingerprintFiles(files);
    count += 1;
    return { value: count, files, fingerprint };
  });
  expect(await Promise.all([state(), state()])).toEqual([1, 1]);
  expect(await state()).toBe(1);
  writeFileSync(other, "new");
  expect([await state(), await state()]).toEqual([2, 2]);
  rmSync(other);
  expect([await state(), await state()]).toEqual([3, 3]);
  writeFileSync(main, "22");
  expect([await state(), await state()]).toEqual([4, 4]);
});

test("again after a failure", async () => {
  let isBroken = true;
  const state = keepFresh([join(folder, "main")], async () => {
    if (isBroken) throw new Error("broken");
    return { value: "whole", files: [], fingerprint: "" };
  });
  await expect(state()).rejects.toThrow("broken");
  isBroken = false;
  expect(await state()).toBe("whole");
});
