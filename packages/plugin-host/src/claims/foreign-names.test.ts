import { expect, it } from "vitest";
import { foreignNames } from "./foreign-names.ts";

const owned = ["GROQ_API_KEY", "GROQ_TOKEN", "ODD_API_KEY_OLD"];

it.each([
  ["GROQ_API_KEY", true],
  ["GROQ_API_KEYS", true],
  ["GROQ_API_KEY_2", true],
  ["MAYROS_LIVE_GROQ_KEY", true],
  ["MAYROS_STATE_DIR", true],
  ["groq_api_key", true], // Windows
  ["GROQ_TOKEN", true],
  ["ODD_API_KEY", true], // as a prefix it reads ODD_API_KEY_OLD
  ["GH_TOKEN", true],
  ["GITHUB_TOKEN", true],
  ["AWS_SECRET_ACCESS_KEY", true],
  ["GOOGLE_APPLICATION_CREDENTIALS", true],
  ["ACME_API_KEY", false],
  ["GRO_API_KEY", false],
  ["ACME_GROQ_TOKEN", false],
  ["HOME", false],
])("%s belongs to somebody else: %s", (name, isForeign) => {
  expect(foreignNames([name], owned)).toEqual(isForeign ? [name] : []);
});
