// The error for a provider that there is no credential for, or none that can be used: where one was looked for,
// what is wrong with what was found, and the commands that get one.
import type { Provider } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import { type PassedOver, waysIn } from "@mayros/credentials";

export interface WhatIsThere {
  /** Found, and of no use. */
  readonly passedOver?: readonly PassedOver[];
  /** Provider or plugin that is to be used in the place of a retired one. */
  readonly successor?: string | undefined;
}

export function loginNeeded(
  provider: Provider,
  { passedOver = [], successor }: WhatIsThere = {},
): MayrosError {
  const { id, authMethods, keyPrefix, extraKeys } = provider;
  const name = `${keyPrefix}_API_KEY`;
  const [first] = passedOver;
  const why = first ? `${first.source.name} ${first.reason}` : whatIsNot(provider, name);
  const ways = waysIn(id, authMethods);
  const way = first ? (first.fix ?? `correct ${first.source.name}, or: ${ways}`) : ways;
  const other =
    successor === undefined
      ? ""
      : `; or use ${successor} instead: mayros models list --all --provider ${successor}`;
  return new MayrosError("MAYROS_LOGIN_NEEDED", `no credential for ${id}: ${why}`, {
    hint: `${way}${other}`,
    details: { provider: id, env: [name, ...extraKeys] },
  });
}

function whatIsNot({ authMethods }: Provider, variable: string): string {
  // What the machine itself would have to have.
  const signs = authMethods.flatMap(({ ambient }) => [
    ...(ambient?.env ?? []),
    ...(ambient?.files ?? []),
  ]);
  return signs.length === 0
    ? `no profile is stored and ${variable} is not set`
    : `no profile is stored, ${variable} is not set, and there is none of ${signs.join(", ")}`;
}
