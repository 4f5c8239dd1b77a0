import fc from "fast-check";
import { expect, it, test } from "vitest";
import { compareVersions, isExactVersion } from "./compare-versions.ts";

/** https://semver.org/#spec-item-11, and what stands around it. */
const ascending = [
  ...["no version", "0.0.0-0", "0.0.0", "0.0.9", "0.0.10", "0.2.0", "1.0.0-alpha", "1.0.0-alpha.1"],
  ...["1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0"],
  ...["1.2.3", "2.0.0", "10.0.0", "99999999999999999999.0.0"],
];

it("orders versions as semver does", () => {
  for (const [a, older] of ascending.entries()) {
    for (const [b, newer] of ascending.entries()) {
      expect(Math.sign(compareVersions(older, newer))).toBe(Math.sign(a - b));
    }
  }
});

it("takes no notice of what a build is called", () => {
  expect(compareVersions("1.0.0+a", "1.0.0+b")).toBe(0);
});

it("is an order", () => {
  const version = fc.stringMatching(/^\d{1,3}\.\d{1,3}\.\d{1,3}(-[a-c0-2]{1,2}(\.[a-c0-2])?)?$/);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
      const [low, middle, high] = [a, b, c].sort(compareVersions);
      expect(compareVersions(low ?? "", high ?? "")).toBeLessThanOrEqual(0);
      expect(compareVersions(low ?? "", middle ?? "")).toBeLessThanOrEqual(0);
    }),
  );
});

test.each(["1", "1.2", "v1.2.3", "1.2.3 ", "^1.2.3", "1.2.x", "", `1.2.${"3".repeat(200)}`])(
  "%j is no exact version",
  (text) => {
    expect(isExactVersion(text)).toBe(false);
  },
);
