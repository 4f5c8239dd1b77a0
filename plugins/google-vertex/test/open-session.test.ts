// Every kind of credentials against a local Google: what is sent to get a token, and what a request then gets.
import { generateKeyPairSync, verify } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import plugin from "../src/index.ts";
import { type LocalGoogle, startLocalGoogle } from "./local-google.ts";
import { vertexContext } from "./vertex-context.ts";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privateKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const robot = "robot@p-9.iam.gserviceaccount.com";

let google: LocalGoogle;
let home: string;
beforeEach(async () => {
  google = await startLocalGoogle();
  home = await mkdtemp(join(tmpdir(), "vertex-"));
});
afterEach(async () => {
  await google[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

async function leave(
  content: unknown,
  path = ".config/gcloud/application_default_credentials.json",
) {
  const whole = join(home, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, typeof content === "string" ? content : JSON.stringify(content));
  return whole;
}

/** Config that moves every endpoint to the local server. */
const local = () => ({
  project: "p-1",
  location: "europe-west4",
  endpointUrl: google.url,
  tokenUrl: `${google.url}/token`,
  stsUrl: google.url,
  iamCredentialsUrl: google.url,
});

function open(
  given: { env?: Record<string, string>; config?: Record<string, unknown> } = {},
  credential?: Parameters<
    NonNullable<NonNullable<typeof plugin.providers>[string]["openSession"]>
  >[0],
) {
  const code = plugin.providers?.["google-vertex"];
  if (!code?.openSession) throw new Error("the plugin opens no session");
  return code.openSession(credential, vertexContext({ home, config: local(), ...given }));
}

const serviceAccount = () => ({
  type: "service_account",
  project_id: "p-9",
  private_key_id: "k-1",
  private_key: privateKey,
  client_email: robot,
  token_uri: "https://oauth2.googleapis.com/token",
});
const authorizedUser = {
  type: "authorized_user",
  client_id: "app.apps.googleusercontent.com",
  client_secret: "shhh-local",
  refresh_token: "1//local",
  quota_project_id: "p-quota",
};

describe("application default credentials", () => {
  it("sign a service account's assertion with its key", async () => {
    const path = await leave(serviceAccount(), "key.json");
    const before = Date.now();
    const session = await open({
      env: { GOOGLE_APPLICATION_CREDENTIALS: path },
      config: { ...local(), project: undefined },
    });
    expect(session).toEqual({
      token: "ya29.local",
      baseUrl: `${google.url}/v1/projects/p-9/locations/europe-west4/publishers/google`,
      expiresAt: expect.any(Number),
    });
    expect(session.expiresAt).toBeGreaterThan(before + 3_500_000);
    expect(session.expiresAt).toBeLessThanOrEqual(Date.now() + 3_600_000);
    const [asked, ...more] = google.asked;
    expect(more).toEqual([]);
    expect(asked?.path).toBe("/token");
    expect(asked?.form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    const [head = "", claims = "", signature = ""] = (asked?.form.get("assertion") ?? "").split(
      ".",
    );
    const signed = verify(
      "RSA-SHA256",
      Buffer.from(`${head}.${claims}`),
      keys.publicKey,
      Buffer.from(signature, "base64url"),
    );
    expect(signed).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: robot,
      scope: "https://www.googleapis.com/auth/cloud-platform",
      aud: "https://oauth2.googleapis.com/token",
    });
  });

  it("spend a person's refresh token, and count the use on that person's project", async () => {
    await leave(authorizedUser);
    const session = await open({ config: { ...local(), project: undefined } });
    expect(session).toMatchObject({
      token: "ya29.local",
      baseUrl: `${google.url}/v1/projects/p-quota/locations/europe-west4/publishers/google`,
      headers: { "x-goog-user-project": "p-quota" },
    });
    expect(Object.fromEntries(google.asked[0]?.form ?? [])).toEqual({
      grant_type: "refresh_token",
      refresh_token: "1//local",
      client_id: "app.apps.googleusercontent.com",
      client_secret: "shhh-local",
    });
  });

  it("are those of gcloud's own folder where it has one", async () => {
    await leave({ ...authorizedUser, refresh_token: "1//usual" });
    await leave(
      { ...authorizedUser, refresh_token: "1//own" },
      "gcloud/application_default_credentials.json",
    );
    await open({ env: { CLOUDSDK_CONFIG: join(home, "gcloud") } });
    expect(google.asked[0]?.form.get("refresh_token")).toBe("1//own");
  });

  it("lend those of a service account", async () => {
    await leave({
      type: "impersonated_service_account",
      source_credentials: authorizedUser,
      delegates: ["between@p-9.iam.gserviceaccount.com"],
      service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${robot}:generateAccessToken`,
    });
    const warn = vi.spyOn(console, "warn");
    const session = await open();
    expect(session.token).toBe("ya29.robot");
    expect(session.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
    expect(warn).not.toHaveBeenCalled();
    const [first, second] = google.asked;
    expect(first?.path).toBe("/token");
    expect(second?.headers.authorization).toBe("Bearer ya29.local");
    expect(JSON.parse(second?.body ?? "")).toEqual({
      delegates: ["between@p-9.iam.gserviceaccount.com"],
      scope: ["https://www.googleapis.com/auth/cloud-platform"],
      lifetime: "3600s",
    });
  });

  const pool =
    "//iam.googleapis.com/projects/12/locations/global/workloadIdentityPools/ci/providers/ci";
  const workload = (source: object, more: object = {}) => ({
    type: "external_account",
    audience: pool,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://sts.googleapis.com/v1/token",
    credential_source: source,
    ...more,
  });

  it("exchange the identity of a workload that stands in a file", async () => {
    const token = await leave("eyJ.workload.token", "token.jwt");
    await leave(workload({ file: token }));
    const session = await open();
    expect(session.token).toBe("ya29.exchanged");
    expect(google.asked).toHaveLength(1);
    expect(Object.fromEntries(google.asked[0]?.form ?? [])).toMatchObject({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      audience: pool,
      subject_token: "eyJ.workload.token",
      scope: "https://www.googleapis.com/auth/cloud-platform",
    });
  });

  it("exchange the identity that a runner of GitHub's tells", async () => {
    google.answers.set("/oidc", [{ status: 200, body: { value: "eyJ.runner.token" } }]);
    const format = { type: "json", subject_token_field_name: "value" };
    const headers = { authorization: "Bearer of-the-runner" };
    await leave(workload({ url: `${google.url}/oidc`, headers, format }));
    expect((await open()).token).toBe("ya29.exchanged");
    const [told, exchanged] = google.asked;
    expect(told?.headers.authorization).toBe("Bearer of-the-runner");
    expect(exchanged?.form.get("subject_token")).toBe("eyJ.runner.token");
  });

  it("go on from a workload to a service account", async () => {
    const token = await leave("eyJ.workload.token", "token.jwt");
    const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${robot}:generateAccessToken`;
    await leave(workload({ file: token }, { service_account_impersonation_url: url }));
    expect((await open()).token).toBe("ya29.robot");
    expect(google.asked.map(({ path }) => path)).toEqual([
      "/v1/token",
      `/v1/projects/-/serviceAccounts/${robot}:generateAccessToken`,
    ]);
    expect(google.asked[1]?.headers.authorization).toBe("Bearer ya29.exchanged");
  });

  it("sign for a machine at Amazon with the keys of its environment", async () => {
    vi.stubEnv("AWS_REGION", "eu-west-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIA-local");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "aws-secret-local");
    await leave({
      ...workload({
        environment_id: "aws1",
        regional_cred_verification_url:
          "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15",
      }),
      subject_token_type: "urn:ietf:params:aws:token-type:aws4_request",
    });
    expect((await open()).token).toBe("ya29.exchanged");
    vi.unstubAllEnvs();
    const token = decodeURIComponent(google.asked[0]?.form.get("subject_token") ?? "");
    expect(token).toContain("sts.eu-west-1.amazonaws.com");
    expect(token).toContain("AKIA-local");
    expect(token).not.toContain("aws-secret-local");
  });

  it.each(["executable", "certificate"])("take nothing from an %s", async (kind) => {
    await leave(
      workload({ [kind]: { command: "/bin/true", use_default_certificate_config: true } }),
    );
    await expect(open()).rejects.toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
  });

  it("refresh those of a workforce pool", async () => {
    await leave({
      type: "external_account_authorized_user",
      audience: "//iam.googleapis.com/locations/global/workforcePools/p/providers/p",
      refresh_token: "wf-refresh",
      client_id: "wf-client",
      client_secret: "wf-secret",
      token_url: "https://sts.googleapis.com/v1/oauthtoken",
    });
    const session = await open();
    expect(session.token).toBe("ya29.workforce");
    expect(session.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
    expect(google.asked[0]?.form.get("refresh_token")).toBe("wf-refresh");
    const basic = Buffer.from("wf-client:wf-secret").toString("base64");
    expect(google.asked[0]?.headers.authorization).toBe(`Basic ${basic}`);
  });

  it("never leave for a host that nobody named", async () => {
    const token = await leave("eyJ.workload.token", "token.jwt");
    await leave(workload({ file: token }, { token_url: "https://sts.acme.example/v1/token" }));
    await expect(open()).rejects.toMatchObject({ code: "MAYROS_HOST_REFUSED" });
    expect(google.asked).toEqual([]);
  });
});

describe("credentials that are given", () => {
  it("are sent as they are where they are an API key, to no project", async () => {
    const key = { type: "api-key", key: "AIza-local" } as const;
    expect(await open({}, key)).toEqual({
      token: "AIza-local",
      baseUrl: `${google.url}/v1/publishers/google`,
    });
    expect(google.asked).toEqual([]);
  });

  it("are sent as they are where they are an access token, to the project", async () => {
    const token = { type: "token", token: "ya29.pasted", expiresAt: 5 } as const;
    expect(await open({}, token)).toEqual({
      token: "ya29.pasted",
      expiresAt: 5,
      baseUrl: `${google.url}/v1/projects/p-1/locations/europe-west4/publishers/google`,
    });
  });
});

it("finds no address where the user named it whole, and needs no project for it", async () => {
  await leave({ ...authorizedUser, quota_project_id: undefined });
  const apiBaseUrl = "https://proxy.acme.example/v1beta1/publishers/google";
  const config = { ...local(), project: undefined, apiBaseUrl };
  expect(await open({ config })).toEqual({ token: "ya29.local", expiresAt: expect.any(Number) });
  expect(await open({ config }, { type: "api-key", key: "AIza-local" })).toEqual({
    token: "AIza-local",
  });
});

describe("what is wrong", () => {
  it("is told where there are no credentials", async () => {
    await expect(open()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      hint: "gcloud auth application-default login",
    });
  });

  it("is told where the named file is missing", async () => {
    const path = join(home, "gone.json");
    await expect(open({ env: { GOOGLE_APPLICATION_CREDENTIALS: path } })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      message: "the file of GOOGLE_APPLICATION_CREDENTIALS can't be read: there is no such file",
    });
  });

  it.each([
    ["is no JSON", "{ private_key: ", "is no JSON"],
    ["says no type", { client_email: robot }, "does not say its type"],
    [
      "is of another kind",
      { type: "gdch_service_account" },
      '"gdch_service_account" are not supported',
    ],
    ["lacks its key", { ...serviceAccount(), private_key: undefined }, "private_key"],
  ])("is told where the file %s", async (_case, content, message) => {
    await leave(content);
    await expect(open()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      message: expect.stringContaining(message),
    });
  });

  it("is told before anything is asked where there is no project", async () => {
    const { quota_project_id: _unset, ...file } = authorizedUser;
    await leave(file);
    await expect(open({ config: { ...local(), project: undefined } })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      hint: "mayros config set plugins.entries.google-vertex.config.project '<project id>'",
    });
    expect(google.asked).toEqual([]);
  });

  it.each([
    [400, { error: "invalid_grant", error_description: "Bad Request" }, "MAYROS_LOGIN_NEEDED"],
    [401, { error: "invalid_client" }, "MAYROS_LOGIN_MISCONFIGURED"],
    [
      403,
      { error: { code: 403, status: "PERMISSION_DENIED", message: "no" } },
      "MAYROS_LOGIN_MISCONFIGURED",
    ],
  ])("is what %i with %j means", async (status, body, code) => {
    await leave(authorizedUser);
    google.answers.set("/token", [{ status, body }]);
    await expect(open()).rejects.toMatchObject({ code });
    expect(google.asked).toHaveLength(1);
  });

  it("quotes nothing of the credentials, whatever the server says", async () => {
    const [refresh, secret] = ["1//canary-refresh-0123456789", "canary-secret-0123456789"];
    const echo = `${refresh} ${secret}\u001b[2J\n${encodeURIComponent(secret)} ${Buffer.from(`x:${refresh}`).toString("base64")}`;
    await leave({ ...authorizedUser, refresh_token: refresh, client_secret: secret });
    google.answers.set("/token", [
      { status: 400, body: { error: "invalid_grant", error_description: echo } },
    ]);
    const error: unknown = await open().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    const said = `${(error as Error).message} ${inspect(error)}`;
    for (const told of [refresh, secret, Buffer.from(`x:${refresh}`).toString("base64")]) {
      expect(said).not.toContain(told);
    }
    expect((error as Error).message).not.toMatch(/\p{Cc}/u);
  });

  it("may be over in a moment", async () => {
    await leave(authorizedUser);
    const down = { status: 503, body: { error: "backend" } };
    google.answers.set("/token", Array(9).fill(down));
    await expect(open()).rejects.toMatchObject({ code: "MAYROS_LOGIN_UNAVAILABLE" });
  });

  it("may be the network", async () => {
    await leave(authorizedUser);
    await google[Symbol.asyncDispose]();
    await expect(open()).rejects.toMatchObject({ code: "MAYROS_LOGIN_UNAVAILABLE" });
  });
});
