// Asks a person at a terminal for what the flags left open. Loaded when there is one to ask.
import { cancel, intro, isCancel, select, text } from "@clack/prompts";
import { apiNames, MayrosError } from "@mayros/core";
import type { Templates } from "./templates/template.ts";
import { apiProblem, idProblem, providerProblem, urlProblem } from "./wish-problems.ts";
import {
  DEFAULT_API,
  DEFAULT_FOLDER,
  exampleUrl,
  idFrom,
  type Kind,
  type Wishes,
} from "./wishes.ts";

const output = process.stderr;

/** Rejects with MAYROS_ABORTED. */
export async function askWishes(
  given: Wishes,
  shipped: Templates["shipped"],
): Promise<Wishes & { readonly kind: Kind }> {
  intro("A plugin for Mayros", { output });
  const folder = given.folder ?? (await askText("Folder", DEFAULT_FOLDER, () => undefined));
  const kind = given.kind ?? (await askKind());
  const ask = (message: string, initial: string, problem: (text: string) => string | undefined) =>
    askText(message, initial, problem);
  const id =
    given.id ?? (await ask("Id of the plugin", idFrom(folder), (it) => idProblem(it, shipped)));
  const provider =
    given.provider ??
    (await ask("Provider, as in provider/model", id, (it) => providerProblem(it, shipped)));
  const api = given.api ?? (await askApi());
  const baseUrl =
    given.baseUrl ?? (await ask("Address of its API", exampleUrl(provider), urlProblem));
  return { ...given, folder, kind, id, provider, api, baseUrl };
}

async function askText(
  message: string,
  initialValue: string,
  problem: (text: string) => string | undefined,
): Promise<string> {
  return answered(
    await text({
      message,
      initialValue,
      validate: (answer) => problem((answer ?? "").trim()),
      output,
    }),
  ).trim();
}

async function askKind(): Promise<Kind> {
  const options = [
    { value: "data" as const, label: "Data only", hint: "an API key; no code" },
    { value: "login" as const, label: "With a login", hint: "an account; code that you write" },
  ];
  return answered<Kind>(await select<Kind>({ message: "What kind?", options, output }));
}

async function askApi(): Promise<string> {
  const options = apiNames.map((api) => ({ value: api as string, label: api }));
  const initialValue = DEFAULT_API;
  const message = "Wire format";
  const api = answered(await select({ message, options, initialValue, output }));
  return apiProblem(api) === undefined ? api : DEFAULT_API;
}

function answered<Answer extends string>(answer: Answer | symbol): Answer {
  if (!isCancel(answer)) return answer as Answer;
  cancel("Nothing was made.", { output });
  throw new MayrosError("MAYROS_ABORTED", "cancelled");
}
