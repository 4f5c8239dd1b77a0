import fc from "fast-check";
import { expect, it } from "vitest";
import { capabilityGrowth } from "./capability-growth.ts";

const none = { code: false, providers: [], hosts: [], env: [], files: [], exec: [] };

it("names what is new, and nothing that was there or that went", () => {
  const before = { ...none, hosts: ["a.example", "b.example"], env: ["A"], ownTransport: true };
  const after = {
    ...{ code: true, providers: ["p"], hosts: ["b.example", "c.example"], env: ["A", "B"] },
    ...{ files: ["f"], exec: ["x"], ownTransport: true },
  };
  expect(capabilityGrowth(before, after)).toEqual([
    ...["code", "provider p", "host c.example", "variable B", "file f", "program x"],
  ]);
  expect(capabilityGrowth(none, { ...none, ownTransport: true })).toEqual(["a network of its own"]);
});

it("is empty exactly where the new one asks for a part of what the old one did", () => {
  const names = fc.uniqueArray(fc.constantFrom("a", "b", "c"));
  const capabilities = fc.record({
    ...{ code: fc.boolean(), ownTransport: fc.boolean(), providers: names, hosts: names },
    ...{ env: names, files: names, exec: names },
  });
  fc.assert(
    fc.property(capabilities, capabilities, (before, after) => {
      const lists = ["providers", "hosts", "env", "files", "exec"] as const;
      const isPart =
        lists.every((list) => after[list].every((name) => before[list].includes(name))) &&
        (["code", "ownTransport"] as const).every((flag) => !after[flag] || before[flag]);
      expect(capabilityGrowth(before, after).length === 0).toBe(isPart);
    }),
  );
});
