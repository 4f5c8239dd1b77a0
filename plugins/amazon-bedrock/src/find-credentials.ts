// The credentials of this machine at AWS, in the order: the pair of variables, the profile that was named, AWS's files,
// a token of a workload, and, where somebody asked for it, the role of the container or machine. AWS's library does
// what it takes: roles, SSO, programs that print credentials. It has a network of its own.
import { MayrosError, type RequestContext } from "@mayros/core";
import {
  chooseProfile,
  configFile,
  credentialsFile,
  given,
  type ProfileChoice,
  readSection,
} from "./aws-profile.ts";
import { DEFAULT_REGION } from "./aws-region.ts";
import type { SigningKeys } from "./sign-request.ts";

export interface AwsCredentials extends SigningKeys {
  readonly expiration?: Date;
}

type Asked = Pick<RequestContext, "env" | "files" | "config" | "log">;
type Chain = () => Promise<AwsCredentials>;

/** Rejects with MAYROS_LOGIN_NEEDED where there are none or they ended, with MAYROS_LOGIN_UNAVAILABLE where AWS does not answer. */
export async function findCredentials(
  context: Asked,
  region: string = DEFAULT_REGION,
): Promise<AwsCredentials> {
  const { env } = context;
  const accessKeyId = given(env.AWS_ACCESS_KEY_ID);
  const secretAccessKey = given(env.AWS_SECRET_ACCESS_KEY);
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const sessionToken = given(env.AWS_SESSION_TOKEN);
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    };
  }
  const profile = chooseProfile(context);
  const ways = [
    ...((await hasProfile(context, profile)) ? [() => fromProfile(context, profile, region)] : []),
    ...(given(env.AWS_WEB_IDENTITY_TOKEN_FILE) ? [() => fromMachine(context, region)] : []),
    ...(asksMachine(context) ? [() => fromMachine(context, region)] : []),
  ];
  if (ways.length === 0) throw noCredentials(profile);
  const failures: unknown[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      failures.push(error);
    }
  }
  throw unavailable(failures[0], profile);
}

/** Whether one of AWS's files has it. One that was named is asked for in any case, so that its absence is told. */
async function hasProfile({ env, files }: Asked, { name, named }: ProfileChoice): Promise<boolean> {
  if (named) return true;
  for (const path of [credentialsFile(env), configFile(env)]) {
    const text = await files.read(path).catch(() => "");
    const settings = readSection(text, name);
    const said = [...settings.keys()].some((key) => key !== "region" && key !== "output");
    if (said) return true;
  }
  return false;
}

function asksMachine({ env, config }: Asked): boolean {
  return (
    config.machineCredentials === true ||
    given(env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) !== undefined ||
    given(env.AWS_CONTAINER_CREDENTIALS_FULL_URI) !== undefined
  );
}

async function fromProfile(
  { env, log }: Asked,
  { name }: ProfileChoice,
  region: string,
): Promise<AwsCredentials> {
  const { fromIni } = await import("@aws-sdk/credential-provider-ini");
  const find: Chain = fromIni({ ...filesOf(env), profile: name, ...settingsOf(log, region) });
  return find();
}

/** Profiles were looked for already: this one has a name that no file has, and keeps the variables of the process out. */
async function fromMachine({ env, log }: Asked, region: string): Promise<AwsCredentials> {
  const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
  const webIdentityTokenFile = given(env.AWS_WEB_IDENTITY_TOKEN_FILE);
  const roleArn = given(env.AWS_ROLE_ARN);
  const roleSessionName = given(env.AWS_ROLE_SESSION_NAME);
  const find = defaultProvider({
    ...filesOf(env),
    profile: "mayros-asks-for-no-profile",
    ...settingsOf(log, region),
    ...(webIdentityTokenFile === undefined ? {} : { webIdentityTokenFile }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(roleSessionName === undefined ? {} : { roleSessionName }),
  });
  return find();
}

/** Read again every time: who logs in again does not want to start this program again. */
function filesOf(env: Asked["env"]) {
  return { filepath: credentialsFile(env), configFilepath: configFile(env), ignoreCache: true };
}

function settingsOf(log: Asked["log"], region: string) {
  const quiet = () => {};
  const warn = (...said: unknown[]) => log(said.map(String).join(" "));
  return {
    clientConfig: { region },
    logger: { trace: quiet, debug: quiet, info: quiet, warn, error: warn },
  };
}

function noCredentials({ name }: ProfileChoice): MayrosError {
  return new MayrosError("MAYROS_LOGIN_NEEDED", "there are no AWS credentials here", {
    hint: name === "default" ? "aws configure" : `aws configure --profile ${name}`,
  });
}

/** The library's own sentences say what is wrong; they quote profiles and files, and no secret. */
function unavailable(error: unknown, { name, named }: ProfileChoice): MayrosError {
  const { message = String(error), name: kind = "" } = error as { message?: string; name?: string };
  const option = named || name !== "default" ? ` --profile ${name}` : "";
  if (/token.*(?:expired|invalid)|aws sso login|aws login/i.test(message)) {
    const command = /aws login/i.test(message) ? "aws login" : "aws sso login";
    return needed(message, `${command}${option}`, error);
  }
  if (/CredentialsProviderError|TokenProviderError/.test(kind)) {
    return needed(message, `aws configure${option}`, error);
  }
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status >= 400 && status < 500) return needed(message, `aws configure${option}`, error);
  return new MayrosError(
    "MAYROS_LOGIN_UNAVAILABLE",
    `no AWS credentials could be had: ${message}`,
    { hint: "try again", cause: error },
  );
}

const needed = (message: string, hint: string, cause: unknown): MayrosError =>
  new MayrosError("MAYROS_LOGIN_NEEDED", `no AWS credentials: ${message}`, { hint, cause });
