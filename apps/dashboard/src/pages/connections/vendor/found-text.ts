/** One thing that an account told, in the words of its vendor. */
export interface FoundLine {
  readonly name: string
  /** Undefined: it is no list. */
  readonly count?: number
  readonly texts: readonly string[]
  /** What is said of an entry in whole sentences, below what it is called; missing: nothing. */
  readonly sentences?: readonly FoundSentence[]
}

export interface FoundSentence {
  readonly of: string
  readonly name: string
  readonly text: string
}

/** What an account told, in a form that is the same for every vendor: its names, and of lists what each entry is called. */
export function foundLines(found: unknown): readonly FoundLine[] {
  if (!isRecord(found)) return found === null ? [] : [{ name: '', texts: [shortText(found)] }]
  return Object.entries(found).flatMap(([name, value]): readonly FoundLine[] => {
    if (value === null) return []
    if (Array.isArray(value)) {
      const entries: readonly unknown[] = value
      const sentences = entries.flatMap(sentencesOf)
      return [
        {
          name: wordsOf(name),
          count: entries.length,
          texts: entries.map(shortText),
          ...(sentences.length > 0 && { sentences }),
        },
      ]
    }
    if (!isRecord(value)) return [{ name: wordsOf(name), texts: [shortText(value)] }]
    const inside = Object.entries(value)
    return [
      {
        name: wordsOf(name),
        count: inside.length,
        texts: inside.map(([key, each]) => `${key}: ${shortText(each)}`),
      },
    ]
  })
}

/** In which order the fields of an entry are looked at for what it is called. */
const naming = ['label', 'name', 'title', 'product', 'code', 'path', 'id'] as const

function shortText(value: unknown): string {
  if (Array.isArray(value)) return value.map(shortText).join(', ')
  if (!isRecord(value)) return String(value)
  const called = namedIn(value)
  if (called === undefined) return JSON.stringify(value)
  const more = [value['id'], value['name'], value['format'], value['type']].filter(isPlain)
  const others = [...new Set(more.map(String))].filter((text) => text !== called)
  return others.length === 0 ? called : `${called} (${others.join(', ')})`
}

function namedIn(value: Readonly<Record<string, unknown>>): string | undefined {
  const key = naming.find((each) => isPlain(value[each]))
  return key === undefined ? undefined : String(value[key])
}

/** A name is one word or a few; what is longer is told as it is. */
const longName = 24

function sentencesOf(value: unknown): readonly FoundSentence[] {
  if (!isRecord(value)) return []
  const of = namedIn(value) ?? ''
  return Object.entries(value).flatMap(([name, text]) =>
    typeof text === 'string' && text !== of && text.length > longName && text.includes(' ')
      ? [{ of, name: wordsOf(name), text }]
      : [],
  )
}

/** `productFeeds` is “Product feeds”. */
function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/gu, '$1 $2').toLowerCase()
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

function isPlain(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
