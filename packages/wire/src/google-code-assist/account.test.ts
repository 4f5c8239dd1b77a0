import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBehindPerimeter, readAccount, readOperation } from "./account.ts";

describe("an account", () => {
  it.each<[unknown, object]>([
    [
      { currentTier: { id: "standard-tier" }, cloudaicompanionProject: "p-1" },
      { isSetUp: true, tier: "standard-tier", project: "p-1", refusals: [] },
    ],
    [
      { currentTier: {}, paidTier: { id: "g1-ultra" }, cloudaicompanionProject: { id: "p-2" } },
      { isSetUp: true, tier: "g1-ultra", project: "p-2", refusals: [] },
    ],
    [
      { allowedTiers: [{ id: "free-tier" }, { id: "standard-tier", isDefault: true }] },
      { isSetUp: false, defaultTier: "standard-tier", refusals: [] },
    ],
    [
      {
        ineligibleTiers: [
          { reasonCode: "UNSUPPORTED_CLIENT", reasonMessage: "Not any more." },
          { reasonCode: "VALIDATION_REQUIRED", validationUrl: "https://a.example/v" },
          { validationUrl: "javascript:x" },
        ],
      },
      {
        isSetUp: false,
        refusals: [
          { code: "UNSUPPORTED_CLIENT", message: "Not any more." },
          { code: "VALIDATION_REQUIRED", page: "https://a.example/v" },
          {},
        ],
      },
    ],
    [null, { isSetUp: false, refusals: [] }],
  ])("%j", (answer, account) => {
    expect(readAccount(answer)).toEqual(account);
  });
});

describe("an operation", () => {
  it.each<[unknown, object]>([
    [{ name: "operations/abc-1" }, { done: false, name: "operations/abc-1" }],
    [
      { done: true, response: { cloudaicompanionProject: { id: "p-1", name: "P" } } },
      { done: true, project: "p-1" },
    ],
    [
      { done: true, error: { code: 7, message: "No." } },
      { done: true, failure: "No." },
    ],
    [{ name: "../v1/secrets" }, { done: false }],
    [{ name: "operations//x?y" }, { done: false }],
    ["done", { done: false }],
  ])("%j", (answer, operation) => {
    expect(readOperation(answer)).toEqual(operation);
  });
});

it("tells a perimeter from other refusals", () => {
  const refused = (reason: string) => ({ error: { code: 403, details: [{ reason }] } });
  expect(isBehindPerimeter(refused("SECURITY_POLICY_VIOLATED"))).toBe(true);
  expect(isBehindPerimeter(refused("SERVICE_DISABLED"))).toBe(false);
});

it("reads whatever a server says", () => {
  const property = fc.property(fc.jsonValue(), (answer) => {
    expect(readAccount(answer).refusals).toBeInstanceOf(Array);
    expect(typeof readOperation(answer).done).toBe("boolean");
    expect(typeof isBehindPerimeter(answer)).toBe("boolean");
  });
  fc.assert(property);
});
