// What the first question of onboarding offers: what this machine has already, then everything that can
// be logged in to, plugins that are off last. Pure.
import {
  type AuthChoice,
  CUSTOM_CHOICE,
  type DetectedServer,
  type EnvironmentKey,
} from "@mayros/sdk";
import { plural } from "../ui/plural.ts";
import type { ShownOption } from "../ui/prompts.ts";

export type Offer =
  | { readonly kind: "key"; readonly choice: string; readonly variable: string }
  | { readonly kind: "server"; readonly choice: string; readonly server: DetectedServer }
  | { readonly kind: "choice"; readonly choice: string };

export interface Offers {
  readonly options: readonly ShownOption<string>[];
  /** By the option's value. */
  readonly find: (value: string) => Offer | undefined;
}

export function listOffers(
  choices: readonly AuthChoice[],
  keys: readonly EnvironmentKey[],
  servers: readonly DetectedServer[],
): Offers {
  const offers = new Map<string, Offer>();
  const options: ShownOption<string>[] = [];
  const add = (value: string, offer: Offer, label: string, hint?: string): void => {
    if (offers.has(value)) return;
    offers.set(value, offer);
    options.push({ value, label, hint });
  };
  for (const { choice, providerName, variable } of keys) {
    add(`env ${choice}`, { kind: "key", choice, variable }, `${providerName}: ${variable} is set`);
  }
  const usable = choices.filter(({ enabled }) => enabled);
  for (const server of servers) {
    const choice = choiceOfServer(usable, server.provider);
    if (choice === undefined) continue;
    const label = `${server.name} is running at ${server.baseUrl}`;
    add(`server ${choice}`, { kind: "server", choice, server }, label, modelCount(server));
  }
  for (const { choice, method } of usable) {
    add(choice, { kind: "choice", choice }, method.label, method.hint);
  }
  const custom = "Another server, by its URL";
  add(
    CUSTOM_CHOICE,
    { kind: "choice", choice: CUSTOM_CHOICE },
    custom,
    "OpenAI or Anthropic compatible",
  );
  for (const { choice, enabled, plugin, method } of choices) {
    // Found by who looks for them; the plugin is turned on first, if they agree.
    if (!enabled) add(choice, { kind: "choice", choice }, method.label, `turns ${plugin} on`);
  }
  return { options, find: (value) => offers.get(value) };
}

/** A server is asked without a key where it can be. */
function choiceOfServer(usable: readonly AuthChoice[], provider: string): string | undefined {
  const own = usable.filter((each) => each.provider === provider);
  return (own.find(({ method }) => method.kind === "none") ?? own[0])?.choice;
}

function modelCount({ models }: DetectedServer): string {
  if (models.length === 0) return "no models yet";
  return plural(models.length, "model");
}
