export { type BrowserLoginOptions, browserLogin } from "./browser-login.ts";
export type { ClassifyRefusal, RefusalClass } from "./classify-refusal.ts";
export { type AskAccount, type ClientFlow, clientFlow } from "./client-flow.ts";
export { createPkce, type Pkce } from "./create-pkce.ts";
export { type DeviceLoginOptions, deviceLogin } from "./device-login.ts";
export { type CodeExchange, exchangeCode } from "./exchange-code.ts";
export { type Client, type ClientSources, type FoundClient, findClient } from "./find-client.ts";
export { fieldsOf, type JsonObject, textOf } from "./json-fields.ts";
export { jwtClaims } from "./jwt-claims.ts";
export {
  loginDenied,
  loginMisconfigured,
  loginNeeded,
  loginUnavailable,
  type UnavailableDetails,
} from "./login-errors.ts";
export { type PastedRedirect, parsePastedRedirect } from "./parse-pasted-redirect.ts";
export { type PollOptions, poll } from "./poll.ts";
export type { JsonAnswer } from "./read-json.ts";
export { refreshTokens } from "./refresh-tokens.ts";
export { type JsonRequest, requestJson } from "./request-json.ts";
export { showText } from "./show-text.ts";
export { standardFlow } from "./standard-flow.ts";
export { toCredential } from "./to-credential.ts";
export type { TokenRequestOptions } from "./token-request.ts";
export type { TokenResponse } from "./token-response.ts";
export { withEmail } from "./with-email.ts";
