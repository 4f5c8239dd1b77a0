// Tokens with claims in them, as OpenAI's authorization server gives them. Signed by nobody.
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export function makeJwt(claims: object): string {
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** An access token of this ChatGPT account. */
export function accessToken(account: string, more: { plan?: string; nonce?: number } = {}): string {
  return makeJwt({
    "https://api.openai.com/auth": {
      chatgpt_account_id: account,
      chatgpt_plan_type: more.plan ?? "plus",
    },
    "https://api.openai.com/profile": { email: `${account}@example.com` },
    nonce: more.nonce ?? 0,
  });
}
