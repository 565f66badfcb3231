import { MIMEType } from 'node:util'
import type { Check } from '../check.ts'
import { documentFormat, readDocument } from '../document-format.ts'
import { markedValues } from '../marked-values.ts'
import { mismatch } from '../mismatch.ts'
import { escapesText } from './served-escaping.ts'
import { cut, eachServed, makeDocument, unmade, type ServedAt } from './served-making.ts'

const group = 'Sink'
const fewItems = 25
/** Shorter secrets stand in texts by chance. */
const shortestSecret = 4

export const servedTextChecks: readonly Check[] = [
  {
    id: 'served.contentType',
    group,
    name: 'says what the document is, and in which encoding its text is written',
    run: async (suite) => eachServed(suite, fitsContentType),
  },
  {
    id: 'served.format',
    group,
    name: 'makes documents that parse as what they say they are, also of no items',
    run: async (suite) =>
      eachServed(suite, async (at) => {
        const format = formatOf(at)
        if (format === undefined) return `${at.sink.serve.contentType} cannot be parsed here`
        for (const count of [fewItems, 0]) {
          const made = await makeDocument(at, cut(at.items(count), 10))
          if ('problem' in made) return unmade
          const read = readDocument(format, made.bytes.toString())
          if ('problem' in read)
            throw mismatch({
              expected: `the document of ${at.name} with ${count} items to be ${at.sink.serve.contentType}`,
              happened: `it cannot be parsed: ${read.problem}`,
              mend: 'Write it with a library of the format, or name the type that it is.',
            })
        }
        return undefined
      }),
  },
  {
    id: 'served.escaping',
    group,
    name: 'writes text so that it comes back when the document is parsed, whatever signs it has',
    run: async (suite) =>
      eachServed(suite, async (at) => {
        const format = formatOf(at)
        return format === undefined
          ? `${at.sink.serve.contentType} cannot be parsed here`
          : escapesText(at, format)
      }),
  },
  {
    id: 'served.secrets',
    group,
    name: 'writes nothing into the document that is marked as secret',
    run: async (suite) =>
      eachServed(suite, async (at) => {
        const items = at.items(fewItems)
        const made = await makeDocument(at, [items])
        if ('problem' in made) return unmade
        const schema = at.sink.schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
        const marked = items.flatMap((item) => markedValues(schema, item, 'secret'))
        const secrets = [...at.scene.evidence.secrets, ...marked.map(({ value }) => value)]
        const text = made.bytes.toString()
        if (!secrets.some((secret) => secret.length >= shortestSecret && text.includes(secret)))
          return undefined
        throw mismatch({
          expected: `no secret in the document of ${at.name}, which whoever knows its address can fetch`,
          happened: 'there is one in it.',
          mend: 'Leave it out. What identifies the merchant in public is no secret, and needs no mark.',
        })
      }),
  },
]

function formatOf({ sink }: ServedAt): ReturnType<typeof documentFormat> {
  try {
    return documentFormat(new MIMEType(sink.serve.contentType).essence)
  } catch {
    return undefined
  }
}

async function fitsContentType(at: ServedAt): Promise<string | undefined> {
  const { contentType } = at.sink.serve
  const wrong = (happened: string, mend: string) =>
    mismatch({
      expected: `${at.name} to have a content type such as \`text/csv\` that fits its bytes`,
      happened,
      mend,
    })
  let type: MIMEType
  try {
    type = new MIMEType(contentType)
  } catch {
    throw wrong(`it is ${JSON.stringify(contentType)}.`, 'Write a type, a slash and a subtype.')
  }
  const charset = type.params.get('charset')
  if (charset === null && type.type !== 'text' && documentFormat(type.essence) === undefined)
    return undefined
  const made = await makeDocument(at, cut(at.items(fewItems), 10))
  if ('problem' in made) return unmade
  // Text that is yielded is written as UTF-8, and so the host calls it where no other is named.
  const encoding = charset ?? 'utf-8'
  const decoder = decoderOf(encoding)
  if (decoder === undefined)
    throw wrong(`its charset ${encoding} is not known.`, 'Name one of the Encoding Standard.')
  if (made.isText && decoder.encoding !== 'utf-8')
    throw wrong(
      `it names the charset ${encoding} and yields text, which is written as UTF-8.`,
      'Yield bytes in that encoding, or name UTF-8.',
    )
  try {
    decoder.decode(made.bytes)
  } catch {
    throw wrong(`its bytes are not ${encoding}.`, 'Name the charset that the bytes are in.')
  }
  return undefined
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    return undefined
  }
}
