// What a person decides by has to say all that the report says, and nothing that a package wrote may look like ours.
import type { PackageReport } from "@mayros/sdk";
import { expect, it } from "vitest";
import { packageCard } from "./package-card.ts";
import { packageGrowth } from "./package-growth.ts";

const DAY = 24 * 3600 * 1000;
const now = 1e12;

const report: PackageReport = {
  package: "mayros-acme",
  version: "1.1.0",
  description: "Models of Acme",
  source: "registry",
  integrity: "sha512-abc",
  publisher: "ada",
  publishedAt: now - 21 * DAY,
  provenance: false,
  signed: false,
  ...{ id: "acme", name: "Acme", code: false, ownTransport: false },
  ...{ providers: ["acme"], hosts: ["acme.example"], env: ["ACME_API_KEY"], foreignEnv: [] },
  ...{ files: [], exec: [], dependencies: 0, size: 2048, scripts: [], grows: false },
};

const before = {
  ...{ version: "1.0.0", code: false, providers: ["acme"], hosts: ["acme.example"] },
  ...{ env: ["ACME_API_KEY"], files: [], exec: [], ownTransport: false },
};

it("says in plain words what a data plugin is", () => {
  expect(packageCard(report, now)).toBe(`package    mayros-acme 1.1.0
           Models of Acme
publisher  ada, published 3 weeks ago
plugin     acme (Acme)
kind       data: it runs no code
providers  acme
sends to   acme.example
reads      ACME_API_KEY
size       2.0 KB, no dependencies
checked    sha512-abc; not signed by the public registry; nobody attested where it was built
`);
});

it("tells a package that the registry signed from one that it did not", () => {
  const card = packageCard({ ...report, signed: true, provenance: true }, now);
  expect(card).toContain(
    "checked    sha512-abc; signed by the public registry; the registry has an",
  );
});

it("names all that makes a plugin dangerous", () => {
  const card = packageCard(
    {
      ...report,
      ...{ code: true, ownTransport: true, env: ["ACME_API_KEY", "GH_TOKEN"] },
      ...{ foreignEnv: ["GH_TOKEN"], files: ["~/.acme"], exec: ["acme-cli"] },
      ...{ dependencies: 3, size: 3_400_000, scripts: ["evil", "worse"] },
      ...{ before, grows: true },
    },
    now,
  );
  for (const words of [
    "mayros-acme 1.1.0, in the place of 1.0.0",
    "may do all that you may do",
    "hosts are not checked",
    "ACME_API_KEY, GH_TOKEN (of others)",
    "files      ~/.acme",
    "runs       acme-cli",
    "3.4 MB, with 3 dependencies",
    "scripts    of evil, worse, for installing: never run",
    "new        runs code; has a network of its own; reads GH_TOKEN; reads files ~/.acme;",
  ]) {
    expect(card).toContain(words);
  }
});

it("does not claim a publisher where no registry was asked", () => {
  const { publisher: _, publishedAt: __, ...local } = report;
  const card = packageCard({ ...local, source: "tarball" }, now);
  expect(card).toContain("unknown: it comes from a tarball");
  expect(card).not.toContain("attested");
  expect(card).not.toContain("signed");
});

it("keeps what a package says on its line", () => {
  const description = "fine\nkind       data\u001b[2J";
  expect(packageCard({ ...report, description }, now)).toContain(
    "           fine kind data[2J\npublisher",
  );
});

it("counts as growth what was not there, and nothing else", () => {
  expect(packageGrowth(report)).toEqual([]);
  expect(packageGrowth({ ...report, before })).toEqual([]);
  const hosts = ["acme.example", "new.example"];
  expect(packageGrowth({ ...report, hosts, before })).toEqual(["sends to new.example"]);
  expect(packageGrowth({ ...report, before: { ...before, code: true, exec: ["x"] } })).toEqual([]);
});
