/** One thing that an account told, in the words of its vendor. */
export interface FoundLine {
  readonly name: string
  /** Undefined: it is no list. */
  readonly count?: number
  readonly texts: readonly string[]
}

/** What an account told, in a form that is the same for every vendor: its names, and of lists what each entry is called. */
export function foundLines(found: unknown): readonly FoundLine[] {
  if (!isRecord(found)) return found === null ? [] : [{ name: '', texts: [shortText(found)] }]
  return Object.entries(found).flatMap(([name, value]): readonly FoundLine[] => {
    if (value === null) return []
    if (Array.isArray(value)) {
      const entries: readonly unknown[] = value
      return [{ name: wordsOf(name), count: entries.length, texts: entries.map(shortText) }]
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
  const key = naming.find((each) => isPlain(value[each]))
  const called = key === undefined ? JSON.stringify(value) : String(value[key])
  const id = key === 'id' || !isPlain(value['id']) ? '' : ` (${String(value['id'])})`
  return `${called}${id}`
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
