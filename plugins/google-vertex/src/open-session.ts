// What a request to Vertex AI is sent with: an API key as it is, a pasted access token as it is, or a token that the
// credentials on this machine are exchanged for.
import { type Credential, credentialSecret, type RequestContext, type Session } from "@mayros/core";
import { findCredentials } from "./find-credentials.ts";
import { googleClient } from "./google-client.ts";
import { tokenOf } from "./token-of.ts";
import { expressBaseUrl, projectBaseUrl } from "./vertex-address.ts";
import { apiRoot, placeOf } from "./vertex-settings.ts";

/** Rejects with MAYROS_LOGIN_NEEDED, MAYROS_LOGIN_MISCONFIGURED or MAYROS_LOGIN_UNAVAILABLE. */
export async function openSession(
  credential: Credential | undefined,
  context: RequestContext,
): Promise<Session> {
  const root = apiRoot(context);
  if (credential?.type === "api-key") {
    return { token: credential.key, baseUrl: expressBaseUrl(root) };
  }
  if (credential !== undefined) {
    const { expiresAt } = credential;
    return {
      token: credentialSecret(credential),
      baseUrl: projectBaseUrl(placeOf(context, undefined), root),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
  }
  const file = await findCredentials(context);
  const client = googleClient(file, context);
  // Before anything is asked: without a project there is nothing to ask for.
  const place = placeOf(context, projectOf(file));
  const { token, expiresAt, quotaProject } = await tokenOf(client);
  return {
    token,
    baseUrl: projectBaseUrl(place, root),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(quotaProject === undefined ? {} : { headers: { "x-goog-user-project": quotaProject } }),
  };
}

/** The project of a service account, else the one that a person's use is counted on. */
function projectOf(file: Readonly<Record<string, unknown>>): string | undefined {
  return [file.project_id, file.quota_project_id].find((id) => typeof id === "string");
}
