// Where models are asked. A region becomes a part of a host name that a credential is sent to, so that nothing but the
// name of a region may stand there.
import { MayrosError, type RequestContext } from "@mayros/core";
import { given, profileRegion } from "./aws-profile.ts";

export const DEFAULT_REGION = "us-east-1";

/** Undefined where nobody said: then a model is asked where its id says (`eu.`), else in us-east-1. */
export async function findRegion(
  context: Pick<RequestContext, "env" | "files" | "config">,
): Promise<string | undefined> {
  const { env, config } = context;
  const region =
    given(config.region) ??
    given(env.AWS_REGION) ??
    given(env.AWS_DEFAULT_REGION) ??
    (await profileRegion(context));
  if (region === undefined || /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/.test(region)) return region;
  throw new MayrosError("MAYROS_LOGIN_MISCONFIGURED", `"${region}" is no region of AWS`, {
    hint: "mayros config set plugins.entries.amazon-bedrock.config.region us-east-1",
  });
}

export const modelHost = (region: string): string =>
  `https://bedrock-runtime.${region}.amazonaws.com`;
export const listHost = (region: string): string => `https://bedrock.${region}.amazonaws.com`;

/** Of AWS's own hosts: `bedrock-runtime.eu-west-1.amazonaws.com`. A proxy has none. */
export function regionOfHost(url: string): string | undefined {
  return /^bedrock(?:-runtime)?(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com$/.exec(
    new URL(url).hostname,
  )?.[1];
}
