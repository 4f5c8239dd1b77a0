// What the engine needs from elsewhere: functions, handed in by the SDK.
import type { ResolvedModel } from "@mayros/catalog";
import type { Codec, FailureKind } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import type { Transport } from "@mayros/transport";

export interface EngineDependencies {
  readonly send: Transport["send"];
  /** Throws MAYROS_API_UNKNOWN. */
  readonly loadCodec: (api: string) => Promise<Codec>;
  /** In the order in which they are tried; one without a secret where none is needed. */
  readonly listCandidates: (
    resolved: ResolvedModel,
    profile: string | undefined,
  ) => Promise<Candidate[]>;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** What happened on the way; for `--verbose` and logs. */
export type RunEvent =
  | {
      readonly type: "attempt";
      readonly number: number;
      readonly of: number;
      readonly source: Candidate["source"];
    }
  | {
      readonly type: "failed";
      readonly number: number;
      readonly source: Candidate["source"];
      readonly kind: FailureKind;
      readonly status: number | undefined;
      readonly message: string;
    };
