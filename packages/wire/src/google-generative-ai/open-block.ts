// The block of text or reasoning that is being written. The wire has no blocks: one ends where another
// kind of part begins.
import type { ProviderMetadata, StreamPart } from "@mayros/core";

type Kind = "text" | "reasoning";

export interface OpenBlock {
  write(kind: Kind, delta: string, signature: ProviderMetadata | undefined): void;
  /** A signature without a text. */
  sign(kind: Kind, signature: ProviderMetadata): void;
  close(): void;
}

/** `separate`: every text is a block of its own, as in an answer that came whole. */
export function createOpenBlock(emit: (part: StreamPart) => void, separate: boolean): OpenBlock {
  let open: { kind: Kind; id: string } | undefined;
  let count = 0;
  function close(): void {
    if (open) emit({ type: `${open.kind}-end`, id: open.id });
    open = undefined;
  }
  function write(kind: Kind, delta: string, signature: ProviderMetadata | undefined): void {
    const more = signature ? { providerMetadata: signature } : {};
    if (open && (separate || open.kind !== kind)) close();
    if (!open) {
      open = { kind, id: `block-${count++}` };
      emit({ type: `${kind}-start`, id: open.id, ...more });
    }
    emit({ type: `${kind}-delta`, id: open.id, delta, ...more });
  }
  return {
    write,
    close,
    sign(kind, signature) {
      if (open && (separate || open.kind === "text")) {
        const { kind: signed, id } = open;
        emit({ type: `${signed}-delta`, id, delta: "", providerMetadata: signature });
        return;
      }
      // A block of its own keeps the signature in its place: what follows is not signed by it.
      close();
      write(kind, "", signature);
      close();
    },
  };
}
