import { fault, type Fault } from '@cartograph/core'

/** What a file is for certain by how it begins. */
const beginnings: readonly { readonly hex: string; readonly form: Form }[] = [
  { hex: '504b0304', form: 'archive' },
  { hex: 'd0cf11e0', form: 'oldWorkbook' },
  { hex: '1f8b', form: 'packed' },
  { hex: 'fffe', form: 'text' },
  { hex: 'feff', form: 'text' },
  { hex: '25504446', form: 'other' },
  { hex: '7f454c46', form: 'other' },
  { hex: '4d5a', form: 'program' },
]

type Form = 'archive' | 'oldWorkbook' | 'packed' | 'text' | 'program' | 'other'

/** So much of a file tells what it is. */
const headBytes = 4096

/**
 * Lets a file through that begins as its name says, and holds its first bytes back until that is known.
 *
 * Encodings, columns and damage are looked at when it is read; here a picture or a program is told from a table.
 *
 * @throws a `record` fault for what is something else.
 */
export function asItsName(name: string): TransformStream<Uint8Array, Uint8Array> {
  let head = Buffer.alloc(0)
  let isKnown = false
  const look = () => {
    isKnown = true
    const wrong = wrongForm(name, head)
    if (wrong !== undefined) throw wrong
  }
  return new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      if (isKnown) return controller.enqueue(chunk)
      head = Buffer.concat([head, chunk])
      if (head.length < headBytes) return
      look()
      controller.enqueue(head)
    },
    flush: (controller) => {
      if (isKnown) return
      look()
      controller.enqueue(head)
    },
  })
}

function wrongForm(name: string, head: Buffer): (Error & Fault) | undefined {
  if (head.length === 0)
    return refused('The file is empty.', 'Choose the file again, and look whether it has rows.')
  const form = formOf(head)
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (ending === 'xlsx' || ending === 'xlsm')
    return form === 'archive' ? undefined : otherThanNamed(name, 'a workbook')
  if (ending === 'xls')
    return form === 'oldWorkbook' || form === 'archive'
      ? undefined
      : otherThanNamed(name, 'a workbook')
  return form === 'text' || form === 'packed' ? undefined : otherThanNamed(name, 'text')
}

function formOf(head: Buffer): Form {
  const start = head.toString('hex', 0, 4)
  const known = beginnings.find(({ hex }) => start.startsWith(hex))
  // Two letters may begin a text as well; a program is not text further on.
  if (known !== undefined && known.form !== 'program') return known.form
  return isText(head) ? 'text' : 'other'
}

/** Text has no zeros, but for UTF-16, where every other byte of most is one. */
function isText(head: Buffer): boolean {
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0) return true
  return (even === 0 || odd === 0) && even + odd >= head.length / 4
}

function otherThanNamed(name: string, expected: string): Error & Fault {
  return refused(
    `${name} is something else than its name says: expected was ${expected}.`,
    'Expected is text with columns (.csv, .tsv, .txt), .json, .ndjson or .xml, or a workbook (.xlsx, .xls). Save it as one of those, and bring that. Nothing was kept.',
  )
}

function refused(message: string, hint: string): Error & Fault {
  return fault({ kind: 'record', message, hint })
}
