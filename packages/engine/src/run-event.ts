// What happens on the way to an answer; for `--verbose`, logs and programs. The SDK says of which request.
import type { ErrorCode, FailureKind } from "@mayros/core";
import type { CandidateSource } from "@mayros/credentials";

export type RunStep =
  | {
      /** A candidate is asked now. */
      readonly type: "attempt";
      /** Ref of the model that is asked. */
      readonly model: string;
      readonly number: number;
      readonly of: number;
      readonly source: CandidateSource;
    }
  | {
      /** It failed. */
      readonly type: "failed";
      readonly model: string;
      readonly number: number;
      readonly source: CandidateSource;
      readonly kind: FailureKind;
      readonly status: number | undefined;
      readonly message: string;
    }
  | {
      /** A candidate is left alone until then, by this and by other requests. */
      readonly type: "cooldown";
      readonly model: string;
      readonly source: CandidateSource;
      readonly reason: FailureKind;
      /** ms since the epoch. */
      readonly until: number;
    }
  | {
      /** A candidate was passed over because it still cools. */
      readonly type: "cooling";
      readonly model: string;
      readonly source: CandidateSource;
      readonly reason: FailureKind;
      /** ms since the epoch. */
      readonly until: number;
    }
  | {
      /** A candidate that could not be asked: its login can't be renewed, its secret can't be read. */
      readonly type: "unready";
      readonly model: string;
      readonly source: CandidateSource;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
    }
  | {
      /** The vendor refused its token or key: it has a new one, and is asked once more. */
      readonly type: "refreshed";
      readonly model: string;
      readonly source: CandidateSource;
      /** Of the login, what it was exchanged for, or what its secret reference leads to now. */
      readonly what: "token" | "session" | "secret";
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
