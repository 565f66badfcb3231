import { readDocument, type DocumentFormat } from '../document-format.ts'
import { mismatch } from '../mismatch.ts'
import { keyText, some } from '../stream-keys.ts'
import { makeDocument, type ServedAt } from './served-making.ts'

interface Sample {
  readonly what: string
  readonly text: string
  /** It need not come back, but the rest of the document must. */
  readonly isLost?: boolean
}

const plain: Sample = { what: 'plain text', text: 'plain text' }
const samples: readonly Sample[] = [
  { what: 'quotes', text: `a "b" 'c' ""` },
  { what: 'angle brackets', text: 'a <b>c</b> ]]> d' },
  { what: 'ampersands', text: 'a & b &amp; c' },
  { what: 'commas and semicolons', text: 'a,b;c|d' },
  { what: 'line breaks', text: 'a\nb' },
  { what: 'emoji', text: 'a 🙂 b' },
  { what: 'U+FFFD', text: 'a \uFFFD b' },
  { what: 'a sign that begins a formula', text: '=1+1' },
  { what: 'a backslash', text: String.raw`a\b\n` },
  { what: 'a control character', text: 'a\u000Bb', isLost: true },
]

/** Writes each sample into every field of an item that takes it, and looks for it in the parsed document. */
export async function escapesText(
  at: ServedAt,
  format: DocumentFormat,
): Promise<string | undefined> {
  const [item] = at.items(1)
  if (item === undefined) return 'the simulator has no items'
  const shown = await shownFields(at, format, item)
  if (shown === undefined) return 'its document cannot be parsed, as served.format tells'
  if (shown.length === 0) return 'no free text of its items is in its document'
  for (const sample of samples) {
    // Tab-separated values have no way to write a line break.
    if (format === 'tsv' && sample.text.includes('\n')) continue
    const taken = await takenFields(at, item, shown, sample)
    const values = await textsOf(at, format, filled(item, taken, sample))
    const lost =
      values === undefined
        ? taken
        : taken.filter((field) => sample.isLost !== true && !isIn(values, field, sample))
    if (taken.length === 0 || lost.length === 0) continue
    throw mismatch({
      expected: `text with ${sample.what} to come back when the document of ${at.name} is parsed`,
      happened: `${JSON.stringify(sample.text)} in ${some(lost)} ${values === undefined ? 'made a document that cannot be parsed' : 'came back as another text'}.`,
      mend: 'Escape text as the format asks, in attributes as well, or write it with a library of the format. What the format cannot hold is left out.',
    })
  }
  return undefined
}

/** The fields of text that stand in the document; undefined where the document cannot be parsed. */
async function shownFields(
  at: ServedAt,
  format: DocumentFormat,
  item: object,
): Promise<readonly string[] | undefined> {
  const texts = Object.entries(item).flatMap(([name, value]) =>
    typeof value === 'string' ? [name] : [],
  )
  const taken = await takenFields(at, item, texts, plain)
  const values = await textsOf(at, format, filled(item, taken, plain))
  return values && taken.filter((field) => isIn(values, field, plain))
}

/** The fields that take a text without being refused, and without making the item another one. */
async function takenFields(
  { sink }: ServedAt,
  item: object,
  fields: readonly string[],
  sample: Sample,
): Promise<readonly string[]> {
  const key = keyText(sink.key(item))
  const verdicts = await Promise.all(
    fields.map(async (field) => {
      const changed = filled(item, [field], sample)
      const { issues } = await sink.schema['~standard'].validate(changed)
      return issues === undefined && keyText(sink.key(changed)) === key
    }),
  )
  return fields.filter((_field, index) => verdicts[index])
}

function filled(item: object, fields: readonly string[], sample: Sample): object {
  return { ...item, ...Object.fromEntries(fields.map((field) => [field, textFor(field, sample)])) }
}

function textFor(field: string, { text }: Sample): string {
  return `${text} ${field}`
}

function isIn(values: readonly string[], field: string, sample: Sample): boolean {
  return values.some((value) => value.includes(textFor(field, sample)))
}

async function textsOf(
  at: ServedAt,
  format: DocumentFormat,
  item: object,
): Promise<readonly string[] | undefined> {
  const made = await makeDocument(at, [[item]])
  if ('problem' in made) return undefined
  const read = readDocument(format, made.bytes.toString())
  return 'problem' in read ? undefined : read.values
}
