const form = /^https?:\/\/[a-z\d-]+(?:\.[a-z\d-]+)*(?::\d{1,5})?$/

/**
 * Whether a text is the origin of a page, such as `https://shop.example`, and nothing else.
 *
 * It goes into a header, where a semicolon, which may stand in what browsers take for a name, would begin another rule.
 */
export function isFramingOrigin(text: string): boolean {
  return form.test(text) && URL.canParse(text) && new URL(text).origin === text
}
