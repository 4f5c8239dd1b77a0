// One item of an answer while it arrives, and what all items share.
import type { JSONObject, JSONValue, PartSink, ProviderMetadata } from "@mayros/core";
import { type JsonRecord, textOf } from "../json-shapes.ts";
import type { AnswerFacts } from "./decode-finish-reason.ts";
import { namespace } from "./namespace.ts";
import type { ToolNames } from "./tool-names.ts";

export interface OutputItem {
  /** An event within the item; `type` is its name without `response.`. */
  event?(type: string, value: JsonRecord): void;
  /** The item is complete; `undefined` where the answer ended without saying so. */
  end(item: JsonRecord | undefined): void;
}

/** `id` is the item's own. */
export type OpenItem = (item: JsonRecord, id: string, context: ItemContext) => OutputItem;

export interface ItemContext {
  readonly emit: PartSink;
  /** Who writes the reasoning. */
  readonly origin: JSONObject;
  readonly facts: AnswerFacts;
  readonly logprobs: JSONValue[];
  /** The caller's names of the server's tools. */
  readonly names: ToolNames;
  /** Whether the server keeps the answer. */
  readonly stored: boolean;
  /** The functions that the call offers. */
  readonly functions: ReadonlySet<string>;
  /** Whether shell commands run in a container of the server's. */
  readonly serverRunsShell: boolean;
  /** Searches for tools whose results are still to come. */
  readonly toolSearches: string[];
  /** Gives every source an id. */
  sourceId(): string;
  /** Files that a search listed. */
  readonly filesFound: Set<unknown>;
  /** Whether a search listed the pages or files itself, so that citations need not. */
  readonly searched: { pages: boolean; files: boolean };
  /** Citations that become sources at the end if no search lists them. */
  readonly cited: JsonRecord[];
}

/** An item as a whole: of which nothing is told before. */
interface WholeItem extends ItemContext {
  readonly itemId: string;
  /** The id that a call and its result share. */
  readonly callId: string;
}

export function toldAtEnd(tell: (done: JsonRecord, item: WholeItem) => void): OpenItem {
  return (_item, itemId, context) => ({
    end(done) {
      if (done) tell(done, { ...context, itemId, callId: textOf(done.call_id) ?? itemId });
    },
  });
}

/** Which item a part comes from, so that it can go back as that item. */
export function itemMetadata(itemId: string): { providerMetadata: ProviderMetadata } {
  return { providerMetadata: { [namespace]: { itemId } } };
}

/** Text within a JSON string that is still open. */
export function escaped(text: unknown): string {
  return JSON.stringify(String(text)).slice(1, -1);
}
