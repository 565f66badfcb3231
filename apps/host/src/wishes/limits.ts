/** A long one that is easy to remember is better than a short one with signs in it, so nothing else is asked for. */
export const shortestPassword = 12
export const longestPassword = 128

export const longestSecret = 65_536

/** Of a file of bonus checks that is given to the page. */
export const mostUploadBytes = 5 * 1_048_576
