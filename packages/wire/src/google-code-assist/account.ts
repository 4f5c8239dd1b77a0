// What the servers of this wire say of an account before it may ask anything: which project pays for it, which tier it
// has, and what keeps it out. Read for those who log in; what follows from it is theirs to decide. Pure.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/types.ts (accessed 2026-11-28)
import { listOf, recordOf, recordsOf, textOf } from "../json-shapes.ts";

export interface CodeAssistAccount {
  /** Id of the Google Cloud project. */
  readonly project?: string;
  /** Whether it was set up before; the tier itself may have no name. */
  readonly isSetUp: boolean;
  readonly tier?: string;
  /** What it would be set up with. */
  readonly defaultTier?: string;
  /** Why it may not have other tiers, or none. */
  readonly refusals: readonly CodeAssistRefusal[];
}

export interface CodeAssistRefusal {
  /** `INELIGIBLE_ACCOUNT`, `UNSUPPORTED_CLIENT`, `VALIDATION_REQUIRED`, ... */
  readonly code?: string;
  /** The vendor's sentence: not to be shown without care. */
  readonly message?: string;
  /** A page on which the person can change it. */
  readonly page?: string;
}

/** An answer of loadCodeAssist. */
export function readAccount(answer: unknown): CodeAssistAccount {
  const body = recordOf(answer) ?? {};
  const current = recordOf(body.currentTier);
  const tier = textOf(recordOf(body.paidTier)?.id) ?? textOf(current?.id);
  const byDefault = recordsOf(body.allowedTiers).find(({ isDefault }) => isDefault === true);
  const defaultTier = textOf(byDefault?.id);
  const project = projectIn(body);
  return {
    isSetUp: current !== undefined,
    refusals: recordsOf(body.ineligibleTiers).map(tierRefusal),
    ...(project === undefined ? {} : { project }),
    ...(tier === undefined ? {} : { tier }),
    ...(defaultTier === undefined ? {} : { defaultTier }),
  };
}

/** Where the person has to show that the account is theirs, before it may ask anything. */
export function verificationOf({
  refusals,
}: Pick<CodeAssistAccount, "refusals">): { page: string; reason: string | undefined } | undefined {
  for (const { code, page, message } of refusals) {
    if (code === "VALIDATION_REQUIRED" && page !== undefined) return { page, reason: message };
  }
  return undefined;
}

/** The vendor's sentences, each once: not to be shown without care. */
export function reasonsAgainst({ refusals }: Pick<CodeAssistAccount, "refusals">): string[] {
  return [...new Set(refusals.flatMap(({ message, code }) => message ?? code ?? []))];
}

/** What an answer that is none says: not to be shown without care. */
export function refusalIn(answer: unknown): string | undefined {
  return textOf(recordOf(recordOf(answer)?.error)?.message);
}

/** An answer of onboardUser, or of the operation that it began. */
export interface CodeAssistOperation {
  readonly done: boolean;
  /** Below `v1internal/`. */
  readonly name?: string;
  readonly project?: string;
  /** The vendor's sentence: not to be shown without care. */
  readonly failure?: string;
}

export function readOperation(answer: unknown): CodeAssistOperation {
  const body = recordOf(answer) ?? {};
  const name = textOf(body.name);
  const project = projectIn(recordOf(body.response) ?? {});
  const failure = textOf(recordOf(body.error)?.message);
  return {
    done: body.done === true,
    // A name is a path: it must not lead anywhere else.
    ...(name !== undefined && /^[\w-]+(?:\/[\w-]+)*$/.test(name) ? { name } : {}),
    ...(project === undefined ? {} : { project }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** Whether the account is behind a perimeter of its organisation (VPC Service Controls), which lets no such question through. */
export function isBehindPerimeter(answer: unknown): boolean {
  const details = listOf(recordOf(recordOf(answer)?.error)?.details);
  return details.some((detail) => recordOf(detail)?.reason === "SECURITY_POLICY_VIOLATED");
}

function projectIn({
  cloudaicompanionProject,
}: Readonly<Record<string, unknown>>): string | undefined {
  return textOf(recordOf(cloudaicompanionProject)?.id) ?? textOf(cloudaicompanionProject);
}

function tierRefusal(tier: Readonly<Record<string, unknown>>): CodeAssistRefusal {
  const code = textOf(tier.reasonCode);
  const message = textOf(tier.reasonMessage);
  const page = textOf(tier.validationUrl);
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(page !== undefined && /^https:\/\/[^\s]+$/.test(page) ? { page } : {}),
  };
}
