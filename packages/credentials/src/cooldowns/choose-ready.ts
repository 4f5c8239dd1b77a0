// Which of a request's credentials are asked: those that are ready; when all cool, the one that is ready
// soonest, once. One that somebody named is asked in any case. Pure.
import type { Candidate } from "../candidate.ts";
import { type Cooldown, isCooling } from "./cooldown.ts";

export interface CoolingCandidate {
  readonly candidate: Candidate;
  readonly cooldown: Cooldown;
}

export interface ChosenCandidates {
  /** In the order in which they came; at least one where any came. */
  readonly asked: readonly Candidate[];
  /** Passed over. */
  readonly cooling: readonly CoolingCandidate[];
}

export function chooseReady(
  candidates: readonly Candidate[],
  cooldownOf: (candidate: Candidate) => Cooldown | undefined,
  now: number,
): ChosenCandidates {
  const cooling = candidates.flatMap((candidate): CoolingCandidate[] => {
    if (candidate.explicit || candidate.source.kind === "live") return [];
    const cooldown = cooldownOf(candidate);
    return cooldown && isCooling(cooldown, now) ? [{ candidate, cooldown }] : [];
  });
  if (cooling.length === 0) return { asked: candidates, cooling };
  const resting = new Set(cooling.map(({ candidate }) => candidate));
  const ready = candidates.filter((candidate) => !resting.has(candidate));
  if (ready.length > 0) return { asked: ready, cooling };
  const soonest = cooling.reduce((first, each) =>
    each.cooldown.until < first.cooldown.until ? each : first,
  );
  return { asked: [soonest.candidate], cooling: cooling.filter((each) => each !== soonest) };
}
