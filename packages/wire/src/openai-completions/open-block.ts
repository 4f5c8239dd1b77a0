// The block of text or reasoning that is being written. Answers switch between the two without saying
// so; consumers need a start and an end around each.
import type { ProviderMetadata, StreamPart } from "@mayros/core";

type BlockKind = "text" | "reasoning";

export interface OpenBlock {
  readonly isOpen: boolean;
  /** Writes into a block of this kind, and opens one where none is open. */
  write(kind: BlockKind, delta: string): void;
  /** Opens a block of reasoning if none is open, to carry what has no text. */
  openReasoning(): void;
  close(): void;
}

/** `atStart` and `atEnd` give the metadata of a block of reasoning. */
export function createOpenBlock(
  emit: (part: StreamPart) => void,
  atStart: () => ProviderMetadata,
  atEnd: () => ProviderMetadata | undefined,
): OpenBlock {
  let open: BlockKind | undefined;
  let id = "";
  let count = 0;

  function close(): void {
    if (open === "text") emit({ type: "text-end", id });
    if (open === "reasoning") {
      const providerMetadata = atEnd();
      emit({ type: "reasoning-end", id, ...(providerMetadata ? { providerMetadata } : {}) });
    }
    open = undefined;
  }

  function begin(kind: BlockKind): void {
    close();
    open = kind;
    id = `${kind}-${count++}`;
    if (kind === "text") emit({ type: "text-start", id });
    else emit({ type: "reasoning-start", id, providerMetadata: atStart() });
  }

  return {
    get isOpen() {
      return open !== undefined;
    },
    write(kind, delta) {
      if (open !== kind) begin(kind);
      emit(
        kind === "text"
          ? { type: "text-delta", id, delta }
          : { type: "reasoning-delta", id, delta },
      );
    },
    openReasoning() {
      if (open !== "reasoning") begin("reasoning");
    },
    close,
  };
}
