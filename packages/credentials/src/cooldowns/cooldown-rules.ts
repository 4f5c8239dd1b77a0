// The lengths of cooldowns as `auth.cooldowns` of the config sets them. Pure.
import type { AuthSection } from "@mayros/config";
import {
  type CooldownLadder,
  cooldownLadders,
  FAILURES_FORGOTTEN_AFTER,
  type LadderName,
} from "@mayros/core";

export type CooldownSettings = NonNullable<AuthSection["cooldowns"]>;

export interface CooldownRules {
  readonly ladders: Readonly<Record<LadderName, CooldownLadder>>;
  /** ms after which an earlier failure no longer counts. */
  readonly forgottenAfter: number;
}

const HOUR = 3_600_000;
/** An account is filled up by a person: asking it more often than this is of no use. */
const SHORTEST_BILLING = 60_000;

export function cooldownRules(
  settings: CooldownSettings = {},
  provider: string = "",
): CooldownRules {
  const { billingMaxHours, failureWindowHours } = settings;
  const standard = cooldownLadders["billing-ladder"];
  const first = billingMs(firstHours(settings, provider)) ?? standard.first;
  const longest = billingMs(billingMaxHours) ?? Math.max(standard.longest, first);
  const billing = {
    ...standard,
    first,
    longest,
    longestReset: longest,
    longestDailyReset: longest,
  };
  return {
    ladders: { ...cooldownLadders, "billing-ladder": billing },
    forgottenAfter: failureWindowHours ? failureWindowHours * HOUR : FAILURES_FORGOTTEN_AFTER,
  };
}

function firstHours(settings: CooldownSettings, provider: string): number | undefined {
  const { billingBackoffHours, billingBackoffHoursByProvider: own = {} } = settings;
  return Object.hasOwn(own, provider) ? own[provider] : billingBackoffHours;
}

const billingMs = (hours: number | undefined): number | undefined =>
  hours === undefined ? undefined : Math.max(hours * HOUR, SHORTEST_BILLING);
