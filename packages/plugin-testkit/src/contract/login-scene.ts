// One login on a stage: the plugin's flow, or the standard one of its manifest, an authorization server on this machine
// in the place of the vendor's, and a person who agrees at once.
import {
  type AuthFlow,
  type Credential,
  MayrosError,
  type OAuthCredential,
  type OAuthSettings,
} from "@mayros/core";
import { standardFlow } from "@mayros/oauth";
import {
  type AuthorizationServer,
  startAuthorizationServer,
} from "../authorization-server/start-authorization-server.ts";
import type { AuthorizationServerSwitches } from "../authorization-server/switches.ts";
import { type FastClock, fastClock, realClock } from "../login/fast-clock.ts";
import { freePort } from "../login/free-port.ts";
import { type LoginStage, loginStage } from "../login/login-stage.ts";
import { visit } from "../login/visit.ts";
import type { LoginSetting } from "./contract-options.ts";
import type { LoginMethod, PluginSubject } from "./plugin-subject.ts";
import { trapFetch } from "./trap-fetch.ts";

export interface LoginScene {
  readonly server: AuthorizationServer;
  readonly stage: LoginStage;
  /** Of a device login: waiting takes no time. */
  readonly clock: FastClock | undefined;
  readonly abort: () => void;
  /** What the code did past its context: hosts that the config could not replace, the global fetch. */
  readonly strayed: string[];
  readonly login: () => Promise<Credential>;
  readonly refresh: (credential: OAuthCredential) => Promise<OAuthCredential>;
}

export interface SceneOptions {
  readonly switches?: Partial<AuthorizationServerSwitches>;
  /** The person has seen the page and does nothing. */
  readonly stays?: boolean;
  readonly onPrompt?: () => void;
}

/** Runs `play` with a server of its own. */
export async function withScene<Result>(
  subject: PluginSubject,
  login: LoginMethod,
  options: SceneOptions,
  play: (scene: LoginScene) => Promise<Result>,
): Promise<Result> {
  const server = await startAuthorizationServer();
  const setting = subject.options.logins?.[login.name] ?? {};
  Object.assign(server.switches, setting.server?.(server.url), options.switches);
  if (options.stays) server.switches.needsApproval = true;
  const scene = await openScene(subject, login, { server, setting, options });
  try {
    return await within(3 * subject.patience, "it did not end", play(scene));
  } finally {
    scene.abort();
    await server.stop();
  }
}

/** Rejects with `complaint` and the time when `work` takes longer than `ms`. */
export function within<Result>(
  ms: number,
  complaint: string,
  work: Promise<Result>,
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${complaint} within ${ms / 1000} s`)), ms);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

interface Props {
  readonly server: AuthorizationServer;
  readonly setting: LoginSetting;
  readonly options: SceneOptions;
}

async function openScene(
  subject: PluginSubject,
  { method }: LoginMethod,
  { server, setting, options }: Props,
): Promise<LoginScene> {
  const isDevice = method.kind === "oauth-device";
  const clock = isDevice ? fastClock(Date.now()) : undefined;
  const { auth = {} } = await subject.code();
  const standard = standardFlow(method.kind);
  const flow: AuthFlow = Object.hasOwn(auth, method.id) ? (auth[method.id] ?? standard) : standard;
  const ending = new AbortController();
  const strayed: string[] = [];
  const { answer } = setting;
  const stage = loginStage({
    oauth: await settingsOf(subject, method.oauth, server),
    clock: clock ?? realClock,
    signal: ending.signal,
    fetch: onlyHere(strayed),
    env: setting.env ?? {},
    config: setting.config?.(server) ?? {},
    ...(answer === undefined ? {} : { answer }),
    onPrompt: ({ url }) => {
      options.onPrompt?.();
      // A page that can't be loaded leaves the login waiting, which then says so itself.
      if (!isDevice && !options.stays) visit(url).catch(() => {});
    },
  });
  const run = <Result>(work: () => Promise<Result>) => trapFetch(strayed, work);
  return {
    ...{ server, stage, clock, strayed },
    abort: () => ending.abort(),
    login: () => run(() => flow.login(stage.context)),
    refresh: (credential) =>
      run(() => {
        const renewed = (flow.refresh ? flow : standard).refresh?.(credential, stage.context);
        return renewed ?? Promise.reject(new Error("the flow has no refresh()"));
      }),
  };
}

/** As a config of a company would have it: every address, and what belongs to it. */
async function settingsOf(
  { manifest }: PluginSubject,
  ofMethod: OAuthSettings | undefined,
  { oauth, url }: AuthorizationServer,
): Promise<OAuthSettings> {
  const { issuer: _ofTheVendor, ...declared } = { ...manifest?.oauth, ...ofMethod };
  const { authorizationUrl, tokenUrl, deviceAuthorizationUrl, userInfoUrl } = oauth;
  const redirectUri = new URL(declared.redirectUri ?? oauth.redirectUri);
  if (redirectUri.port !== "") redirectUri.port = String(await freePort());
  return {
    ...declared,
    ...{ authorizationUrl, tokenUrl, deviceAuthorizationUrl, userInfoUrl },
    redirectUri: redirectUri.href,
    apiBaseUrl: `${url}/api`,
  };
}

/** Nobody's server is asked, whatever the code does. */
function onlyHere(strayed: string[]): typeof fetch {
  const send = globalThis.fetch;
  return async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    if (hostname === "127.0.0.1" || hostname === "localhost") return send(input, init);
    strayed.push(`it asks ${hostname}, which no config can replace`);
    throw new MayrosError("MAYROS_HOST_REFUSED", `${hostname} is not asked in a test`);
  };
}
