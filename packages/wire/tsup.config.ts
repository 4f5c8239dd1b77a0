import { defineConfig } from "tsup";
import { listWires } from "../../list-wires.ts";
import { library } from "../../tsup.library.ts";

const wires = listWires("src").map((api) => [`${api}/index`, `src/${api}/index.ts`]);

export default defineConfig({
  ...library,
  entry: { index: "src/index.ts", ...Object.fromEntries(wires) },
});
