// Checks what manifests say of authorization servers, and the JSON Schema by which the user's config over it is
// checked and documented.
import * as z from "zod/mini";
import type { OAuthDeclaration } from "../declarations/oauth-declaration.ts";
import { isSafeUrl } from "../is-safe-url.ts";

const text = z.string().check(z.minLength(1));
const url = z
  .string()
  .check(z.refine(isSafeUrl, { error: "is not an https URL, or an http one to this machine" }));

export const oauthSchema: z.ZodMiniType<OAuthDeclaration> = z.strictObject({
  clientId: z.exactOptional(text),
  issuer: z.exactOptional(url),
  authorizationUrl: z.exactOptional(url),
  tokenUrl: z.exactOptional(url),
  deviceAuthorizationUrl: z.exactOptional(url),
  userInfoUrl: z.exactOptional(url),
  redirectUri: z.exactOptional(url),
  scopes: z.exactOptional(z.array(text)),
  parameters: z.exactOptional(z.record(z.string(), z.string())),
  devicePkce: z.exactOptional(z.boolean()),
});
