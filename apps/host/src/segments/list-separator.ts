/** Stands before and after each element of a list that is kept as one text, so that one is found as part of it. */
export const listSeparator = '\u001F'
