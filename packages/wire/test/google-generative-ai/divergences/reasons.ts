// Reasons that more than one row has: the table has one line for each.
export const keepsParts =
  "A part of a kind not known here is kept, and goes back as it came; theirs drops it.";
