// What stands between a model and a request in this version of mayros: a login that it can't do yet, a
// wire format that it does not have. Asked before any credential is read, so that nothing is sent. Pure.
import type { ResolvedModel } from "@mayros/catalog";
import { formatModelRef, MayrosError } from "@mayros/core";
import { codecs } from "@mayros/wire";

export interface Circumstances {
  /** The user's own `apiKey` for this provider: then no login is needed. */
  readonly ownKey: boolean;
  /** Provider or plugin that the manifest names as the one to use instead. */
  readonly successor?: string | undefined;
  /** Which of the provider's environment variables are set. */
  readonly setVariables: readonly string[];
}

/** Undefined when nothing is. */
export function whatIsMissing(
  resolved: ResolvedModel,
  circumstances: Circumstances,
): MayrosError | undefined {
  const { provider, api } = resolved;
  const hasWire = Object.hasOwn(codecs, api);
  if (provider.login && !circumstances.ownKey && !provider.keyless) {
    return loginMissing(resolved, provider.login.label, hasWire, circumstances);
  }
  return hasWire ? undefined : wireMissing(api, formatModelRef(resolved.ref));
}

export function wireMissing(api: string, who: string): MayrosError {
  return new MayrosError(
    "MAYROS_API_UNKNOWN",
    `${who} speaks the wire format "${api}", which is not in this version of mayros`,
    { hint: `models with one of these can run: ${Object.keys(codecs).join(", ")}` },
  );
}

function loginMissing(
  { ref, provider, api }: ResolvedModel,
  login: string,
  hasWire: boolean,
  { successor, setVariables }: Circumstances,
): MayrosError {
  const text = [
    `${formatModelRef(ref)} needs a login that this version of mayros can't do yet: ${login}`,
    ...(hasWire ? [] : [`it also speaks the wire format "${api}", which is not there yet`]),
    ...(setVariables.length === 0 ? [] : [`${setVariables.join(", ")}: not an API key, not sent`]),
  ].join("; ");
  const hint =
    successor === undefined
      ? "name a model of another provider with -m: mayros models list --all"
      : `use ${successor} instead: mayros models list --all --provider ${successor}`;
  return new MayrosError("MAYROS_LOGIN_NEEDED", text, {
    hint,
    details: { provider: provider.id, login, ...(hasWire ? {} : { api }) },
  });
}
