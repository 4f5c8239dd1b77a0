import fc from "fast-check";
import { expect, it, test } from "vitest";
import { isPackageName, parsePackageSpec } from "./parse-package-spec.ts";

const parse = (spec: string, folders: readonly string[] = []) =>
  parsePackageSpec(spec, (path) => folders.includes(path));

test.each([
  ["acme", { kind: "registry", name: "acme" }],
  ["@who/acme", { kind: "registry", name: "@who/acme" }],
  ["acme@1.2.3", { kind: "registry", name: "acme", version: "1.2.3" }],
  ["@who/acme@1.2.3-rc.1+b", { kind: "registry", name: "@who/acme", version: "1.2.3-rc.1+b" }],
  ["acme@next", { kind: "registry", name: "acme", tag: "next" }],
  [" acme ", { kind: "registry", name: "acme" }],
  ["./acme", { kind: "folder", path: "./acme" }],
  ["..", { kind: "folder", path: ".." }],
  ["~/acme", { kind: "folder", path: "~/acme" }],
  ["/a/b@2", { kind: "folder", path: "/a/b@2" }],
  ["file:../acme", { kind: "folder", path: "../acme" }],
  ["C:\\acme", { kind: "folder", path: "C:\\acme" }],
  ["acme-1.0.0.tgz", { kind: "tarball", path: "acme-1.0.0.tgz" }],
  ["/tmp/acme.tar.gz", { kind: "tarball", path: "/tmp/acme.tar.gz" }],
])("%s is taken", (spec, parsed) => {
  expect(parse(spec)).toEqual(parsed);
});

it("takes a folder that is there before a package of its name", () => {
  expect(parse("acme", ["acme"])).toEqual({ kind: "folder", path: "acme" });
  expect(parse("some/acme", ["some/acme"])).toEqual({ kind: "folder", path: "some/acme" });
});

test.each([
  ["git+https://example.com/acme.git", /git repository/],
  ["git@github.com:who/acme.git", /git repository/],
  ["github:who/acme", /git repository/],
  ["acme@github:who/acme", /git repository/],
  ["acme@git+ssh://git@example.com/acme", /git repository/],
  ["acme@https://example.com/acme.tgz", /git repository or at an address/],
  ["https://example.com/acme.tgz", /an address/],
  ["http://example.com/acme", /an address/],
  ["acme@^1.0.0", /a range of versions/],
  ["acme@1", /a range of versions/],
  ["acme@1.x", /a range of versions/],
  ["acme@v1", /a range of versions/],
  ["acme@*", /a range of versions/],
  ["acme@>=1 <2", /a range of versions/],
  ["acme@", /a version is missing/],
  ["acme@npm:other@1.0.0", /by the name of another/],
  ["npm:other@1.0.0", /by the name of another/],
  ["acme@file:../x", /git repository or at an address/],
  ["acme@workspace:*", /git repository or at an address/],
  ["who/acme", /is no name of a package/],
  ["Acme", /is no name of a package/],
  ["--registry=http://evil.example", /is no name of a package|range|address/],
  ["-g", /is no name of a package/],
  ["@-who/acme", /is no name of a package/],
  ["node_modules", /is no name of a package/],
  ["", /no package is named/],
])("%s is refused", (spec, problem) => {
  expect(parse(spec)).toMatchObject({
    problem: expect.stringMatching(problem),
    hint: expect.stringMatching(/^(mayros plugins|git clone) /),
  });
});

it("never hands npm anything that is more than a name and a version or tag", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (typed) => {
      const spec = parse(typed);
      if (!("kind" in spec) || spec.kind !== "registry") return;
      const { name, version, tag } = spec;
      expect(isPackageName(name)).toBe(true);
      expect(`${name}@${version ?? tag ?? ""}`).toMatch(/^[A-Za-z0-9@/._~+-]+$/);
      expect(name).not.toMatch(/^-/);
    }),
  );
});

it("reads what it was made of", () => {
  const part = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/);
  const name = fc.oneof(
    part,
    fc.tuple(part, part).map((parts) => `@${parts.join("/")}`),
  );
  const version = fc.tuple(fc.nat(), fc.nat(), fc.nat()).map((parts) => parts.join("."));
  fc.assert(
    fc.property(name, version, (each, exact) => {
      fc.pre(isPackageName(each) && !/\.(tgz|tar\.gz)$/.test(each));
      expect(parse(`${each}@${exact}`)).toEqual({ kind: "registry", name: each, version: exact });
    }),
  );
});
