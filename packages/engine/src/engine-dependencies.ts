// What the engine needs from elsewhere: functions, handed in by the SDK.
import type { ResolvedModel } from "@mayros/catalog";
import type { Codec } from "@mayros/core";
import type { Candidate, Profile, RequestMemory } from "@mayros/credentials";
import type { Transport } from "@mayros/transport";
import type { LoadedCode } from "./loaded-code.ts";
import type { SessionMemory } from "./login/session-memory.ts";
import type { RequestOptions } from "./operation.ts";

export interface EngineDependencies {
  readonly send: Transport["send"];
  /** ms that a model of a plugin's code may be silent; default: as long as `send` waits for a first byte. */
  readonly patience?: number | undefined;
  /** Of `resolved.api`, ours or a plugin's. Throws MAYROS_API_UNKNOWN, and MAYROS_PLUGIN_FAILED for a plugin's. */
  readonly loadCodec: (resolved: ResolvedModel) => Promise<Codec>;
  /** Of the plugin that brings the provider; undefined where that is data. Throws MAYROS_PLUGIN_FAILED. */
  readonly loadCode?: (resolved: ResolvedModel) => Promise<LoadedCode | undefined>;
  /**
   * A login as it is stored now, with a token that is good for a while. `rejected`: the revision whose token a server
   * refused although it had not expired. The signal ends the waiting, not the work. Rejects with MAYROS_LOGIN_NEEDED
   * and its kin.
   */
  readonly freshen?: (
    profile: Profile,
    how: { readonly rejected?: number; readonly signal?: AbortSignal | undefined },
  ) => Promise<Profile>;
  /** Kept from request to request. */
  readonly sessions?: SessionMemory;
  /** Patterns of hosts that a credential may go to, of a provider without code. */
  readonly listHosts?: (resolved: ResolvedModel) => Promise<readonly string[]>;
  /** A variable of the environment, for what a provider needs beside a key: the fields of its auth methods name them. */
  readonly readVariable?: (name: string) => string | undefined;
  /** In the order in which they are tried; one without a secret where none is needed. At least one. */
  readonly listCandidates: (
    resolved: ResolvedModel,
    options: Pick<RequestOptions, "profile" | "sessionId">,
  ) => Promise<readonly Candidate[]>;
  /** Who failed lately, and who answered. */
  readonly memory: Pick<RequestMemory, "cooldowns" | "failed" | "answered">;
  /** ms since the epoch. */
  readonly now: () => number;
}
