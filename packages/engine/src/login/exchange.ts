// One exchange of a credential for a session by a plugin's code: with a time limit of its own, for whoever began to
// wait for it may go away, and with errors that show no secret.
import {
  type Credential,
  credentialSecret,
  isHeaderValue,
  MayrosError,
  redactSecrets,
  type Session,
} from "@mayros/core";
import type { LoadedCode } from "../loaded-code.ts";
import { withinAttempt } from "../plugin-model/within-attempt.ts";

/** ms. */
const DEADLINE = 60_000;

/**
 * Rejects with the MayrosErrors of the code and of its fetch, with MAYROS_LOGIN_UNAVAILABLE when it takes too long, and with
 * MAYROS_PLUGIN_FAILED for everything else.
 */
export async function exchange(
  credential: Credential | undefined,
  loaded: LoadedCode,
  deadline: number = DEADLINE,
): Promise<Session> {
  const { code, context, plugin, fetchUntil } = loaded;
  const late = AbortSignal.timeout(deadline);
  try {
    const session: unknown = await withinAttempt(late, async (signal) =>
      code.openSession?.(credential, { ...context, fetch: await fetchUntil(signal), signal }),
    );
    if (isSession(session)) return session;
    throw new Error("its openSession gave no token that can be sent");
  } catch (error) {
    if (late.aborted) throw tooLate(plugin, deadline);
    throw told(error, credential, loaded);
  }
}

function isSession(value: unknown): value is Session {
  const { token } = (value ?? {}) as Partial<Session>;
  return typeof token === "string" && token !== "" && isHeaderValue(token);
}

function told(
  error: unknown,
  credential: Credential | undefined,
  { plugin, secrets }: LoadedCode,
): MayrosError {
  const hidden = [
    ...secrets,
    ...(credential ? [credentialSecret(credential)] : []),
    ...(credential?.type === "oauth" && credential.refresh ? [credential.refresh] : []),
  ];
  const hide = (text: string): string => redactSecrets(text, hidden);
  if (!MayrosError.isInstance(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return new MayrosError(
      "MAYROS_PLUGIN_FAILED",
      `the plugin ${plugin} failed: ${hide(message)}`,
      {
        hint: `mayros plugins info ${plugin}`,
      },
    );
  }
  const { code, message, hint, details } = error;
  if (hide(message) === message && hide(hint ?? "") === (hint ?? "")) return error;
  return new MayrosError(code, hide(message), {
    ...(hint === undefined ? {} : { hint: hide(hint) }),
    ...(details === undefined ? {} : { details }),
  });
}

function tooLate(plugin: string, deadline: number): MayrosError {
  return new MayrosError(
    "MAYROS_LOGIN_UNAVAILABLE",
    `the plugin ${plugin} got no session within ${deadline / 1000} s`,
    { hint: "try again" },
  );
}
