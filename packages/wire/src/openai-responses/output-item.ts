// One item of an answer while it arrives, and what readers of several kinds of items need.
import type { ProviderMetadata } from "@mayros/core";
import { type JsonRecord, textOf } from "../json-shapes.ts";
import type { ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";

export interface OutputItem {
  /** An event within the item; `type` is its name without `response.`. */
  event?(type: string, value: JsonRecord): void;
  /** The item is complete; `undefined` where the answer ended without saying so. */
  end(item: JsonRecord | undefined): void;
}

/** `id` is the item's own. */
export type OpenItem = (item: JsonRecord, id: string, context: ItemContext) => OutputItem;

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
