/**
 * The encoding that an XML document declares, or shows by its first bytes where it has no byte order mark.
 *
 * @see https://www.w3.org/TR/xml/#sec-guessing (2008-11-26)
 */
export function declaredEncoding(head: Buffer): string | undefined {
  const start = head.subarray(0, 4).toString('hex')
  if (start === '3c003f00') return 'utf-16le'
  if (start === '003c003f') return 'utf-16be'
  const declaration = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    head.toString('latin1'),
  )
  return declaration?.[1]
}
