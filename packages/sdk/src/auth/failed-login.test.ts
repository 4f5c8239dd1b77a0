import { type AuthMethod, MayrosError } from "@mayros/core";
import { expect, it } from "vitest";
import { failedLogin, failedRefresh } from "./failed-login.ts";
import type { LoginTarget } from "./find-login.ts";

const browser: AuthMethod = { id: "browser", kind: "oauth-browser", label: "Browser" };
const device: AuthMethod = { id: "device", kind: "oauth-device", label: "Code" };
const plugin = { id: "acme-auth" } as LoginTarget["plugin"];
const target = { provider: "acme", providerName: "Acme", plugin, methods: [browser, device] };

const hintOf = (error: unknown): string | undefined =>
  MayrosError.isInstance(error) ? error.hint : undefined;

const command = "mayros models auth login --provider acme --method browser";

it.each([
  ["MAYROS_LOGIN_DENIED", "mayros models auth login", command],
  ["MAYROS_TIMEOUT", "mayros models auth login", command],
  ["MAYROS_LOGIN_UNAVAILABLE", "try again in a moment", command],
  ["MAYROS_LOGIN_MISCONFIGURED", "mayros config file", "mayros plugins info acme-auth"],
  // What a plugin knows better stays.
  ["MAYROS_LOGIN_DENIED", "turn it on at acme.example", "turn it on at acme.example"],
  ["MAYROS_LOGIN_MISCONFIGURED", "install acme", "install acme"],
  ["MAYROS_ABORTED", undefined, undefined],
] as const)("of %s with the hint %s it says %s", (code, hint, expected) => {
  const error = new MayrosError(code, "no", hint === undefined ? {} : { hint });
  expect(hintOf(failedLogin(error, target, browser))).toBe(expected);
});

it("names the profile that was asked for", () => {
  const error = new MayrosError("MAYROS_TIMEOUT", "late", { hint: "mayros models auth login" });
  expect(hintOf(failedLogin(error, target, browser, "acme:work"))).toBe(
    `${command} --profile-id acme:work`,
  );
});

it("shows the way by code where a port is taken", () => {
  const error = new MayrosError("MAYROS_PORT_BUSY", "busy", { hint: "end the other program" });
  expect(hintOf(failedLogin(error, target, browser))).toBe(
    "mayros models auth login --provider acme --method device",
  );
  const alone = { ...target, methods: [browser] };
  expect(hintOf(failedLogin(error, alone, browser))).toBe("end the other program");
});

it("keeps what else is known of the failure", () => {
  const error = new MayrosError("MAYROS_LOGIN_UNAVAILABLE", "no", { details: { sent: true } });
  expect(failedLogin(error, target, browser)).toMatchObject({ details: { sent: true } });
  const strange = new Error("no");
  expect(failedLogin(strange, target, browser)).toBe(strange);
});

it.each([
  ["mayros models auth login", "mayros models auth login --provider acme --profile-id acme:me"],
  [
    "give it back, or log in again: mayros models auth login",
    "give it back, or log in again: mayros models auth login --provider acme --profile-id acme:me",
  ],
  ["mayros models auth login --provider b", "mayros models auth login --provider b"],
  ["try again in a moment", "try again in a moment"],
])("of a refresh with the hint %s is for its profile", (hint, whole) => {
  const error = new MayrosError("MAYROS_LOGIN_MISCONFIGURED", "no", { hint, details: { a: 1 } });
  const failed = failedRefresh(error, { id: "acme:me", provider: "acme" });
  expect(failed).toMatchObject({ code: error.code, hint: whole, details: { a: 1 } });
});
