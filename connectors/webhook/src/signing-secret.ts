const prefix = 'whsec_'
const fewestBytes = 24
const mostBytes = 64

/** The bytes of a signing secret, where it is one: `whsec_` and 24 to 64 bytes in base64. */
export function secretBytes(text: string): Uint8Array | undefined {
  if (!text.startsWith(prefix)) return undefined
  const encoded = text.slice(prefix.length)
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length >= fewestBytes && bytes.length <= mostBytes ? bytes : undefined
}
