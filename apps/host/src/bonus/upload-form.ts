import { fault, type Fault } from '@cartograph/core'
import { mostUploadBytes } from '../wishes/index.ts'

/** A file as somebody gave it to the page. */
export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** In the words of the connector for files. */
export type UploadForm = 'csv' | 'xlsx' | 'xls'

/**
 * What a file is by what stands in it, whatever its name says.
 *
 * @throws a `record` fault for what is no table, or could do more than hold one.
 */
export function uploadForm({ bytes }: UploadedFile): UploadForm {
  if (bytes.length === 0) throw refused('The file is empty.', usual)
  if (bytes.length > mostUploadBytes)
    throw refused(
      `The file is larger than ${mostUploadBytes / 1_048_576} MiB.`,
      'Give it in several files, or have the connection read it from the disk.',
    )
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = file.subarray(0, 4).toString('hex')
  if (head === '504b0304') return workbookForm(file)
  if (head === 'd0cf11e0') {
    if (file.includes(Buffer.from('_VBA_PROJECT', 'utf16le'))) throw withMacros()
    return 'xls'
  }
  return textForm(file)
}

/** The names of the parts of a zip file stand in it as they are. */
function workbookForm(file: Buffer): UploadForm {
  if (file.includes('vbaProject.bin')) throw withMacros()
  if (file.includes('xl/workbook') || file.includes('xl\\workbook')) return 'xlsx'
  throw refused('The file is an archive, and no workbook.', usual)
}

const byteOrderMarks: ReadonlySet<string> = new Set(['fffe', 'feff'])

function textForm(file: Buffer): UploadForm {
  if (byteOrderMarks.has(file.subarray(0, 2).toString('hex'))) return 'csv'
  const start = file.subarray(0, 512).toString('latin1').trimStart().toLowerCase()
  if (start.startsWith('%pdf') || file.includes(0))
    throw refused('The file is no text and no workbook.', usual)
  if (start.startsWith('<')) throw refused('The file is a page or XML, and no table.', usual)
  if (!isUtf8(file))
    throw refused(
      'Some letters of the file are in an encoding that cannot be told for certain.',
      'Save it as text in UTF-8 (in Excel: CSV UTF-8), or as a workbook.',
    )
  return 'csv'
}

function isUtf8(file: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file)
    return true
  } catch {
    return false
  }
}

const usual = 'Expected is a workbook (.xlsx, .xls), or text with columns (.csv, .txt).'

function withMacros(): Error & Fault {
  return refused(
    'The workbook holds macros, which are programs.',
    'Save it as a workbook without macros (.xlsx).',
  )
}

function refused(message: string, hint: string): Error & Fault {
  return fault({ kind: 'record', message, hint })
}
