import type { AuthChoice } from "@mayros/sdk";
import { expect, it } from "vitest";
import { listOffers } from "./list-offers.ts";

function authChoice(
  choice: string,
  kind: AuthChoice["method"]["kind"],
  enabled = true,
): AuthChoice {
  return {
    choice,
    provider: choice.replace(/-.*/, ""),
    providerName: choice,
    plugin: choice,
    enabled,
    keyless: kind === "none",
    method: { id: choice, kind, label: `Label of ${choice}` },
  };
}

const choices = [
  authChoice("acme-key", "api-key"),
  authChoice("bolt-key", "api-key"),
  authChoice("bolt-none", "none"),
  authChoice("cone-login", "oauth-browser", false),
  authChoice("dust-key", "api-key", false),
];

it("puts what this machine has first, and what needs a plugin that is off last", () => {
  const key = { choice: "acme-key", provider: "acme", providerName: "Acme", variable: "ACME_KEY" };
  const server = { provider: "bolt", name: "Bolt", baseUrl: "http://localhost:1", models: ["m"] };
  const offers = listOffers(choices, [key], [server]);
  expect(offers.options.map(({ label }) => label)).toEqual([
    "Acme: ACME_KEY is set",
    "Bolt is running at http://localhost:1",
    "Label of acme-key",
    "Label of bolt-key",
    "Label of bolt-none",
    "Another server, by its URL",
    "Label of cone-login",
    "Label of dust-key",
  ]);
  const [first, second] = offers.options.map(({ value }) => offers.find(value));
  expect(first).toEqual({ kind: "key", choice: "acme-key", variable: "ACME_KEY" });
  // Without a key where a server can be asked so.
  expect(second).toEqual({ kind: "server", choice: "bolt-none", server });
  expect(offers.options.at(-1)).toMatchObject({ value: "dust-key", hint: "turns dust-key on" });
});

it("leaves out a server whose provider can't be taken", () => {
  const server = { provider: "cone", name: "Cone", baseUrl: "http://localhost:1", models: [] };
  expect(listOffers(choices, [], [server]).options[0]?.value).toBe("acme-key");
});
