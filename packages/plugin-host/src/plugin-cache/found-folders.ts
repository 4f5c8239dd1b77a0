// What a search for plugins found: folders to read, and places that hold none.
import type { FolderProblem } from "../plugin-index/plugin-index.ts";

export interface FoundFolders {
  readonly folders: readonly {
    readonly folder: string;
    /** Its links may lead no further than here. */
    readonly within?: string;
    /** An installer wrote it and will say so in its lock file: nobody edits it by hand. */
    readonly installed?: boolean;
  }[];
  readonly problems: readonly FolderProblem[];
}
