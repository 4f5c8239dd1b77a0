// Which Google Cloud project pays for requests of an account: Google keeps one for it, or makes one. There is no other:
// a project that users share would let each of them spend and see what is the others'.
// https://github.com/router-for-me/CLIProxyAPI/blob/main/internal/auth/antigravity/auth.go (accessed 2026-11-28)
import type { MayrosError, RequestContext } from "@mayros/core";
import { loginDenied, loginMisconfigured, loginNeeded, poll, showText } from "@mayros/oauth";
import {
  type CodeAssistAccount,
  type CodeAssistOperation,
  readAccount,
  readOperation,
  reasonsAgainst,
  verificationOf,
} from "@mayros/wire/google-code-assist";
import { askInOrder, hostsOf } from "./code-assist.ts";
import { versionOf } from "./user-agent.ts";

export interface FoundProject {
  readonly projectId: string;
  readonly tier?: string;
}

const FREE = "free-tier";
const INTERVAL = 2_000;
const LIMIT = 60_000;

/**
 * Rejects with MAYROS_LOGIN_DENIED (Google does not let the account in), MAYROS_LOGIN_NEEDED (the token is refused, or the account
 * has to be verified), MAYROS_LOGIN_MISCONFIGURED (there is no project), MAYROS_LOGIN_UNAVAILABLE.
 */
export async function findProject(context: RequestContext, token: string): Promise<FoundProject> {
  const { load, setUp } = hostsOf(context);
  const loaded = await askInOrder(context, load, {
    token,
    method: "loadCodeAssist",
    json: { metadata: { ideType: "ANTIGRAVITY" } },
  });
  const account = readAccount(loaded);
  const { project, tier, defaultTier } = account;
  if (project !== undefined) return { projectId: project, ...(tier === undefined ? {} : { tier }) };
  refuseUnverified(account);
  const asked = defaultTier ?? tier ?? FREE;
  const projectId = await onboard(context, token, { hosts: setUp, tier: asked });
  const found = projectId ?? namedProject(context);
  if (found === undefined) throw noProject(account);
  return { projectId: found, tier: asked };
}

/** The same question again, until it is done. */
async function onboard(
  context: RequestContext,
  token: string,
  { hosts, tier }: { readonly hosts: readonly string[]; readonly tier: string },
): Promise<string | undefined> {
  const json = {
    tier_id: tier,
    metadata: {
      ide_type: "ANTIGRAVITY",
      ide_version: versionOf(context),
      ide_name: "antigravity",
    },
  };
  const ask = async (): Promise<CodeAssistOperation> =>
    readOperation(await askInOrder(context, hosts, { token, method: "onboardUser", json }));
  const begun = await ask();
  const ended = begun.done
    ? begun
    : await poll(context, {
        interval: INTERVAL,
        expiresAt: context.clock.now() + LIMIT,
        ask: async () => {
          const asked = await ask();
          return asked.done ? asked : "pending";
        },
      });
  if (ended.failure !== undefined) throw loginDenied(`Google: ${showText(ended.failure, [token])}`);
  return ended.project;
}

function refuseUnverified(account: CodeAssistAccount): void {
  const verification = verificationOf(account);
  if (!verification) return;
  throw loginNeeded(`Google wants the account to be verified first: ${verification.page}`, {
    hint: "verify it there, then mayros models auth login --provider google-antigravity",
  });
}

function namedProject({ config, env }: RequestContext): string | undefined {
  return [config.project, env.GOOGLE_CLOUD_PROJECT, env.GOOGLE_CLOUD_PROJECT_ID]
    .map((each) => (typeof each === "string" ? each.trim() : ""))
    .find((each) => each !== "");
}

function noProject(account: CodeAssistAccount): MayrosError {
  const reasons = reasonsAgainst(account);
  if (reasons.length > 0) {
    return loginDenied(`Google does not let this account in: ${showText(reasons.join(" "))}`, {
      hint: "mayros plugins info google-antigravity-auth; the provider google takes an API key",
    });
  }
  return loginMisconfigured("Google has no project for this account, and made none", {
    hint: "log in to Antigravity itself once, or set project in plugins.entries.google-antigravity-auth.config",
  });
}
