// Where this codec differs from the AI SDK's package on purpose: docs/wire-divergences.md shows it.
import type { Divergence } from "../differential/judge.ts";
import { answerDivergences } from "./divergences/answers.ts";
import { requestDivergences } from "./divergences/requests.ts";

export const divergences: readonly Divergence[] = [...answerDivergences, ...requestDivergences];
