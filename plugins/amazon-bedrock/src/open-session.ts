// What requests are made with: an API key as it is, or keys that they are signed with, and the host of the region.
import { type Credential, credentialSecret, type RequestContext, type Session } from "@mayros/core";
import { given } from "./aws-profile.ts";
import { findRegion, modelHost } from "./aws-region.ts";
import { findCredentials } from "./find-credentials.ts";

export async function openSession(
  credential: Credential | undefined,
  context: RequestContext,
): Promise<Session> {
  const region = await findRegion(context);
  // Where the user named the whole address, or nobody a region, the address is the model's.
  const whole = given(context.config.apiBaseUrl) !== undefined;
  const where = {
    ...(region === undefined || whole ? {} : { baseUrl: modelHost(region) }),
    ...(region === undefined ? {} : { extras: { region } }),
  };
  if (credential) return { token: credentialSecret(credential), ...where };
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await findCredentials(
    context,
    region,
  );
  return {
    token: accessKeyId,
    signing: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
    ...(expiration ? { expiresAt: expiration.getTime() } : {}),
    ...where,
  };
}
