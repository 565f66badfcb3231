/**
 * How much white stands out on a colour such as `#1f4fa3`: 1 not at all, 21 at the most.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio (read 2026-11-26)
 */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  )
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
