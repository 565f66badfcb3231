/** What figures call a group of which nobody knows what it is. */
export const unknownGroup = '(unknown)'
