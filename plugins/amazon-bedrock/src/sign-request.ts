// AWS Signature Version 4 over what this code asks itself. Models are signed by the AI SDK's package.
import type { Session } from "@mayros/core";

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Undefined for a session that is not signed. */
export function credentialsOf(session: Session | undefined): SigningKeys | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = session?.signing ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

/** The headers of a signed GET. */
export async function signGet(
  url: string,
  region: string,
  { accessKeyId, secretAccessKey, sessionToken }: SigningKeys,
): Promise<Record<string, string>> {
  const { AwsV4Signer } = await import("aws4fetch");
  const signer = new AwsV4Signer({
    ...{ method: "GET", url, region, service: "bedrock", accessKeyId, secretAccessKey },
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  const { headers } = await signer.sign();
  return Object.fromEntries(headers);
}
