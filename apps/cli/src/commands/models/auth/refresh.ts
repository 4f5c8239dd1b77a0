// `mayros models auth refresh`: new tokens now, before a long task or to see whether a login still lives.
import { exitCodes } from "@mayros/core";
import type { RefreshedProfile } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { untilInterrupted } from "../../../run/until-interrupted.ts";
import { length } from "../../../ui/describe-health.ts";
import { oneLine } from "../../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "[profile]",
  positionals: { max: 1 },
  complete: ["profile"],
  options: {},
  details:
    "Logins are renewed by themselves when they are used; this does it now, for one or for all that can be renewed. A token that another process just renewed is taken as it is. Exit code 3: a login is needed.",
  examples: [
    "mayros models auth refresh",
    "mayros models auth refresh openai-codex:me@example.com",
  ],
  async run({ mayros, positionals, json }) {
    const outcomes = await untilInterrupted(
      (signal) => mayros.auth.refresh(positionals[0], { signal }),
      mayros,
    );
    if (json) writeJson({ profiles: outcomes.map(plain) });
    else if (outcomes.length === 0) writeOutput("no stored login can be renewed\n");
    else for (const outcome of outcomes) print(outcome);
    return outcomes.find(({ error }) => error)?.error?.exitCode ?? exitCodes.ok;
  },
});

function plain({ error, ...outcome }: RefreshedProfile): object {
  if (!error) return { ...outcome, refreshed: true };
  const { code, message, hint } = error;
  return { ...outcome, refreshed: false, error: { code, message, hint } };
}

function print({ profileId, expiresAt, error }: RefreshedProfile): void {
  if (error) {
    const hint = error.hint === undefined ? "" : `  next: ${oneLine(error.hint)}\n`;
    writeError(`error: ${oneLine(error.message)}\n${hint}`);
  } else {
    const good =
      expiresAt === undefined
        ? ""
        : `; the new token is good for ${length(expiresAt - Date.now())}`;
    writeOutput(`renewed ${profileId}${good}\n`);
  }
}
