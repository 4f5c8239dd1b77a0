import { expect, it } from "vitest";
import { explainConsent, missingConsent } from "./missing-consent.ts";

const uses = {
  env: ["ACME_API_KEY", "GROQ_API_KEY"],
  hosts: ["acme.example"],
  foreignEnv: ["GROQ_API_KEY"],
  code: false,
};
const own = { ...uses, env: ["ACME_API_KEY"], foreignEnv: [] };

it("wants nothing for what is a plugin's own", () => {
  expect(missingConsent(own, undefined)).toBeUndefined();
  expect(missingConsent(own, {})).toBeUndefined();
});

it("wants a word on variables of others, and says where they go", () => {
  const consent = missingConsent(uses, undefined);
  expect(consent).toEqual({
    env: ["GROQ_API_KEY"],
    hosts: ["acme.example"],
    foreignEnv: ["GROQ_API_KEY"],
    code: false,
  });
  expect(consent && explainConsent(consent, uses)).toBe(
    "it would read GROQ_API_KEY and may send it to acme.example, which nobody agreed to",
  );
});

it("is content with what was agreed to", () => {
  expect(missingConsent(uses, { env: uses.env, hosts: uses.hosts })).toBeUndefined();
  expect(missingConsent(uses, { env: ["GROQ_API_KEY"] })).toMatchObject({ env: ["ACME_API_KEY"] });
});

it.each([
  [
    { ...own, hosts: ["acme.example", "other.example"] },
    { env: [], hosts: ["other.example"] },
  ],
  [
    { ...own, env: ["ACME_API_KEY", "ACME_REGION"] },
    { env: ["ACME_REGION"], hosts: [] },
  ],
])("notices what goes beyond it", (grown, beyond) => {
  const grants = { env: own.env, hosts: own.hosts };
  expect(missingConsent(own, grants)).toBeUndefined();
  expect(missingConsent(grown, grants)).toMatchObject(beyond);
});

it("wants a word on code, whatever else was agreed to", () => {
  const coded = { ...own, code: true };
  const consent = missingConsent(coded, { env: own.env, hosts: own.hosts });
  expect(consent).toEqual({ env: [], hosts: [], foreignEnv: [], code: true });
  expect(consent && explainConsent(consent, coded)).toBe("it has code, which nobody agreed to run");
  expect(missingConsent(coded, { env: own.env, hosts: own.hosts, code: true })).toBeUndefined();
});
