// Runs one login: the flow that the plugin's code has for the method, else the standard one that its manifest
// describes. The one place where a login's code meets the network and the person.
import {
  type AuthFlow,
  type AuthMethod,
  type Credential,
  isOAuthKind,
  type LoginContext,
  MayrosError,
} from "@mayros/core";
import { isCredential, withoutOddParts } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { pluginContext, pluginFetch } from "../plugins/plugin-context.ts";
import { pluginFailure } from "../plugins/plugin-failure.ts";
import { failedLogin } from "./failed-login.ts";
import type { LoginTarget } from "./find-login.ts";
import type { LoginOptions } from "./login-options.ts";

/** Undefined for a method that needs no code: a token or key that is pasted, a login of another program. */
export async function findLoginFlow(
  state: MachineState,
  { plugin }: LoginTarget,
  method: AuthMethod,
): Promise<AuthFlow | undefined> {
  const { auth = {} } = plugin.code ? await state.host.loadCode(plugin) : {};
  const own = Object.hasOwn(auth, method.id) ? auth[method.id] : undefined;
  if (own || !isOAuthKind(method.kind)) return own;
  const { standardFlow } = await import("@mayros/oauth");
  return standardFlow(method.kind);
}

/** Rejects with what the flow rejects with, MAYROS_ABORTED, and MAYROS_PLUGIN_FAILED for anything unexpected. */
export async function runLoginFlow(
  machine: Machine,
  state: MachineState,
  target: LoginTarget,
  method: AuthMethod,
  flow: AuthFlow,
  options: LoginOptions,
): Promise<Credential> {
  const { plugin, provider } = target;
  const { signal = new AbortController().signal } = options;
  const touched = await pluginContext(machine, state, { plugin, provider, method });
  const context: LoginContext = {
    ...touched.context,
    fetch: await pluginFetch(machine, plugin.id, touched, signal),
    signal,
    ui: options.ui,
    openUrl: onlyWebPages(options.openUrl),
    remote: options.remote ?? false,
  };
  const over = new AbortController();
  try {
    const ended = endOf(signal, over.signal);
    const credential: unknown = await Promise.race([flow.login(context), ended]);
    if (signal.aborted) throw aborted();
    if (isCredential(credential)) return withoutOddParts(credential);
    throw new Error("it gave nothing that can be stored");
  } catch (error) {
    if (signal.aborted && !MayrosError.isInstance(error)) throw aborted();
    const { secrets } = touched;
    const failed = failedLogin(error, target, method, options.profileId);
    throw pluginFailure(failed, { plugin: plugin.id, work: "login", secrets });
  } finally {
    over.abort();
  }
}

const aborted = (): MayrosError =>
  new MayrosError("MAYROS_ABORTED", "the login was cancelled; nothing was stored");

/** ms. Flows close what they opened when the signal comes; one that does not heed it is not waited for. */
const GRACE = 1_000;

/** Rejects a while after `signal` was aborted; `over`: nobody waits for it any more. */
function endOf(signal: AbortSignal, over: AbortSignal): Promise<never> {
  const ended = Promise.withResolvers<never>();
  const end = (): void => {
    const timer = setTimeout(() => ended.reject(aborted()), GRACE);
    over.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true, signal: over });
  return ended.promise;
}

/** Other schemes start other programs. */
function onlyWebPages(open: LoginOptions["openUrl"]): LoginContext["openUrl"] {
  return async (url) => {
    const scheme = URL.parse(url)?.protocol;
    return open !== undefined && (scheme === "https:" || scheme === "http:") ? open(url) : false;
  };
}
