// AWS Signature Version 4 checked as a server does, written from its description and not from any library:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (accessed 2026-11-28)
import { createHash, createHmac } from "node:crypto";

export interface SignedRequest {
  readonly method: string;
  /** As it was sent: path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What the signature names, where it is right; throws where it is not. */
export function checkSignature(
  request: SignedRequest,
  secretAccessKey: string,
): { accessKeyId: string; region: string; service: string } {
  const { authorization = "", "x-amz-date": date = "" } = request.headers;
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      String(authorization),
    );
  if (!parts) throw new Error(`no signature: ${String(authorization)}`);
  const [, accessKeyId = "", day = "", region = "", service = "", signed = "", signature] = parts;
  const canonical = canonicalRequest(request, signed.split(";"));
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", String(date), scope, sha256(canonical)].join("\n");
  const key = [day, region, service, "aws4_request"].reduce<Buffer | string>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );
  const expected = hmac(key, toSign).toString("hex");
  if (expected !== signature) throw new Error(`wrong signature of:\n${canonical}`);
  return { accessKeyId, region, service };
}

function canonicalRequest(
  { method, target, headers, body }: SignedRequest,
  signed: readonly string[],
): string {
  const [path = "", query = ""] = target.split("?");
  // Every service but S3 encodes the path once more.
  const resource = path.split("/").map(encode).join("/");
  const parameters = query === "" ? [] : query.split("&").map((each) => each.split("="));
  const sorted = parameters
    .map(([name = "", value = ""]) => `${reencode(name)}=${reencode(value)}`)
    .sort();
  const said = signed.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, " ")}`);
  const hash = headers["x-amz-content-sha256"];
  const payload = typeof hash === "string" ? hash : sha256(body);
  return [method, resource, sorted.join("&"), ...said, "", signed.join(";"), payload].join("\n");
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const reencode = (text: string): string => encode(decodeURIComponent(text));
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: Buffer | string, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();
