// Finds the codec of an `api` and loads it: a program that speaks one wire pays for one.
import type { Codec } from "@mayros/core";
import { codecs } from "./codecs.ts";

/** Undefined where no wire has this name. */
export async function loadCodec(api: string): Promise<Codec | undefined> {
  return Object.hasOwn(codecs, api) ? codecs[api]?.() : undefined;
}
