// What a search for plugins found: folders to read, and places that hold none.
import type { InstallRecord } from "../install/install-record.ts";
import type { FolderProblem } from "../plugin-index/plugin-index.ts";

export interface FoundFolders {
  readonly folders: readonly {
    readonly folder: string;
    /** Its links may lead no further than here. */
    readonly within?: string;
    /** What was agreed to when it was installed; `within` is its project. Nobody edits it by hand. */
    readonly installed?: InstallRecord;
  }[];
  readonly problems: readonly FolderProblem[];
}
