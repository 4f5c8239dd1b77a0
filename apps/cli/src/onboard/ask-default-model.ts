// Which model is the default afterwards: asked where there is something to decide.
import type { Mayros, OnboardOptions } from "@mayros/sdk";
import { answered } from "./asking.ts";

type Decision = Pick<OnboardOptions, "model" | "setDefault">;

/** `serverModels` are the ids that a server of this machine just said it has. */
export async function askDefaultModel(
  mayros: Mayros,
  request: OnboardOptions,
  serverModels: readonly string[] = [],
): Promise<Decision> {
  const plan = await mayros.onboard({ ...request, dryRun: true, setDefault: "never" });
  const refs = serverModels.map((id) => `${plan.provider}/${id}`);
  const current = plan.defaultModel;
  // There is nothing to decide about a model that can't be asked.
  if (plan.missing !== undefined) return {};
  if (refs.length > 1 && current === undefined) return { model: await askModel(refs) };
  const model = refs.length > 0 && !refs.includes(plan.model ?? "") ? refs[0] : plan.model;
  return { model, ...(await askToSwitch(model, current)) };
}

/** Keeps the default that is set unless the person says otherwise. */
export async function askToSwitch(
  model: string | undefined,
  current: string | undefined,
): Promise<Pick<Decision, "setDefault">> {
  if (model === undefined || current === undefined || model === current) return {};
  const { askYesNo } = await import("../ui/prompts.ts");
  const question = `Make ${model} the default model? It is ${current} now.`;
  return { setDefault: answered(await askYesNo(question, false)) ? "always" : "never" };
}

async function askModel(refs: readonly string[]): Promise<string> {
  const { askChoice } = await import("../ui/prompts.ts");
  const options = refs.map((ref) => ({ value: ref, label: ref }));
  return answered(await askChoice("Which model is the default?", options));
}
