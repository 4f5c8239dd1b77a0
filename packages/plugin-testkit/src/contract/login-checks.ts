// Login: the flow of every method that a person does at a page of the vendor's, in good times and in bad.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { type Credential, MayrosError } from "@mayros/core";
import { type Check, done } from "./check.ts";
import { type LoginScene, type SceneOptions, within, withScene } from "./login-scene.ts";
import { type LoginMethod, loginsOf, type PluginSubject } from "./plugin-subject.ts";

export function loginChecks(subject: PluginSubject): Check[] {
  return loginsOf(subject).flatMap((login) => checksOf(subject, login));
}

function checksOf(subject: PluginSubject, login: LoginMethod): Check[] {
  const check = (
    name: string,
    options: SceneOptions,
    play: (scene: LoginScene) => Promise<void>,
  ): Check => ({
    capability: "login",
    subject: login.name,
    name: `${name}: ${login.name}`,
    async run() {
      await withScene(subject, login, options, play);
      return done;
    },
  });
  const isDevice = login.method.kind === "oauth-device";
  return [
    check("logs in", {}, (scene) => logsIn(scene, isDevice)),
    check("ends a login that the person refuses", refused(isDevice), async (scene) => {
      strictEqual((await failureOf(scene.login())).code, "MAYROS_LOGIN_DENIED");
    }),
    check("ends a login whose code is too old", tooOld(isDevice), async (scene) => {
      const { code } = await failureOf(scene.login());
      if (isDevice) strictEqual(code, "MAYROS_TIMEOUT");
      else match(code, /^MAYROS_(LOGIN_\w+|TIMEOUT)$/);
    }),
    ...(isDevice
      ? [check("asks less often when it is told to", slower(), (scene) => slowsDown(scene))]
      : []),
    stopCheck(subject, login),
  ];
}

async function logsIn({ login, stage, strayed, server }: LoginScene, isDevice: boolean) {
  const credential = await login();
  deepStrictEqual(strayed, []);
  strictEqual(stage.prompts.length, 1, "it must show the person one page");
  const [prompt] = stage.prompts;
  match(prompt?.url ?? "", /^https?:\/\//);
  if (isDevice) ok(prompt?.userCode, "it must show the code that the person types");
  ok(server.journal().length > 0, "it must have asked the authorization server");
  deepStrictEqual(credentialProblems(credential), []);
}

/** What is stored is JSON. */
export function credentialProblems(credential: Credential): string[] {
  const problems: string[] = [];
  deepStrictEqual(JSON.parse(JSON.stringify(credential)), { ...credential });
  const { type } = credential;
  if (type === "oauth") {
    if (typeof credential.access !== "string" || credential.access === "") {
      problems.push("access is missing");
    }
    const { expiresAt } = credential;
    if (expiresAt !== undefined && !(Number.isFinite(expiresAt) && expiresAt > Date.now() / 2)) {
      problems.push(`expiresAt is ${expiresAt}, and must be ms since the epoch`);
    }
  } else if (type === "token") {
    if (typeof credential.token !== "string" || credential.token === "") {
      problems.push("token is missing");
    }
  } else if (type !== "api-key") problems.push(`type is ${String(type)}`);
  return problems;
}

const refused = (isDevice: boolean): SceneOptions => ({
  switches: isDevice
    ? { deviceAnswers: ["access_denied"] }
    : { authorizationFields: { error: "access_denied" } },
});

const tooOld = (isDevice: boolean): SceneOptions => ({
  switches: isDevice
    ? { deviceAnswers: ["expired_token"] }
    : { tokenAnswers: [{ status: 400, body: { error: "invalid_grant" } }] },
});

/** Answers are used up: made anew for each. */
const slower = (): SceneOptions => ({ switches: { deviceAnswers: ["slow_down"] } });

/** RFC 8628 section 3.5: by five seconds, from then on. */
async function slowsDown({ login, clock, strayed }: LoginScene): Promise<void> {
  await login();
  deepStrictEqual(strayed, []);
  const [first = 0, second = 0] = clock?.slept ?? [];
  ok(second >= first + 5000, `it waits ${first} ms, and after slow_down ${second} ms`);
}

function stopCheck(subject: PluginSubject, login: LoginMethod): Check {
  return {
    capability: "login",
    subject: login.name,
    name: `stops a login when it is told to: ${login.name}`,
    async run() {
      const shown = Promise.withResolvers<void>();
      const options = { stays: true, onPrompt: () => shown.resolve() };
      await withScene(subject, login, options, async (scene) => {
        const ending = failureOf(scene.login());
        await Promise.race([shown.promise, ending]);
        scene.abort();
        strictEqual(
          (await within(subject.patience, "it did not stop", ending)).code,
          "MAYROS_ABORTED",
        );
      });
      return done;
    },
  };
}

/** What a login ends with that must not succeed. */
async function failureOf(login: Promise<unknown>): Promise<MayrosError> {
  const error: unknown = await login.then(
    () => new Error("it gives a credential"),
    (reason: unknown) => reason,
  );
  if (MayrosError.isInstance(error)) return error;
  throw error;
}
