// Secrets: what a login gets is in its credential, and in no log, note or error; also when a server repeats it.
import { deepStrictEqual } from "node:assert";
import { inspect } from "node:util";
import type { Credential, OAuthCredential } from "@mayros/core";
import { type Check, done } from "./check.ts";
import { type LoginScene, withScene } from "./login-scene.ts";
import { type LoginMethod, loginsOf, type PluginSubject } from "./plugin-subject.ts";

export function secretsChecks(subject: PluginSubject): Check[] {
  return loginsOf(subject).map((login) => ({
    capability: "secrets",
    subject: login.name,
    name: `tells nobody the tokens of a login: ${login.name}`,
    run: () => withScene(subject, login, {}, (scene) => tellsNothing(scene, login)),
  }));
}

async function tellsNothing(scene: LoginScene, { name }: LoginMethod): Promise<undefined> {
  const { stage, server } = scene;
  const credential = await scene.login();
  const secrets = secretsOf(credential);
  const said: unknown[] = [stage.notes, stage.logged, stage.questions, stage.prompts, stage.opened];
  if (credential.type === "oauth" && credential.refresh !== undefined) {
    for (const status of [400, 401, 500]) {
      server.switches.tokenAnswers = [{ status, body: repeating(credential.refresh) }];
      said.push(
        await scene.refresh(credential as OAuthCredential).catch((error: unknown) => error),
      );
    }
  }
  const text = inspect(said, { depth: 12, maxStringLength: null });
  const told = secrets.filter((secret) => text.includes(secret));
  deepStrictEqual(told.length, 0, `${name} tells ${told.length} of its tokens:\n${text}`);
  return done;
}

/** A refusal as some servers word it: with what they were sent. */
const repeating = (refresh: string): object => ({
  error: "invalid_grant",
  error_description: `no to ${refresh}`,
});

function secretsOf(credential: Credential): string[] {
  const { access, refresh } = credential as Partial<OAuthCredential>;
  const { token, key } = credential as { token?: string; key?: string };
  return [access, refresh, token, key].filter(
    (each) => each !== undefined && each.length >= 8,
  ) as string[];
}
