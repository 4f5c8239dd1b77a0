// What a vendor's error codes mean. Each wire has a table of its own codes; this is the shape of it.
import type { FailureKind } from "@mayros/core";

/** `quota` is `billing` that rotates whatever the status: another key may have money left. */
export type ErrorKind = FailureKind | "quota";

export interface ErrorCodes {
  /** Codes that decide, whatever the status and the words say. Lower-case. */
  readonly certain: ReadonlyMap<string, ErrorKind>;
  /** Codes that say little: used where neither status nor words say more. Lower-case. */
  readonly vague: ReadonlyMap<string, FailureKind>;
  /** What an error without any body means, by status. */
  readonly bodyless?: ReadonlyMap<number, FailureKind>;
}
