// Which Google Cloud project pays for requests of an account. Code Assist knows it, or sets the account up, or wants to
// be told one. Google's own program does the same.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/setup.ts (accessed 2026-11-28)
import type { RequestContext } from "@mayros/core";
import { loginDenied, loginNeeded, loginUnavailable, poll, showText } from "@mayros/oauth";
import {
  type CodeAssistAccount,
  type CodeAssistOperation,
  isBehindPerimeter,
  readAccount,
  readOperation,
  refusalIn,
} from "@mayros/wire/google-code-assist";
import { askCodeAssist } from "./code-assist.ts";
import { nextStep, noProject, wantedProject } from "./next-step.ts";

export interface FoundProject {
  readonly projectId: string;
  readonly tier?: string;
}

/** True where the person verified the account. */
type AskToVerify = (page: string, reason: string | undefined) => Promise<boolean>;

const metadata = {
  ideType: "IDE_UNSPECIFIED",
  platform: "PLATFORM_UNSPECIFIED",
  pluginType: "GEMINI",
};
const OPERATION_INTERVAL = 5_000;
const OPERATION_LIMIT = 5 * 60_000;

/**
 * Rejects with MAYROS_LOGIN_DENIED (Google does not let the account in), MAYROS_LOGIN_NEEDED (a person has to verify the account,
 * or the token is refused), MAYROS_LOGIN_MISCONFIGURED (a project has to be named), MAYROS_LOGIN_UNAVAILABLE.
 */
export async function findProject(
  context: RequestContext,
  token: string,
  askToVerify?: AskToVerify,
): Promise<FoundProject> {
  const wanted = wantedProject(context);
  for (;;) {
    const account = await loadAccount(context, token, wanted);
    const step = nextStep(account, wanted);
    switch (step.kind) {
      case "found":
        return found(step.project, account.tier);
      case "set-up":
        return setUp(context, token, { account, wanted, ...step });
      case "verify":
        if (await askToVerify?.(step.page, step.reason)) continue;
        throw loginNeeded(`Google wants the account to be verified first: ${step.page}`, {
          hint: "verify it there, then mayros models auth login --provider google-gemini-cli",
        });
      case "none":
        throw noProject(account);
    }
  }
}

async function loadAccount(
  context: RequestContext,
  token: string,
  wanted: string | undefined,
): Promise<CodeAssistAccount> {
  const project = wanted === undefined ? {} : { cloudaicompanionProject: wanted };
  const duet = wanted === undefined ? {} : { duetProject: wanted };
  const { status, body } = await askCodeAssist(context, {
    token,
    path: ":loadCodeAssist",
    json: { ...project, metadata: { ...metadata, ...duet } },
  });
  if (status < 300) return readAccount(body);
  // Its organisation has a licence, or it would not be there.
  if (isBehindPerimeter(body)) return { isSetUp: true, tier: "standard-tier", refusals: [] };
  throw refused(status, body, token);
}

interface SetUp {
  readonly account: CodeAssistAccount;
  readonly wanted: string | undefined;
  readonly tier: string;
  /** The free tier has a project of Google's, and takes no other. */
  readonly takesProject: boolean;
}

async function setUp(
  context: RequestContext,
  token: string,
  { account, wanted, tier, takesProject }: SetUp,
): Promise<FoundProject> {
  const own = takesProject ? wanted : undefined;
  const project = own === undefined ? {} : { cloudaicompanionProject: own };
  const duet = own === undefined ? {} : { duetProject: own };
  const begun = await operation(context, token, {
    path: ":onboardUser",
    json: { tierId: tier, ...project, metadata: { ...metadata, ...duet } },
  });
  const ended = await endOf(context, token, begun);
  if (ended.failure !== undefined) throw loginDenied(`Google: ${showText(ended.failure, [token])}`);
  const projectId = ended.project ?? wanted;
  if (projectId === undefined) throw noProject(account);
  return found(projectId, tier);
}

async function endOf(
  context: RequestContext,
  token: string,
  begun: CodeAssistOperation,
): Promise<CodeAssistOperation> {
  const { name } = begun;
  if (begun.done || name === undefined) return begun;
  return poll(context, {
    interval: OPERATION_INTERVAL,
    expiresAt: context.clock.now() + OPERATION_LIMIT,
    ask: async () => {
      const asked = await operation(context, token, { path: `/${name}` });
      return asked.done ? asked : "pending";
    },
  });
}

async function operation(
  context: RequestContext,
  token: string,
  question: { readonly path: string; readonly json?: unknown },
): Promise<CodeAssistOperation> {
  const { status, body } = await askCodeAssist(context, { token, ...question });
  if (status >= 300) throw refused(status, body, token);
  return readOperation(body);
}

const found = (projectId: string, tier: string | undefined): FoundProject => ({
  projectId,
  ...(tier === undefined ? {} : { tier }),
});

function refused(status: number, body: unknown, token: string): Error {
  const said = refusalIn(body);
  const why = said === undefined ? "" : `: ${showText(said, [token])}`;
  const message = `Code Assist refused (${status})${why}`;
  if (status === 401) return loginNeeded(message);
  if (status === 403) return loginDenied(message);
  return loginUnavailable(message, { sent: true, status });
}
