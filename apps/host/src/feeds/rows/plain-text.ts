const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  euro: '€',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  middot: '·',
  bull: '•',
  times: '×',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  aring: 'å',
  Aring: 'Å',
  auml: 'ä',
  Auml: 'Ä',
  ouml: 'ö',
  Ouml: 'Ö',
  uuml: 'ü',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
}

const hidden = ['script', 'style']
const breaks = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/ul|\/ol)\b[^<>]*>/gi
/** A tag begins with a letter, so that `a < b` stays what it is. */
const tags = /<\/?[a-z][^<>]*>|<!--|-->/gi
const entities = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi

/**
 * What a reader sees of HTML: tags gone, entities read, a line for each paragraph. Text without any stays as it is, but for white
 * space at its ends and characters that nobody can see.
 */
export function plainText(html: string): string {
  const isMarkup = /[<&]/.test(html)
  const shown = isMarkup
    ? hidden
        .reduce(withoutElement, html)
        .replace(breaks, '\n')
        .replace(tags, '')
        .replace(entities, entity)
    : html
  return visibleText(shown)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Control characters, non-characters and halves of characters: XML cannot hold them, and nobody means them. */
const unseen = /[^\P{Cc}\n\t]|\p{Noncharacter_Code_Point}/gu

/** Text that every form can hold: lines end in a line feed, and what cannot be seen is gone. */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(unseen, '')
}

/** From one end to the other by hand: a pattern would look for the end of each of many beginnings. */
function withoutElement(html: string, name: string): string {
  const lower = html.toLowerCase()
  if (lower.length !== html.length || !lower.includes(`<${name}`)) return html
  let kept = ''
  let at = 0
  for (;;) {
    const begin = lower.indexOf(`<${name}`, at)
    const end = begin === -1 ? -1 : lower.indexOf(`</${name}`, begin)
    const close = end === -1 ? -1 : lower.indexOf('>', end)
    if (close === -1) return kept + html.slice(at)
    kept += html.slice(at, begin)
    at = close + 1
  }
}

function entity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name] ?? named[name.toLowerCase()] ?? whole
  const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10)
  return code > 0x10ffff ? whole : String.fromCodePoint(code)
}
