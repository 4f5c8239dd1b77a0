import { defineConfig } from "tsup";
import { library } from "../../tsup.library.ts";

export default defineConfig({
  ...library,
  entry: { index: "src/index.ts", schema: "src/schema/index.ts" },
});
