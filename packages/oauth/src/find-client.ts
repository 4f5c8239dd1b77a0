// The client of a vendor's own program. Its secret is never ours to ship: it is in the user's config, in the
// environment, or in that program where the user has installed it.
import type { RequestContext } from "@mayros/core";
import { loginMisconfigured } from "./login-errors.ts";

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface FoundClient extends Client {
  /** The file that it is in: where to look first another time. No secret. */
  readonly place?: string;
}

export interface ClientSources {
  /** Names of variables: of the id and of the secret. The first pair that is set counts. */
  readonly variables: readonly (readonly [id: string, secret: string])[];
  /** Looks into the installed program. `place`: where it was the last time, for programs of many large files. */
  readonly find: (place?: string) => Promise<FoundClient | undefined>;
  /** What is said where there is none. */
  readonly missing: { readonly message: string; readonly hint: string };
}

/** `before`: the `place` of the last time. Rejects with MAYROS_LOGIN_MISCONFIGURED where there is none, or half of one, which is told by name. */
export async function findClient(
  { oauth, env }: Pick<RequestContext, "oauth" | "env">,
  { variables, find, missing }: ClientSources,
  before?: string,
): Promise<FoundClient> {
  const { clientId, clientSecret } = oauth;
  const places: Place[] = [
    { id: ["clientId", clientId], secret: ["clientSecret", clientSecret], where: "the config" },
    ...variables.map(([id, secret]) => ({
      id: [id, env[id]] as const,
      secret: [secret, env[secret]] as const,
      where: "the environment",
    })),
  ];
  for (const place of places) {
    const client = clientAt(place);
    if (client) return client;
  }
  const found = await find(before);
  if (found) return found;
  throw loginMisconfigured(missing.message, { hint: missing.hint });
}

type Named = readonly [name: string, value: string | undefined];

interface Place {
  readonly id: Named;
  readonly secret: Named;
  readonly where: string;
}

function clientAt({ id, secret, where }: Place): Client | undefined {
  const clientId = id[1]?.trim();
  const clientSecret = secret[1]?.trim();
  if (clientId && clientSecret) return { clientId, clientSecret };
  if (!clientId && !clientSecret) return undefined;
  const [there, absent] = clientId ? [id[0], secret[0]] : [secret[0], id[0]];
  throw loginMisconfigured(
    `${where} has ${there} and no ${absent}: one is of no use without the other`,
    {
      hint: `set ${absent}, or take ${there} away`,
    },
  );
}
