// What follows from what Code Assist says of an account. Pure.
import type { MayrosError, RequestContext } from "@mayros/core";
import { loginDenied, loginMisconfigured, showText } from "@mayros/oauth";
import {
  type CodeAssistAccount,
  reasonsAgainst,
  verificationOf,
} from "@mayros/wire/google-code-assist";

export type Step =
  | { readonly kind: "found"; readonly project: string }
  | { readonly kind: "set-up"; readonly tier: string; readonly takesProject: boolean }
  | { readonly kind: "verify"; readonly page: string; readonly reason: string | undefined }
  | { readonly kind: "none" };

const FREE = "free-tier";
/** Of accounts that are older than tiers. */
const LEGACY = "legacy-tier";

/** `wanted` is the project that the user names. */
export function nextStep(account: CodeAssistAccount, wanted: string | undefined): Step {
  if (account.isSetUp) {
    const project = account.project ?? wanted;
    return project === undefined ? { kind: "none" } : { kind: "found", project };
  }
  const verification = verificationOf(account);
  if (verification) return { kind: "verify", ...verification };
  const tier = account.defaultTier ?? LEGACY;
  // A tier of the user's own project is set up with it, or not at all.
  if (tier !== FREE && wanted === undefined) return { kind: "none" };
  return { kind: "set-up", tier, takesProject: tier !== FREE };
}

/** The account has no project and gets none: what keeps it out, else what the user has to name. */
export function noProject(account: CodeAssistAccount): MayrosError {
  const reasons = reasonsAgainst(account);
  if (reasons.length > 0) {
    return loginDenied(`Google does not let this account in: ${showText(reasons.join(" "))}`, {
      hint: "mayros plugins info google-gemini-cli-auth; the provider google takes an API key",
    });
  }
  return loginMisconfigured("this account needs a Google Cloud project of its own", {
    hint: "GOOGLE_CLOUD_PROJECT=<project id> mayros models auth login --provider google-gemini-cli",
  });
}

/** Of the config, else of the environment. Throws MAYROS_LOGIN_MISCONFIGURED for a number, which is no id. */
export function wantedProject({
  config,
  env,
}: Pick<RequestContext, "config" | "env">): string | undefined {
  const named = [config.project, env.GOOGLE_CLOUD_PROJECT, env.GOOGLE_CLOUD_PROJECT_ID]
    .map((each) => (typeof each === "string" ? each.trim() : ""))
    .find((each) => each !== "");
  if (named !== undefined && /^\d+$/.test(named)) {
    throw loginMisconfigured(`${named} is the number of a Google Cloud project, not its id`, {
      hint: "set GOOGLE_CLOUD_PROJECT to the id, such as my-project-123",
    });
  }
  return named;
}
