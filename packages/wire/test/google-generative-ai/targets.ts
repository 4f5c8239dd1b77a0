// The models that calls are for, as the catalog describes them, so that its data is judged as well.
import { readFileSync } from "node:fs";
import { type ModelDeclaration, type Target, withModelDefaults } from "@mayros/core";

const file = new URL("../../../../plugins/google/models.json", import.meta.url);
const { models } = JSON.parse(readFileSync(file, "utf8")) as { models: ModelDeclaration[] };

function targetOf(id: string): Target {
  const declared = models.find((model) => model.id === id) ?? { id, reasoning: true };
  return {
    provider: "google",
    model: withModelDefaults(declared),
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    compat: declared.compat ?? {},
  };
}

/** Reasons by a budget of tokens. */
export const budgets = targetOf("gemini-2.5-flash");
/** The same, and cannot stop reasoning. */
export const budgetsAlways = targetOf("gemini-2.5-pro");
/** Reasons by levels. */
export const levels = targetOf("gemini-3-flash-preview");
/** The same, without the lowest of them. */
export const fewLevels = targetOf("gemini-3.1-pro-preview");
/** By levels, in a catalog that has no words for them. */
export const oldLevels = targetOf("gemini-3-pro-preview");
/** A model that the catalog does not have, of a user who says that it reasons. */
export const unknown = targetOf("gemini-9-flash");
export const second = targetOf("gemini-2.0-flash");

export const vertex: Target = {
  ...targetOf("gemini-3.5-flash"),
  provider: "google-vertex",
  baseUrl: "https://aiplatform.googleapis.com/v1/projects/p-1/locations/global/publishers/google",
  compat: { vertex: true },
};
