// How the tables of vendors' errors are checked: which kind of failure an error is, whether another key may
// be asked, and when this one is ready again.
import type { ClassifiedError, Codec, FailureKind } from "@mayros/core";
import { describe, expect, it } from "vitest";

/** Noon of the Pacific, at which half a day is left of a quota of the day. */
export const NOW = Date.UTC(2026, 6, 1, 19);
/** The same as vendors count. */
export const NOW_IN_SECONDS = NOW / 1000;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

interface Expected {
  /** Default: what the failure table says of the kind. */
  readonly rotate?: boolean;
  /** ms until it is ready; default: nothing is said of it. */
  readonly readyIn?: number;
  readonly daily?: boolean;
}

export type Refusal = readonly [
  kind: FailureKind,
  /** Undefined: within an answer that began as a success. */
  status: number | undefined,
  body: unknown,
  expected?: Expected,
  headers?: Readonly<Record<string, string>>,
];

export function checkRefusal(codec: Codec, refusal: Refusal): void {
  const [kind, status, body, expected = {}, headers = {}] = refusal;
  const { resetAt, daily, ...classified }: ClassifiedError = codec.classifyError({
    ...(status === undefined ? {} : { status }),
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
    receivedAt: NOW,
  });
  const { rotate = kind === "rate_limit", readyIn } = expected;
  expect(classified).toMatchObject({ kind, rotate });
  expect(resetAt).toBe(readyIn === undefined ? undefined : NOW + readyIn);
  expect(daily).toBe(expected.daily);
}

/** A table of what one vendor answers, checked on each wire that it speaks. */
export function vendor(name: string, codecs: readonly Codec[], refusals: readonly Refusal[]): void {
  describe.each(codecs.map((codec) => [codec.api, codec] as const))(
    `${name}, %s`,
    (_api, codec) => {
      it.each(refusals.map((refusal) => [...refusal.slice(0, 3), refusal] as const))(
        "%s: %s %j",
        (...row) => checkRefusal(codec, row.at(-1) as Refusal),
      );
    },
  );
}

export const openai = (fields: object): object => ({
  error: { message: "Sorry.", param: null, ...fields },
});

export const anthropic = (type: string, message = "Sorry.", more = {}): object => ({
  type: "error",
  error: { type, message, ...more },
  request_id: "req_429",
});

export const google = (code: number, status: string, more = {}): object => ({
  error: { code, message: "Sorry.", status, ...more },
});

/** An ErrorInfo among Google's details. */
export const reason = (name: string, metadata = {}): object => ({
  details: [{ reason: name, metadata }],
});

export const routed = (code: number, message: string, metadata?: object): object => ({
  error: { code, message, ...(metadata ? { metadata } : {}) },
});
