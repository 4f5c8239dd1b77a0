import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nameOfType, networkFileSystem } from "./network-file-system.ts";

test.each([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "SMB"],
  // As a signed number, which some systems give.
  [0xff534d42 | 0, "SMB"],
  [0xfe534d42, "SMB"],
  [0x01021997, "9p"],
  // ext4, tmpfs, overlayfs, btrfs
  [0xef53, undefined],
  [0x01021994, undefined],
  [0x794c7630, undefined],
  [0x9123683e, undefined],
])("statfs type %i is %s", (type, name) => {
  expect(nameOfType(type)).toBe(name);
});

test("a folder of this machine, and one that is not there", () => {
  const folder = mkdtempSync(join(tmpdir(), "mayros-fs-"));
  expect(networkFileSystem(folder)).toBeUndefined();
  expect(networkFileSystem(join(folder, "nowhere"))).toBeUndefined();
  rmSync(folder, { recursive: true });
});
