// Which key is stored: one that is here already, or one that is typed unseen and has the shape of a key.
import type { AuthChoice, Mayros, OnboardOptions } from "@mayros/sdk";
import { answered, say } from "./asking.ts";
import type { Offer } from "./list-offers.ts";

/**
 * The request with a key, or with the wish to keep the stored one. `offer` is what they picked; absent
 * when the key that came from it was refused.
 */
export async function askKey(
  mayros: Mayros,
  choice: AuthChoice,
  request: OnboardOptions,
  offer: Offer | undefined,
): Promise<OnboardOptions> {
  const field = choice.method.fields?.find(({ secret }) => secret);
  if (!field || request.values?.[field.name] !== undefined) return request;
  if (offer?.kind === "key") return request;
  const source = await askSource(mayros, choice);
  if (source === "variable") return request;
  if (source === "stored") return { ...request, keepStored: true };
  const key = await askNewKey(mayros, choice, field.prompt);
  // An empty key is one that the server does not need.
  return key === "" ? request : { ...request, values: { ...request.values, [field.name]: key } };
}

async function askSource(
  mayros: Mayros,
  { provider, method }: AuthChoice,
): Promise<"variable" | "stored" | "new"> {
  const names = method.fields?.find(({ secret }) => secret)?.env ?? [];
  const keys = await mayros.auth.environmentKeys();
  const found = keys.find(({ variable }) => names.includes(variable));
  const owner = method.sets?.provider ?? provider;
  const profileId = method.profileId ?? `${owner}:default`;
  const stored = (await mayros.auth.list(owner)).find(({ id }) => id === profileId);
  const options = [
    ...(found ? [{ value: "variable" as const, label: `Store the key in ${found.variable}` }] : []),
    ...(stored ? [{ value: "stored" as const, label: `Keep ${stored.id} (${stored.hint})` }] : []),
    { value: "new" as const, label: "Enter a key" },
  ];
  if (options.length === 1) return "new";
  const { askOne } = await import("../ui/prompts.ts");
  return answered(await askOne("Which key?", options));
}

async function askNewKey(
  mayros: Mayros,
  { choice, keyless }: AuthChoice,
  prompt: string,
): Promise<string> {
  const { askSecret } = await import("../ui/prompts.ts");
  for (;;) {
    const key = answered(await askSecret(keyless ? `${prompt} (Enter for none)` : prompt));
    if (keyless && key.trim() === "") return "";
    const problem = await mayros.auth.keyProblem(choice, key);
    if (problem === undefined) return key;
    say(`${problem}; try again`);
  }
}
