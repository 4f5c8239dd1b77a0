// What a wire hands to the differential tests: its codec, the AI SDK's own model for the same wire, the
// calls to compare, and where we differ on purpose.
import type { CallOptions, Codec, LanguageModelV4, Target } from "@mayros/core";

/** A part, a piece of content, a warning or a body, as JSON. */
export type Plain = Record<string, unknown>;

export interface Judge {
  /** The AI SDK's package, for a wire that has more than one. */
  readonly name?: string;
  readonly codec: Codec;
  /** Makes the AI SDK's model, which gets recorded answers and nothing from the network. */
  readonly theirs: (fetch: typeof globalThis.fetch, modelId: string) => LanguageModelV4;
  /** The model that fixtures are an answer of, and calls that name no other are for. */
  readonly target: Target;
  /** By what they try. */
  readonly calls: Readonly<Record<string, DifferentialCall>>;
  readonly refusals: readonly Refusal[];
  readonly divergences: readonly Divergence[];
  /** Which fixtures it can judge; default: all. */
  readonly judges?: (fixture: string) => boolean;
  /** The key of their metadata, where theirs is not the codec's namespace but the provider's name. */
  readonly metadataKey?: string;
}

export interface DifferentialCall {
  readonly call: CallOptions;
  /** Default: the judge's own. */
  readonly target?: Target;
}

/** An answer with a status of 400 or more. */
export interface Refusal {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Compared = "stream" | "whole" | "request" | "warnings" | "refusal";

/** One row of the reviewed table in docs/wire-divergences.md. */
export interface Divergence {
  readonly reason: string;
  /** What differs: the parts of a streamed or whole answer, what is sent, or what is warned about. */
  readonly in: Compared | readonly Compared[];
  /** The name of the only judge that it is for; default: every judge of the wire. */
  readonly judge?: string;
  /** Names of fixtures, calls or refusals. */
  readonly cases: readonly string[];
  /** Makes theirs like ours; one that changes nothing fails the test. */
  readonly adjust: (theirs: Plain[]) => Plain[];
}

/** Applies the rows for one case, each of which has to change something. */
export function adjusted(
  theirs: readonly Plain[],
  judge: Judge,
  where: Compared,
  name: string,
): Plain[] {
  const rows = divergencesFor(judge).filter(
    (row) => [row.in].flat().includes(where) && row.cases.includes(name),
  );
  return rows.reduce<Plain[]>(
    (before, { adjust, reason }) => {
      const after = adjust(structuredClone(before));
      if (JSON.stringify(after) === JSON.stringify(before)) {
        throw new Error(`a divergence that is none: ${reason}`);
      }
      return after;
    },
    [...theirs],
  );
}

export function divergencesFor({ name, divergences }: Judge): readonly Divergence[] {
  return divergences.filter((row) => row.judge === undefined || row.judge === name);
}
