import { localName, xmlScan } from '../xml/xml-scan.ts'
import { refused, type Archive } from './archive.ts'
import { unescaped } from './escapes.ts'

/** The texts that a workbook's cells name by number. */
export interface SharedStrings {
  get(index: number): string | undefined
}

const blockTexts = 4_096
const mostBytes = 256_000_000

/**
 * Reads the texts of a workbook, each of which stands there once.
 *
 * Any row may name any of them, so all are kept: as bytes, outside the heap, 256 MB of them at most.
 */
export async function readStrings(
  archive: Archive,
  file: string,
  part: string | undefined,
): Promise<SharedStrings> {
  const blocks: { readonly bytes: Buffer; readonly ends: Uint32Array }[] = []
  let texts: string[] = []
  let size = 0
  const store = () => {
    const pieces = texts.map((text) => Buffer.from(text))
    const ends = new Uint32Array(pieces.length)
    let end = 0
    for (const [index, piece] of pieces.entries()) ends[index] = end += piece.length
    blocks.push({ bytes: Buffer.concat(pieces), ends })
    texts = []
    size += end
    if (size > mostBytes) throw refused(file, 'its texts take more than 256 MB')
  }
  if (part !== undefined && archive.has(part)) {
    const scan = stringScan(`${file}, part ${part}`, (text) => {
      texts.push(text)
      if (texts.length === blockTexts) store()
    })
    for await (const text of archive.text(part)) scan.push(text)
    scan.end()
  }
  store()
  return {
    get: (index) => {
      const block = blocks[Math.floor(index / blockTexts)]
      const at = index % blockTexts
      const end = block?.ends[at]
      if (block === undefined || end === undefined) return undefined
      return block.bytes.toString('utf8', at === 0 ? 0 : block.ends[at - 1], end)
    },
  }
}

/** Texts may come in runs, each with its own font; how a text is pronounced is no part of it. */
function stringScan(place: string, found: (text: string) => void) {
  let text = ''
  let isText = false
  let pronounced = 0
  return xmlScan(place, {
    open: (tag) => {
      const name = localName(tag)
      if (name === 'si') text = ''
      else if (name === 'rPh') pronounced += 1
      else if (name === 't') isText = pronounced === 0
    },
    text: (piece) => {
      if (isText) text += piece
    },
    close: (tag) => {
      const name = localName(tag)
      if (name === 'si') found(unescaped(text))
      else if (name === 'rPh') pronounced -= 1
      else if (name === 't') isText = false
    },
  })
}
