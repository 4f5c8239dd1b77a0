// Which models an account has, asked with a key and with a signature, the whole way.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toDeclarations } from "../src/discover-models.ts";
import { checkSignature } from "./check-signature.ts";
import { refusal } from "./local-bedrock.ts";
import { buildBuiltin, openBedrock, removeBuiltin } from "./open-bedrock.ts";

let builtinFolder = "";
beforeAll(async () => {
  builtinFolder = await buildBuiltin();
});
afterAll(() => removeBuiltin(builtinFolder));

const arn = (name: string): string => `arn:aws:bedrock:us-west-2::foundation-model/${name}`;
const chat = (id: string, more: object = {}) => ({
  ...{ modelArn: arn(id), modelId: id, modelName: id.toUpperCase() },
  ...{ inputModalities: ["TEXT"], outputModalities: ["TEXT"], responseStreamingSupported: true },
  ...{ inferenceTypesSupported: ["ON_DEMAND"], modelLifecycle: { status: "ACTIVE" }, ...more },
});
const profile = (id: string, model: string, status = "ACTIVE") => ({
  ...{
    inferenceProfileId: id,
    inferenceProfileName: id,
    status,
    models: [{ modelArn: arn(model) }],
  },
});
const models = [
  chat("acme.own-v1:0"),
  chat("acme.across-v1:0", {
    inputModalities: ["TEXT", "IMAGE"],
    inferenceTypesSupported: ["INFERENCE_PROFILE"],
  }),
];

describe("toDeclarations", () => {
  it("takes what can be asked by its own id, and what goes by a profile", () => {
    const found = toDeclarations(models, [profile("us.acme.across-v1:0", "acme.across-v1:0")]);
    expect(found.map(({ id, input }) => [id, input])).toEqual([
      ["acme.own-v1:0", ["text"]],
      ["us.acme.across-v1:0", ["text", "image"]],
    ]);
  });

  it.each([
    ["makes no text", { outputModalities: ["EMBEDDING"] }],
    ["does not stream", { responseStreamingSupported: false }],
    ["is of the past", { modelLifecycle: { status: "LEGACY" } }],
  ])("leaves out what %s", (_case, more) => {
    expect(toDeclarations([chat("acme.m", more)], [profile("us.acme.m", "acme.m")])).toEqual([]);
  });

  it("leaves out profiles that are off, and those of models that nobody listed", () => {
    const profiles = [profile("us.a", "acme.own-v1:0", "INACTIVE"), profile("us.b", "acme.gone")];
    expect(toDeclarations(models, profiles).map(({ id }) => id)).toEqual(["acme.own-v1:0"]);
  });
});

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const lists = [
  { body: { modelSummaries: models } },
  {
    body: {
      inferenceProfileSummaries: [profile("us.acme.across-v1:0", "acme.across-v1:0")],
      nextToken: "page/2==",
    },
  },
  {
    body: { inferenceProfileSummaries: [profile("global.acme.across-v1:0", "acme.across-v1:0")] },
  },
];

async function refreshed(env: Record<string, string>, answers: readonly object[] = lists) {
  const opened = await openBedrock({ builtinFolder, env });
  opened.bedrock.answers.push(...(answers as typeof lists));
  const [asked] = await opened.mayros.models.refresh({ provider: "amazon-bedrock" });
  return { ...opened, asked };
}

it("is asked with a key", async () => {
  const { bedrock, asked: told } = await refreshed({
    AWS_BEARER_TOKEN_BEDROCK: "bedrock-key-0001",
  });
  expect(bedrock.asked.map(({ target }) => target)).toEqual([
    "/foundation-models?byOutputModality=TEXT",
    "/inference-profiles?maxResults=1000",
    "/inference-profiles?maxResults=1000&nextToken=page%2F2%3D%3D",
  ]);
  for (const { headers } of bedrock.asked) {
    expect(headers.authorization).toBe("Bearer bedrock-key-0001");
  }
  const models = ["acme.own-v1:0", "us.acme.across-v1:0", "global.acme.across-v1:0"];
  expect(told).toMatchObject({ answered: true, models });
});

it("is asked with a signature", async () => {
  const env = { AWS_ACCESS_KEY_ID: "AKIDLOCAL", AWS_SECRET_ACCESS_KEY: SECRET };
  const { bedrock, asked: told } = await refreshed({ ...env, AWS_REGION: "us-west-2" });
  expect(bedrock.asked).toHaveLength(3);
  for (const asked of bedrock.asked) {
    expect(checkSignature(asked, SECRET)).toMatchObject({ region: "us-west-2" });
  }
  expect(told?.models).toContain("acme.own-v1:0");
});

it("needs no right to list profiles", async () => {
  const denied = refusal(403, "AccessDeniedException", "not authorized");
  const env = { AWS_BEARER_TOKEN_BEDROCK: "bedrock-key-0001" };
  const { asked: told } = await refreshed(env, [{ body: { modelSummaries: models } }, denied]);
  expect(told?.models).toContain("acme.own-v1:0");
});

it("leaves the shipped list where AWS refuses", async () => {
  const denied = refusal(403, "AccessDeniedException", "not authorized");
  const env = { AWS_BEARER_TOKEN_BEDROCK: "bedrock-key-0001" };
  const { mayros, asked: told } = await refreshed(env, [denied]);
  expect(told).toMatchObject({ answered: false, reason: expect.stringContaining("403") });
  const rows = await mayros.models.list({ all: true, provider: "amazon-bedrock" });
  expect(rows.map(({ key }) => key)).toContain("amazon-bedrock/amazon.nova-lite-v1:0");
});
