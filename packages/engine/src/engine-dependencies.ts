// What the engine needs from elsewhere: functions, handed in by the SDK.
import type { ResolvedModel } from "@mayros/catalog";
import type { Codec, ErrorCode, FailureKind } from "@mayros/core";
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
      /** Ref of the model that is asked. */
      readonly model: string;
      readonly number: number;
      readonly of: number;
      readonly source: Candidate["source"];
    }
  | {
      readonly type: "failed";
      readonly model: string;
      readonly number: number;
      readonly source: Candidate["source"];
      readonly kind: FailureKind;
      readonly status: number | undefined;
      readonly message: string;
    }
  | {
      /** A model of the chain that can't be asked here; nothing was sent. */
      readonly type: "skipped";
      readonly model: string;
      /** Its place in the chain, from 1. */
      readonly number: number;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    }
  | {
      /** The next model is asked. */
      readonly type: "fallback";
      readonly from: string;
      readonly to: string;
      /** How `from` failed, or why it could not be asked. */
      readonly reason: FailureKind | ErrorCode;
    };
