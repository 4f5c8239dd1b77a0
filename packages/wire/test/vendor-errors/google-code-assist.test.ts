// What Code Assist answers beyond what Google's other servers do: times in words, and accounts that have to be
// verified, with the page for it.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/utils/googleQuotaErrors.ts (accessed 2026-11-28)
import { expect, it } from "vitest";
import { googleCodeAssist } from "../../src/google-code-assist/index.ts";
import { google, HOUR, MINUTE, reason, SECOND, vendor } from "./refusal.ts";

const exhausted = (more = {}): object => google(429, "RESOURCE_EXHAUSTED", more);
const domain = "cloudcode-pa.googleapis.com";

vendor(
  "Code Assist",
  [googleCodeAssist],
  [
    [
      "rate_limit",
      429,
      exhausted({
        message:
          "You have exhausted your capacity on this model. Your quota will reset after 18h31m10s.",
      }),
      { readyIn: 18 * HOUR + 31 * MINUTE + 10 * SECOND },
    ],
    [
      "rate_limit",
      undefined,
      exhausted({ message: "Your quota will reset after 39s." }),
      { readyIn: 39 * SECOND },
    ],
    [
      "rate_limit",
      429,
      exhausted({
        details: [
          { reason: "RATE_LIMIT_EXCEEDED", domain, metadata: { quotaResetDelay: "4h12m3.5s" } },
        ],
      }),
      { readyIn: 4 * HOUR + 12 * MINUTE + 3.5 * SECOND },
    ],
    [
      "rate_limit",
      429,
      exhausted({
        details: [
          { reason: "QUOTA_EXHAUSTED", domain },
          { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "3.9s" },
        ],
      }),
      { readyIn: 3.9 * SECOND },
    ],
    ["overloaded", 429, exhausted(reason("MODEL_CAPACITY_EXHAUSTED"))],
    ["auth", 403, google(403, "PERMISSION_DENIED", reason("VALIDATION_REQUIRED"))],
    ["auth", 403, google(403, "PERMISSION_DENIED", reason("UNSUPPORTED_CLIENT"))],
    [
      "auth",
      403,
      google(403, "PERMISSION_DENIED", {
        message: "Gemini has been disabled in this account for violation of Terms of Service.",
      }),
    ],
    ["not_found", 404, google(404, "NOT_FOUND")],
  ],
);

const denied = (details: object[]): string =>
  googleCodeAssist.classifyError({
    status: 403,
    headers: {},
    receivedAt: 0,
    body: JSON.stringify({
      error: { code: 403, message: "Verify your account.", status: "PERMISSION_DENIED", details },
    }),
  }).message;

const info = { reason: "VALIDATION_REQUIRED", domain };

it("says where an account is verified", () => {
  const links = [{ description: "Verify", url: "https://accounts.example/verify" }];
  expect(denied([info, { links }])).toBe("Verify your account. https://accounts.example/verify");
  const metadata = { validation_link: "https://accounts.example/v" };
  expect(denied([{ ...info, metadata }])).toBe("Verify your account. https://accounts.example/v");
});

it.each([
  ["no page", [info]],
  ["a page that is no address", [info, { links: [{ url: "javascript:alert(1)" }] }]],
  ["a page with more behind it", [info, { links: [{ url: "https://a.example/ now" }] }]],
  ["another reason", [{ reason: "SERVICE_DISABLED" }, { links: [{ url: "https://a.example" }] }]],
  ["odd details", [{ links: "x" }, { metadata: null }]],
])("says nothing of %s", (_name, details) => {
  expect(denied(details)).toBe("Verify your account.");
});
