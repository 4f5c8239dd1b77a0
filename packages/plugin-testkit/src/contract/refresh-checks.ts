// Refresh: what a login brought is renewed without a person, as long as that is possible.
import { deepStrictEqual, notStrictEqual, strictEqual } from "node:assert";
import { MayrosError, type OAuthCredential } from "@mayros/core";
import { type Check, done } from "./check.ts";
import { credentialProblems } from "./login-checks.ts";
import { type LoginScene, withScene } from "./login-scene.ts";
import { type LoginMethod, loginsOf, type PluginSubject } from "./plugin-subject.ts";

export function refreshChecks(subject: PluginSubject): Check[] {
  return loginsOf(subject).flatMap((login) => [
    check(subject, login, "renews a login, and keeps what came with it", renews),
    check(subject, login, "keeps a refresh token in whose place none came", keeps),
    check(subject, login, "says that a login is needed when its refresh token is dead", ends),
  ]);
}

type Play = (scene: LoginScene, credential: OAuthCredential) => Promise<void>;

function check(subject: PluginSubject, login: LoginMethod, name: string, play: Play): Check {
  return {
    capability: "refresh",
    subject: login.name,
    name: `${name}: ${login.name}`,
    run: () =>
      withScene(subject, login, {}, async (scene) => {
        const credential = await scene.login();
        if (credential.type !== "oauth" || credential.refresh === undefined) {
          return "its logins bring no refresh token";
        }
        await play(scene, credential);
        deepStrictEqual(scene.strayed, []);
        return done;
      }),
  };
}

async function renews({ refresh }: LoginScene, before: OAuthCredential): Promise<void> {
  const after = await refresh(before);
  deepStrictEqual(credentialProblems(after), []);
  notStrictEqual(after.access, before.access, "the access token must be the new one");
  notStrictEqual(after.refresh, before.refresh, "the refresh token must be the one that came");
  const { access: _a, refresh: _r, expiresAt: _e, ...kept } = before;
  for (const [name, value] of Object.entries(kept)) {
    deepStrictEqual((after as unknown as Record<string, unknown>)[name], value, `${name} is lost`);
  }
}

async function keeps({ server, refresh }: LoginScene, before: OAuthCredential): Promise<void> {
  server.switches.keepsRefreshToken = true;
  const after = await refresh(before);
  notStrictEqual(after.access, before.access, "the access token must be the new one");
  strictEqual(after.refresh, before.refresh, "the refresh token must stay");
}

async function ends({ server, refresh }: LoginScene, before: OAuthCredential): Promise<void> {
  server.revokeAll();
  const error: unknown = await refresh(before).then(
    () => new Error("it gives a credential"),
    (reason: unknown) => reason,
  );
  if (!MayrosError.isInstance(error)) throw error;
  strictEqual(error.code, "MAYROS_LOGIN_NEEDED");
}
