// From credentials to an answer, the whole way, with Bedrock on this machine.
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkSignature } from "./check-signature.ts";
import { exceptionFrame } from "./event-stream.ts";
import { hello, refusal, toolUse } from "./local-bedrock.ts";
import {
  buildBuiltin,
  type Given,
  type OpenBedrock,
  openBedrock,
  removeBuiltin,
} from "./open-bedrock.ts";

let builtinFolder = "";
beforeAll(async () => {
  builtinFolder = await buildBuiltin();
});
afterAll(() => removeBuiltin(builtinFolder));

const open = (given: Omit<Given, "builtinFolder"> = {}) => openBedrock({ builtinFolder, ...given });
const MODEL = "amazon-bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0";
const PATH = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/converse-stream";
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const pair = { AWS_ACCESS_KEY_ID: "AKIDLOCAL", AWS_SECRET_ACCESS_KEY: SECRET };
const bearer = { AWS_BEARER_TOKEN_BEDROCK: "bedrock-key-0001" };
const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];

interface Answered {
  text: string;
  readonly types: string[];
  readonly parts: readonly object[];
  readonly error: Record<string, unknown> | undefined;
}

async function ask({ mayros }: OpenBedrock, more: object = {}): Promise<Answered> {
  const parts: { type: string; delta?: string }[] = [];
  const call = { model: MODEL, prompt, ...more };
  const { finished } = mayros.run(call, (part) => void parts.push(part as (typeof parts)[number]));
  const error = await finished.then(
    () => undefined,
    (caught: unknown) => caught as Record<string, unknown>,
  );
  const text = parts.flatMap(({ type, delta }) => (type === "text-delta" ? [delta] : [])).join("");
  return { text, types: parts.map(({ type }) => type), parts, error };
}

describe("a key", () => {
  it("is sent as a bearer's, and nothing is signed", async () => {
    const opened = await open({ env: { ...bearer, ...pair } });
    expect(await ask(opened)).toMatchObject({ text: "Hello from Bedrock.", error: undefined });
    const [asked] = opened.bedrock.asked;
    expect(asked).toMatchObject({ method: "POST", path: PATH });
    expect(asked?.headers.authorization).toBe("Bearer bedrock-key-0001");
    expect(asked?.headers["x-amz-date"]).toBeUndefined();
    expect(JSON.parse(asked?.body ?? "")).toMatchObject({
      messages: [{ role: "user", content: [{ text: "hi" }] }],
    });
  });

  it("is followed by the next one where it is throttled", async () => {
    const opened = await open({
      env: { AMAZON_BEDROCK_API_KEYS: "bedrock-key-0001,bedrock-key-0002" },
    });
    opened.bedrock.answers.push(refusal(429, "ThrottlingException", "Too many requests"));
    expect(await ask(opened)).toMatchObject({ text: "Hello from Bedrock." });
    expect(opened.bedrock.asked.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer bedrock-key-0001",
      "Bearer bedrock-key-0002",
    ]);
  });

  it("is followed by the next one where the first event of a stream says so", async () => {
    const opened = await open({
      env: { AMAZON_BEDROCK_API_KEYS: "bedrock-key-0001,bedrock-key-0002" },
    });
    opened.bedrock.answers.push({ body: [exceptionFrame("throttlingException", "slow down")] });
    expect(await ask(opened)).toMatchObject({ text: "Hello from Bedrock.", error: undefined });
    expect(opened.bedrock.asked).toHaveLength(2);
  });
});

describe("what comes back", () => {
  it("is also a whole answer", async () => {
    const { mayros, bedrock } = await open({ env: bearer });
    const { content, usage } = await mayros.languageModel(MODEL).doGenerate({ prompt });
    expect(content).toEqual([expect.objectContaining({ type: "text", text: "Hello, whole." })]);
    expect(usage.inputTokens.total).toBe(3);
    expect(bedrock.asked[0]?.path).toBe(PATH.replace("-stream", ""));
  });

  it("is also a call of a tool", async () => {
    const opened = await open({ env: bearer });
    opened.bedrock.answers.push({ body: toolUse });
    const inputSchema = { type: "object", properties: { city: { type: "string" } } };
    const tools = [{ type: "function", name: "weather", inputSchema }];
    const { parts } = await ask(opened, { tools });
    expect(parts).toContainEqual(
      expect.objectContaining({ type: "tool-call", toolName: "weather", input: '{"city":"Oslo"}' }),
    );
    expect(JSON.parse(opened.bedrock.asked[0]?.body ?? "")).toMatchObject({
      toolConfig: { tools: [{ toolSpec: { name: "weather" } }] },
    });
  });

  it("may end early", async () => {
    const opened = await open({ env: bearer });
    opened.bedrock.answers.push({ body: hello.slice(0, 2) });
    const { error } = await ask(opened);
    expect(error).toMatchObject({ failure: { kind: "network" } });
  });
});

