// Why a plugin can't be called or made like that: found before anything is written. Pure.
import { apiNames, didYouMean, isSafeUrl, keyPrefixOf, nearestName } from "@mayros/core";
import { findCollisions, foreignNames } from "@mayros/plugin-host/claims";
import type { Templates } from "./templates/template.ts";
import type { CompleteWishes } from "./wishes.ts";

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name (accessed 2026-11-28) */
const PACKAGE = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

const isKebab = (name: string): boolean => KEBAB.test(name) && name.length <= 64;

const notKebab = (name: string): string =>
  `"${name}" is not kebab-case, as acme-coding is: small letters, digits and dashes, a letter first, 64 at most`;

export function idProblem(id: string, { plugins }: Templates["shipped"]): string | undefined {
  if (!isKebab(id)) return notKebab(id);
  const collision = findCollisions(plugins, [{ id, providers: [], wanted: true }]).get(0);
  return collision && `"${id}" belongs to a plugin that ships with Mayros`;
}

export function providerProblem(
  provider: string,
  { plugins, env }: Templates["shipped"],
): string | undefined {
  if (!isKebab(provider)) return notKebab(provider);
  const choices = [`${provider}-api-key`, provider];
  const claimed = [{ id: provider, aliases: [], choices }];
  const stranger = { id: "x-of-nobody", providers: claimed, wanted: true };
  if (findCollisions(plugins, [stranger]).size > 0) {
    return `"${provider}" belongs to a plugin that ships with Mayros`;
  }
  const [key] = foreignNames([`${keyPrefixOf(provider)}_API_KEY`], env);
  return key && `its keys would stand in ${key}, which belongs to others: take another name`;
}

function packageProblem(name: string): string | undefined {
  if (!PACKAGE.test(name) || name.length > 214) return `"${name}" is no name for a package`;
  return name.startsWith("@mayros/") ? "@mayros/ is for the packages of Mayros itself" : undefined;
}

export function apiProblem(api: string): string | undefined {
  const known: readonly string[] = apiNames;
  if (known.includes(api)) return undefined;
  return `"${api}" is no wire format${didYouMean(nearestName(api, known))}: ${known.join(", ")}`;
}

export function urlProblem(url: string): string | undefined {
  if (URL.canParse(url) && isSafeUrl(url)) return undefined;
  return `"${url}" is no address that a key may go to: https://..., or http:// to this machine`;
}

/** The first that is wrong, with the flag that says it. */
export function wishProblem(
  wishes: CompleteWishes,
  shipped: Templates["shipped"],
): string | undefined {
  const problems: [flag: string, problem: string | undefined][] = [
    ["--id", idProblem(wishes.id, shipped)],
    ["--provider", providerProblem(wishes.provider, shipped)],
    ["--package", packageProblem(wishes.package)],
    ["--api", apiProblem(wishes.api)],
    ["--base-url", urlProblem(wishes.baseUrl)],
  ];
  const found = problems.find(([, problem]) => problem !== undefined);
  return found && `${found[0]}: ${found[1]}`;
}
