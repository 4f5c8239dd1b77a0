// What follows from each kind of account.
import { expect, it } from "vitest";
import { nextStep, noProject, wantedProject } from "../src/next-step.ts";

const page = "https://accounts.example/verify";

it.each<[string, Parameters<typeof nextStep>, object]>([
  [
    "a project of the account",
    [{ isSetUp: true, project: "theirs", refusals: [] }, "mine"],
    { kind: "found", project: "theirs" },
  ],
  [
    "a project of the user",
    [{ isSetUp: true, refusals: [] }, "mine"],
    { kind: "found", project: "mine" },
  ],
  ["no project at all", [{ isSetUp: true, refusals: [] }, undefined], { kind: "none" }],
  [
    "the free tier takes no project",
    [{ isSetUp: false, defaultTier: "free-tier", refusals: [] }, "mine"],
    { kind: "set-up", tier: "free-tier", takesProject: false },
  ],
  [
    "the standard tier takes one",
    [{ isSetUp: false, defaultTier: "standard-tier", refusals: [] }, "mine"],
    { kind: "set-up", tier: "standard-tier", takesProject: true },
  ],
  [
    "the standard tier without one",
    [{ isSetUp: false, defaultTier: "standard-tier", refusals: [] }, undefined],
    { kind: "none" },
  ],
  [
    "no tier to choose",
    [{ isSetUp: false, refusals: [] }, "mine"],
    { kind: "set-up", tier: "legacy-tier", takesProject: true },
  ],
  [
    "an account to be verified",
    [{ isSetUp: false, refusals: [{ code: "VALIDATION_REQUIRED", page }] }, "mine"],
    { kind: "verify", page, reason: undefined },
  ],
  [
    "verified long ago",
    [{ isSetUp: true, project: "p", refusals: [{ code: "VALIDATION_REQUIRED", page }] }, "mine"],
    { kind: "found", project: "p" },
  ],
])("%s", (_name, [account, wanted], step) => {
  expect(nextStep(account, wanted)).toEqual(step);
});

it("says why Google lets an account not in, else what it needs", () => {
  const refusals = [
    { code: "UNSUPPORTED_CLIENT", message: "Not any more.\u001b[2J" },
    { code: "RESTRICTED_AGE" },
    { code: "UNSUPPORTED_CLIENT", message: "Not any more.\u001b[2J" },
  ];
  const denied = noProject({ isSetUp: false, refusals });
  expect(denied).toMatchObject({ code: "MAYROS_LOGIN_DENIED" });
  expect(denied.message).toContain("Not any more. [2J RESTRICTED_AGE");
  expect(noProject({ isSetUp: true, refusals: [] })).toMatchObject({
    code: "MAYROS_LOGIN_MISCONFIGURED",
    hint: expect.stringContaining("GOOGLE_CLOUD_PROJECT="),
  });
});

it("takes the project of the config, then of the environment, and no number", () => {
  const env = { GOOGLE_CLOUD_PROJECT: " ", GOOGLE_CLOUD_PROJECT_ID: "b" };
  expect(wantedProject({ config: { project: "a" }, env })).toBe("a");
  expect(wantedProject({ config: {}, env })).toBe("b");
  expect(wantedProject({ config: {}, env: {} })).toBeUndefined();
  expect(() => wantedProject({ config: {}, env: { GOOGLE_CLOUD_PROJECT: "12345" } })).toThrow(
    expect.objectContaining({ code: "MAYROS_LOGIN_MISCONFIGURED" }),
  );
});