describe("the credentials of the machine", () => {
  it("sign what is sent: the pair of variables", async () => {
    const env = { ...pair, AWS_SESSION_TOKEN: "session-token-0001", AWS_REGION: "eu-west-1" };
    const opened = await open({ env });
    expect(await ask(opened)).toMatchObject({ text: "Hello from Bedrock.", error: undefined });
    const [asked] = opened.bedrock.asked;
    if (!asked) throw new Error("nothing was asked");
    expect(checkSignature(asked, SECRET)).toEqual({
      ...{ accessKeyId: "AKIDLOCAL", region: "eu-west-1", service: "bedrock" },
    });
    expect(asked.headers["x-amz-security-token"]).toBe("session-token-0001");
    expect(() => checkSignature({ ...asked, body: `${asked.body} ` }, SECRET)).toThrow("wrong");
  });

  it("are those of a profile, with its region", async () => {
    const opened = await open({
      env: { AWS_PROFILE: "work" },
      aws: {
        config: "[default]\nregion = us-west-2\n\n[profile work]\nregion = ap-southeast-2\n",
        credentials: `[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = ${SECRET}\n`,
      },
    });
    expect(await ask(opened)).toMatchObject({ text: "Hello from Bedrock.", error: undefined });
    const [asked] = opened.bedrock.asked;
    if (!asked) throw new Error("nothing was asked");
    expect(checkSignature(asked, SECRET)).toMatchObject({
      ...{ accessKeyId: "AKIDWORK", region: "ap-southeast-2" },
    });
  });

  it("are what a program prints that the profile names, asked again when they end", async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const printed = {
      Version: 1,
      AccessKeyId: "AKIDPROC",
      SecretAccessKey: SECRET,
      Expiration: soon,
    };
    const program = `node -e "console.log(process.argv[1])" '${JSON.stringify(printed)}'`;
    const opened = await open({
      env: { AWS_PROFILE: "made" },
      aws: { config: `[profile made]\ncredential_process = ${program}\n` },
    });
    await Promise.all([ask(opened), ask(opened)]);
    const keys = opened.bedrock.asked.map((asked) => checkSignature(asked, SECRET).accessKeyId);
    expect(keys).toEqual(["AKIDPROC", "AKIDPROC"]);
  });

  it("are read again when AWS says that they ended, and asked once where they are the same", async () => {
    const expired = refusal(403, "ExpiredTokenException", "The security token is expired");
    const opened = await open({ env: { ...pair } });
    opened.bedrock.answers.push(expired);
    const { error } = await ask(opened);
    expect(opened.bedrock.asked).toHaveLength(1);
    expect(error).toMatchObject({
      failure: { kind: "auth" },
      message: expect.stringContaining("aws sso login"),
    });
  });

  it("are told to be missing where there are none", async () => {
    // A server of this machine might be asked without any.
    const opened = await open({ config: { apiBaseUrl: undefined } });
    const { error } = await ask(opened);
    expect(error).toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    expect(error?.hint).toContain("mayros models auth login --provider amazon-bedrock");
  });

  it("are told to be missing where no file has the profile", async () => {
    const opened = await open({ env: { AWS_PROFILE: "gone" } });
    const { error } = await ask(opened);
    expect(error).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      hint: "aws configure --profile gone",
    });
    expect(opened.bedrock.asked).toEqual([]);
  });

  it("go nowhere else than where models are", async () => {
    const opened = await open({ env: { ...pair, AWS_REGION: "evil.example/" } });
    expect((await ask(opened)).error).toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
  });
});

describe("an error", () => {
  it.each([
    [429, "ThrottlingException", "slow", "rate_limit"],
    [403, "AccessDeniedException", "You don't have access to the model", "auth"],
    [400, "ValidationException", "Input is too long for requested model.", "context_overflow"],
    [400, "ValidationException", "The provided model identifier is invalid.", "format"],
    [408, "ModelTimeoutException", "took too long", "timeout"],
    [503, "ServiceUnavailableException", "later", "overloaded"],
    [424, "ModelErrorException", "broke", "server"],
    [404, "ResourceNotFoundException", "no such model", "not_found"],
  ])("%i %s with %j is %s", async (status, name, message, kind) => {
    const opened = await open({ env: bearer });
    opened.bedrock.answers.push(refusal(status, name, message));
    const { error } = await ask(opened);
    expect(error).toMatchObject({ failure: { kind }, statusCode: status });
    expect(error?.message).toContain(message);
    expect(JSON.stringify(error)).not.toContain("bedrock-key-0001");
  });

  it("shows nothing of what requests are signed with", async () => {
    const opened = await open({ env: pair });
    opened.bedrock.answers.push(refusal(403, "InvalidSignatureException", `not ${SECRET}`));
    const { error } = await ask(opened);
    expect(error).toMatchObject({ failure: { kind: "auth" } });
    expect(inspect(error, { depth: 9 })).not.toContain(SECRET);
  });
});
