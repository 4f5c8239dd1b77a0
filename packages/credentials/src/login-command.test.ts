import type { AuthKind } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { loginCommand, pasteKeyCommand, renewCommand, wayIn, waysIn } from "./login-command.ts";

const ofKinds = (...kinds: AuthKind[]) => kinds.map((kind) => ({ kind }));
const acme = " --provider acme";

it("names what is not understood without being named", () => {
  expect(loginCommand("acme")).toBe(`mayros models auth login${acme}`);
  expect(loginCommand("acme", "acme:default")).toBe(`mayros models auth login${acme}`);
  expect(loginCommand("acme", "my work", "device")).toBe(
    `mayros models auth login${acme} --method device --profile-id 'my work'`,
  );
  expect(pasteKeyCommand("acme", "acme:work")).toBe(
    `mayros models auth paste-api-key${acme} --profile-id acme:work`,
  );
});

describe("the ways in", () => {
  it.each<[AuthKind[], string]>([
    [["oauth-browser", "oauth-device"], "login"],
    [["oauth-device", "api-key"], "login, or paste-api-key"],
    [["api-key", "token"], "paste-token, or paste-api-key"],
    [["ambient"], "login"],
    [["ambient", "api-key"], "login, or paste-api-key"],
    [[], "paste-api-key"],
  ])("of %j are %s", (kinds, verbs) => {
    const commands = verbs.split(", or ").map((verb) => `mayros models auth ${verb}${acme}`);
    expect(waysIn("acme", ofKinds(...kinds))).toBe(commands.join(", or "));
    expect(wayIn("acme", ofKinds(...kinds))).toBe(commands[0]);
  });
});

it("renews a token by the login that it came by", () => {
  const profile = { id: "acme:me", provider: "acme", credential: { type: "token" } } as const;
  const methods = [{ id: "device", kind: "oauth-device" }] as const;
  expect(renewCommand(profile, methods)).toContain(" paste-token ");
  expect(renewCommand({ ...profile, method: "device" }, methods)).toContain(" login ");
});
