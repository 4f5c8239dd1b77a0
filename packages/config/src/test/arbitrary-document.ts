// Random JSON5 documents in odd styles, for the property tests: every kind of white space, comment,
// quote, escape, number and comma that the format allows.
import fc from "fast-check";

/** How often each property is tried; raise it with MAYROS_FUZZ_RUNS. */
export const fuzzRuns = Number(process.env.MAYROS_FUZZ_RUNS ?? 200);

const space = fc
  .array(
    fc.constantFrom(" ", "  ", "\t", "\n", "\n  ", "\r\n", "\r", "\u00a0", "\ufeff", "\u2028"),
    { maxLength: 2 },
  )
  .map((parts) => parts.join(""));

const comment = fc.constantFrom(
  "// note\n",
  '// it\'s "q" { [ , }\r\n',
  "//\r",
  "// ends oddly\u2029",
  "/* block */",
  "/* two\n   lines */",
  "/***/",
  "/* // */",
);

/** White space with the odd comment in it. */
export const filler: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: space },
  { weight: 1, arbitrary: fc.tuple(space, comment, space).map((parts) => parts.join("")) },
);

const stringPart = fc.constantFrom(
  ...Array.from("ab z/:{}[],.é\u2028\u{1f600}"),
  "\\n",
  "\\\\",
  "\\'",
  '\\"',
  "\\x41",
  "\\u00e9",
  "\\\n",
  "\\\r\n",
  "\\\u2029",
  "\\0",
  "\\q",
  "$" + "{HOME}",
);

const string = fc
  .tuple(fc.array(stringPart, { maxLength: 6 }), fc.constantFrom('"', "'"))
  .map(([parts, quote]) => quote + parts.join("") + quote);

const number = fc.constantFrom(
  ...[
    "0",
    "-0",
    "+1",
    "12",
    "1.5",
    ".5",
    "5.",
    "1e3",
    "1.E-2",
    "0xfF",
    "-0X1f",
    "NaN",
    "-Infinity",
  ],
);

const key = fc.oneof(
  fc.constantFrom("a", "b", "c", "d", "$x", "_y", "null", "Infinity", "é", "\\u0061b", "a\u200cb"),
  fc.constantFrom('"a"', "'b'", '"x y"', "'a.b'", '""', '"it\'s"', "'\\x61z'", '"openai/gpt"'),
);

function entries(entry: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const padded = fc.tuple(filler, entry, filler).map((parts) => parts.join(""));
  const tail = fc.tuple(fc.constantFrom("", ","), filler).map((parts) => parts.join(""));
  return fc
    .tuple(fc.array(padded, { maxLength: 4 }), tail, filler)
    .map(([list, end, empty]) => (list.length > 0 ? list.join(",") + end : empty));
}

const { value, object } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("true", "false", "null"),
    string,
    number,
    tie("object"),
    tie("array"),
  ),
  object: entries(
    fc.tuple(key, filler, filler, tie("value")).map(([k, a, b, v]) => `${k}${a}:${b}${v}`),
  ).map((inside) => `{${inside}}`),
  array: entries(tie("value")).map((inside) => `[${inside}]`),
}));

function surround(root: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(filler, root, filler).map((parts) => parts.join(""));
}

/** Any document. */
export const anyDocument: fc.Arbitrary<string> = surround(value);
/** A document whose root is an object, as a config's is. */
export const objectDocument: fc.Arbitrary<string> = surround(object);
