// Google's library, taken apart: one client for each kind of credentials file. The library's own search for files is
// left alone, for it reads the process's environment and home whatever `context` says, runs `gcloud` and asks the
// metadata server; so are its deprecated doors, which warn on stderr.
import { MayrosError, type RequestContext } from "@mayros/core";
import type { AuthClient } from "google-auth-library/build/src/auth/authclient.js";
import { ExternalAccountAuthorizedUserClient } from "google-auth-library/build/src/auth/externalAccountAuthorizedUserClient.js";
import { ExternalAccountClient } from "google-auth-library/build/src/auth/externalclient.js";
import { Impersonated } from "google-auth-library/build/src/auth/impersonated.js";
import { JWT } from "google-auth-library/build/src/auth/jwtclient.js";
import { UserRefreshClient } from "google-auth-library/build/src/auth/refreshclient.js";
import { StsCredentials } from "google-auth-library/build/src/auth/stscredentials.js";
import * as quiet from "google-auth-library/build/src/util.js";
import type { AdcFile } from "./find-credentials.ts";
import { googleFetch } from "./google-fetch.ts";

const SCOPES = ["https://www.googleapis.com/auth/cloud-platform"];

/** Its types leave this one out. */
const warnless = quiet as unknown as { suppressAdcWarning<T>(run: () => T): T };

type Network = Pick<RequestContext, "config" | "fetch" | "signal">;
type Options = { transporterOptions: { fetchImplementation: typeof fetch } };

/** Throws MAYROS_LOGIN_MISCONFIGURED for a file that lacks something, or is of another kind. */
export function googleClient(file: AdcFile, context: Network): AuthClient {
  const options: Options = { transporterOptions: { fetchImplementation: googleFetch(context) } };
  try {
    // What it warns of is that a file from somebody else may name their servers: requests go to declared hosts only.
    return warnless.suppressAdcWarning(() => clientOf(file, options));
  } catch (error) {
    if (MayrosError.isInstance(error)) throw error;
    throw misconfigured(`the Google Cloud credentials are incomplete: ${(error as Error).message}`);
  }
}

function clientOf(file: AdcFile, options: Options): AuthClient {
  switch (file.type) {
    case "service_account": {
      const client = new JWT({ ...options, scopes: SCOPES });
      client.fromJSON(file);
      return client;
    }
    case "authorized_user": {
      const client = new UserRefreshClient(options);
      client.fromJSON(file);
      return client;
    }
    case "impersonated_service_account":
      return impersonated(file, options);
    case "external_account":
      return external(file, options);
    case "external_account_authorized_user":
      return new ExternalAccountAuthorizedUserClient({ ...as<UserFile>(file), ...options });
    default:
      throw misconfigured(`Google Cloud credentials of the type "${file.type}" are not supported`);
  }
}

function impersonated(file: AdcFile, options: Options): AuthClient {
  const { source_credentials: source, service_account_impersonation_url: url } = file;
  const target = /\/([^/]{1,200}):generateAccessToken$/.exec(String(url))?.[1];
  if (typeof source !== "object" || source === null || target === undefined) {
    throw misconfigured("the impersonated Google Cloud credentials say not whose or whom");
  }
  const delegates = file.delegates as string[] | undefined;
  return new Impersonated({
    ...options,
    sourceClient: clientOf({ ...source, type: String((source as AdcFile).type) }, options),
    targetPrincipal: target,
    targetScopes: SCOPES,
    ...(delegates === undefined ? {} : { delegates }),
  });
}

function external(file: AdcFile, options: Options): AuthClient {
  const source = file.credential_source as Readonly<Record<string, unknown>> | undefined;
  // A program that a file names, and a certificate, with which the library goes past our network.
  for (const kind of ["executable", "certificate"]) {
    if (source?.[kind] !== undefined) {
      throw misconfigured(
        `Google Cloud credentials from an ${kind} are not supported`.replace("an c", "a c"),
      );
    }
  }
  const client = ExternalAccountClient.fromJSON({ ...as<ExternalFile>(file), ...options });
  if (client === null)
    throw misconfigured("the Google Cloud credentials have no credential_source");
  client.scopes = SCOPES;
  // It makes the part that exchanges tokens itself, with a network of its own.
  const { token_url } = file;
  const clientId = textOf(file.client_id);
  const clientSecret = textOf(file.client_secret);
  Reflect.set(
    client,
    "stsCredential",
    new StsCredentials({
      tokenExchangeEndpoint: textOf(token_url) ?? "https://sts.googleapis.com/v1/token",
      transporter: client.transporter,
      ...(clientId === undefined
        ? {}
        : {
            clientAuthentication: {
              confidentialClientType: "basic",
              clientId,
              ...(clientSecret === undefined ? {} : { clientSecret }),
            },
          }),
    }),
  );
  return client;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

type ExternalFile = Parameters<typeof ExternalAccountClient.fromJSON>[0];
type UserFile = ConstructorParameters<typeof ExternalAccountAuthorizedUserClient>[0];

/** The library checks what it is given itself. */
function as<T>(file: AdcFile): T {
  return file as unknown as T;
}

function misconfigured(message: string): MayrosError {
  return new MayrosError("MAYROS_LOGIN_MISCONFIGURED", message, {
    hint: "gcloud auth application-default login",
  });
}
