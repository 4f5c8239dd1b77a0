// What a login says at the end: as whom, where it is kept, and the next command.
import { shellWord } from "@mayros/core";
import type { LoginResult } from "@mayros/sdk";
import { oneLine } from "../ui/terminal.ts";
import { writeOutput } from "../ui/write-output.ts";

export function printLogin(result: LoginResult): void {
  for (const line of describeLogin(result)) writeOutput(`${oneLine(line)}\n`);
}

export function describeLogin(result: LoginResult): string[] {
  const { providerName, email, profileId, replaced, model, defaultModel } = result;
  const who = email === undefined ? "" : ` as ${email}`;
  const first =
    profileId === undefined
      ? `${providerName}: ${result.found.join(", ") || "nothing to store"}; nothing is stored for it`
      : `logged in to ${providerName}${who}; ${replaced ? "replaced" : "stored"} ${profileId}`;
  return [first, ...ending(result), ...defaultLines(result), `next: ${next(model, defaultModel)}`];
}

function ending({ renewable, expiresAt }: LoginResult): string[] {
  if (renewable) return ["it is renewed by itself"];
  return expiresAt === undefined
    ? []
    : [`it ends on ${new Date(expiresAt).toISOString().slice(0, 10)}`];
}

function defaultLines({ model, defaultModel, defaultModelSet, configPath }: LoginResult): string[] {
  if (defaultModelSet) return [`default model: ${defaultModel} (in ${configPath})`];
  if (model === undefined || model === defaultModel) return [];
  return [`to make ${model} the default model: mayros models set ${shellWord(model)}`];
}

function next(model: string | undefined, defaultModel: string | undefined): string {
  if (model === undefined) return "mayros models list";
  return model === defaultModel
    ? 'mayros run "hello"'
    : `mayros run -m ${shellWord(model)} "hello"`;
}
