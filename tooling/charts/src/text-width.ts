/** Widths of the characters from space to tilde in Inter, in 36ths of the font's size, as digits of base 36; figures as wide as they are in tables. */
const widths =
  'aahnnznbddioahadnnnnnnnnnnaboooizpoqqmlrralokxrsnsnnnrpzpondddhgckmlmldml99k9wlmmmejclktkkkfcfo'

/** Other fonts of pages are at most that much wider. */
const allowance = 1.04

/**
 * About how wide a line of text is, the same on every machine, for whoever draws where no font can be asked.
 *
 * Rather too wide than too narrow.
 */
export function textWidth(text: string, size: number): number {
  let sum = 0
  for (const character of text.normalize('NFD')) sum += widthOf(character)
  return sum * size * allowance
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code >= 32 && code < 127) return Number.parseInt(widths[code - 32] ?? 'k', 36) / 36
  // Accents stand above the letter before them.
  if (code >= 0x3_00 && code < 0x3_70) return 0
  if (code === 0xa0 || code === 0x20_2f) return 0.28
  return code < 0x11_00 ? 0.68 : 1
}

/** A text on as many lines as are allowed, broken between words; what has no room is cut. */
export function wrapText(
  text: string,
  size: number,
  { room, lines }: { readonly room: number; readonly lines: number },
): readonly string[] {
  const words = text.split(' ')
  const isWhole = lines === 1 || words.length === 1 || textWidth(text, size) <= room
  // A word that is cut says more with the next letters than with the next word.
  if (isWhole || textWidth(words[0] ?? '', size) > room) return [cutText(text, size, room)]
  let count = 1
  while (count < words.length && textWidth(words.slice(0, count + 1).join(' '), size) <= room)
    count += 1
  const rest = words.slice(count).join(' ')
  const first = cutText(words.slice(0, count).join(' '), size, room)
  return rest === '' ? [first] : [first, ...wrapText(rest, size, { room, lines: lines - 1 })]
}

/** How wide the widest of several lines is. */
export function widestText(texts: readonly string[], size: number): number {
  return Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, size))))
}

/** A text that is no wider than there is room, its end cut where it must be. */
export function cutText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  const free = room - textWidth('…', size)
  let [kept, width] = ['', 0]
  for (const character of text) {
    width += textWidth(character, size)
    if (width > free && kept !== '') break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
