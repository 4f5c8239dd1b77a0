// What requests with this login carry beside the token: the project that pays, and the program that asks. The project
// was found at the login; a token that came another way has it looked up once. None is shared between users.
import type { Credential, RequestContext, Session } from "@mayros/core";
import { credentialSecret, MayrosError } from "@mayros/core";
import { userAgentOf } from "./user-agent.ts";

/** Rejects with MAYROS_LOGIN_NEEDED without a credential, and as `findProject` does. */
export async function openSession(
  credential: Credential | undefined,
  context: RequestContext,
): Promise<Session> {
  if (!credential) {
    throw new MayrosError("MAYROS_LOGIN_NEEDED", "google-antigravity: nobody is logged in", {
      hint: "mayros models auth login --provider google-antigravity",
    });
  }
  const token = credentialSecret(credential);
  const projectId = chosenProject(context) ?? projectOf(credential) ?? (await find(token, context));
  const expiresAt = "expiresAt" in credential ? credential.expiresAt : undefined;
  return {
    token,
    extras: { projectId },
    headers: { "user-agent": userAgentOf(context) },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function chosenProject({ config }: RequestContext): string | undefined {
  return typeof config.project === "string" ? config.project : undefined;
}

function projectOf(credential: Credential): string | undefined {
  return credential.type === "oauth" ? credential.extras?.projectId : undefined;
}

async function find(token: string, context: RequestContext): Promise<string> {
  const { findProject } = await import("./find-project.ts");
  return (await findProject(context, token)).projectId;
}
