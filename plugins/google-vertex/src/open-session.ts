// What a request to Vertex AI is sent with: an API key as it is, a pasted access token as it is, or a token that the
// credentials on this machine are exchanged for.
import { type Credential, credentialSecret, type RequestContext, type Session } from "@mayros/core";
import { type AdcFile, findCredentials, secretsIn } from "./find-credentials.ts";
import { tokenOf } from "./token-of.ts";
import { expressBaseUrl, projectBaseUrl } from "./vertex-address.ts";
import { configOf, hasOwnAddress, placeOf } from "./vertex-settings.ts";

/** Rejects with MAYROS_LOGIN_NEEDED, MAYROS_LOGIN_MISCONFIGURED or MAYROS_LOGIN_UNAVAILABLE. */
export async function openSession(
  credential: Credential | undefined,
  context: RequestContext,
): Promise<Session> {
  if (credential?.type === "api-key") {
    const baseUrl = expressBaseUrl(configOf(context).endpointUrl);
    return { token: credential.key, ...(hasOwnAddress(context) ? {} : { baseUrl }) };
  }
  if (credential !== undefined) {
    const { expiresAt } = credential;
    return {
      token: credentialSecret(credential),
      ...address(context),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
  }
  const file = await findCredentials(context);
  // Google's library is larger than all the rest, and a key needs none of it.
  const { googleClient } = await import("./google-client.ts");
  const client = googleClient(file, context);
  // Before anything is asked: without a project there is nothing to ask for.
  const where = address(context, file);
  const { token, expiresAt, quotaProject } = await tokenOf(client, secretsIn(file));
  return {
    token,
    ...where,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(quotaProject === undefined ? {} : { headers: { "x-goog-user-project": quotaProject } }),
  };
}

function address(context: RequestContext, file?: AdcFile): Pick<Session, "baseUrl"> {
  if (hasOwnAddress(context)) return {};
  // The project of a service account, else the one that a person's use is counted on.
  const project = [file?.project_id, file?.quota_project_id].find((id) => typeof id === "string");
  return { baseUrl: projectBaseUrl(placeOf(context, project), configOf(context).endpointUrl) };
}
