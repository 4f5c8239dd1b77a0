// What the engine needs from elsewhere: functions, handed in by the SDK.
import type { ResolvedModel } from "@mayros/catalog";
import type { Codec } from "@mayros/core";
import type { Candidate, RequestMemory } from "@mayros/credentials";
import type { Transport } from "@mayros/transport";
import type { RequestOptions } from "./operation.ts";
import type { LoadedCode } from "./plugin-model/provider-code.ts";

export interface EngineDependencies {
  readonly send: Transport["send"];
  /** Throws MAYROS_API_UNKNOWN. */
  readonly loadCodec: (api: string) => Promise<Codec>;
  /** Of the plugin that brings the provider; undefined where that is data. Throws MAYROS_PLUGIN_FAILED. */
  readonly loadCode?: (resolved: ResolvedModel) => Promise<LoadedCode | undefined>;
  /** In the order in which they are tried; one without a secret where none is needed. */
  readonly listCandidates: (
    resolved: ResolvedModel,
    options: Pick<RequestOptions, "profile" | "sessionId">,
  ) => Promise<readonly Candidate[]>;
  /** Who failed lately, and who answered. */
  readonly memory: Pick<RequestMemory, "cooldowns" | "failed" | "answered">;
  /** ms since the epoch. */
  readonly now: () => number;
}
