// What requests with this login carry beside the token: the project that pays. It was found at the login; a token that
// came another way has it looked up once.
import type { Credential, RequestContext, Session } from "@mayros/core";
import { credentialSecret, MayrosError } from "@mayros/core";

/** Rejects with MAYROS_LOGIN_NEEDED without a credential, and as `findProject` does. */
export async function openSession(
  credential: Credential | undefined,
  context: RequestContext,
): Promise<Session> {
  if (!credential) {
    throw new MayrosError("MAYROS_LOGIN_NEEDED", "google-gemini-cli: nobody is logged in", {
      hint: "mayros models auth login --provider google-gemini-cli",
    });
  }
  const token = credentialSecret(credential);
  const projectId = chosenProject(context) ?? projectOf(credential) ?? (await find(token, context));
  const { userAgent } = context.config;
  const expiresAt = "expiresAt" in credential ? credential.expiresAt : undefined;
  return {
    token,
    extras: { projectId },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(typeof userAgent === "string" ? { headers: { "user-agent": userAgent } } : {}),
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
