// What a server of the person's own comes to: its name, its URL, and the key for it. Nothing is written here.
import { type Environment, MayrosError } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import {
  type Compatibility,
  customProviderId,
  needsNoKey,
  parseBaseUrl,
  writtenUrl,
} from "./custom-endpoint.ts";
import { keyProblem, trimKey } from "./key-problem.ts";
import type { OnboardOptions } from "./plan-onboarding.ts";

export interface OnboardCustomOptions
  extends Pick<OnboardOptions, "setDefault" | "dryRun" | "keepStored"> {
  readonly baseUrl: string;
  readonly modelId: string;
  /** Else CUSTOM_API_KEY, else the stored one; a server on this machine or network needs none. */
  readonly key?: string | undefined;
  /** Default: made from the host. */
  readonly providerId?: string | undefined;
  /** Default: what most servers speak. */
  readonly compatibility?: Compatibility | undefined;
}

const KEY_VARIABLE = "CUSTOM_API_KEY";

export interface CustomPlan {
  readonly url: URL;
  readonly id: string;
  readonly key: { readonly value: string; readonly from: string } | undefined;
  readonly stored: boolean;
}

/** Throws what `onboardCustom` throws. */
export async function planCustom(
  machine: Machine,
  state: MachineState,
  options: OnboardCustomOptions,
): Promise<CustomPlan> {
  const url = parseBaseUrl(options.baseUrl);
  if (!/^[\x21-\x7e]+$/.test(options.modelId)) {
    throw new MayrosError("MAYROS_USAGE", `"${options.modelId}" is no model id`, {
      hint: "mayros onboard --auth-choice custom-api-key --custom-model-id <id> ...",
    });
  }
  const id = chooseId(url, options.providerId, state);
  const stored = (await machine.profiles().list(id)).some((each) => each.id === `${id}:default`);
  const key = options.keepStored && stored ? undefined : findKey(options, state.env);
  if (!key && !stored && !needsNoKey(url)) {
    throw new MayrosError(
      "MAYROS_LOGIN_NEEDED",
      `no key was given for ${url.host}, and ${KEY_VARIABLE} is not set`,
      {
        hint: `mayros onboard --auth-choice custom-api-key ... --custom-api-key env:${KEY_VARIABLE}`,
      },
    );
  }
  if (key) refuseBadKey(key, id, needsNoKey(url));
  return { url, id, key: key && { ...key, value: trimKey(key.value) }, stored };
}

function findKey({ key }: OnboardCustomOptions, env: Environment): CustomPlan["key"] {
  if (key !== undefined) return { value: key, from: "given" };
  const value = env[KEY_VARIABLE];
  return value?.trim() ? { value, from: KEY_VARIABLE } : undefined;
}

/** A proxy may well take the keys of vendors, so nothing is said of whose it looks like. */
function refuseBadKey(
  key: { readonly value: string; readonly from: string },
  id: string,
  ownServer: boolean,
): void {
  const problem = keyProblem(
    key.value,
    { provider: id, providerName: id, field: {}, ownServer },
    [],
  );
  if (!problem) return;
  const place = key.from === "given" ? "" : `${key.from}: `;
  throw new MayrosError("MAYROS_CREDENTIAL_INVALID", `${place}${problem.message}`, {
    hint: problem.hint,
  });
}

/** Stands for the address of a provider whose manifest has none. */
const BUILT_IN = "built in";

/** Throws MAYROS_USAGE for an id that is no id or another server's. */
function chooseId(url: URL, wanted: string | undefined, state: MachineState): string {
  const { config, providers, host } = state;
  const addressOf = (id: string): string | undefined =>
    config.models?.providers?.[id]?.baseUrl ??
    (host.ownerOf(id) ? (host.shipped(id)?.declaration.baseUrl ?? BUILT_IN) : undefined);
  if (wanted === undefined) return customProviderId(url, addressOf);
  const id = wanted.trim().toLowerCase();
  const shape = /^[a-z0-9][a-z0-9._-]{0,63}$/;
  const taken = providers.aliases.has(id) ? BUILT_IN : addressOf(id);
  if (shape.test(id) && (taken === undefined || taken.replace(/\/+$/, "") === writtenUrl(url))) {
    return id;
  }
  throw new MayrosError(
    "MAYROS_USAGE",
    taken === undefined
      ? `"${wanted}" is no provider id: small letters, digits, ".", "_" and "-"`
      : `the provider ${id} is there already${taken === BUILT_IN ? "" : `, at ${taken}`}`,
    { hint: `leave --custom-provider-id out: ${customProviderId(url, addressOf)} is free` },
  );
}
