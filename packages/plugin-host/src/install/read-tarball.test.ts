// What a tarball is called, and what it needs. Those that would write elsewhere are tried with the built command.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { readTarball } from "./read-tarball.ts";

function pack(packageJson: object): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-tarball-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "package"));
  writeFileSync(join(folder, "package/package.json"), JSON.stringify(packageJson));
  execFileSync("tar", ["czf", "acme.tgz", "package"], { cwd: folder });
  return join(folder, "acme.tgz");
}

const acme = { name: "mayros-acme", version: "1.0.0" };

it("reads what it is", () => {
  expect(readTarball(pack({ ...acme, dependencies: { parts: "^1.0.0" } }))).toEqual({
    ...acme,
    integrity: expect.stringMatching(/^sha512-.{86}==$/),
  });
});

it.each([
  ["workspace:*", expect.stringContaining("pnpm pack")],
  ["file:..", undefined],
])("says what helps where %j stands", (parts, fix) => {
  const tarball = pack({ ...acme, peerDependencies: { parts } });
  expect(() => readTarball(tarball)).toThrow(expect.objectContaining({ fix }) as Error);
});

it.each(["dependencies", "optionalDependencies", "peerDependencies"])(
  "refuses %s that come from no registry, before anything fetches them",
  (field) => {
    for (const wanted of ["git+ssh://host.example/parts", "ada/parts", "file:..", "npm:other@1"]) {
      expect(() => readTarball(pack({ ...acme, [field]: { parts: wanted } }))).toThrow(
        "it needs parts, which comes from no registry",
      );
    }
  },
);

it.each([
  ["no tarball", "is no tarball"],
  [gzipSync(Buffer.alloc(1024)), "has no package.json"],
  [gzipSync(Buffer.alloc(512, "8")), "is a broken tarball"],
])("refuses %#", (bytes, message) => {
  const path = pack(acme);
  writeFileSync(path, bytes);
  expect(() => readTarball(path)).toThrow(new RegExp(message));
});
