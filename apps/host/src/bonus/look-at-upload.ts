import { entities, type Json, type JsonObject } from '@cartograph/core'
import { inputSchema, maskFor, type Configuration } from '../config/index.ts'
import { keyOfText, rowsAfter, sameBonusImport, type Store } from '../store/index.ts'
import { comparedChecks, type BonusLook } from './bonus-look.ts'
import { sourcesOf, type BonusPlace } from './bonus-places.ts'
import { bonusTrial } from './bonus-trial.ts'
import type { UploadedRows } from './numbered-rows.ts'
import type { UploadedFile } from './upload-form.ts'
import { withUpload, type OpenUpload } from './with-upload.ts'

/** What would come of a file that was uploaded. */
interface UploadLook extends Omit<BonusLook, 'faults' | 'redeemedBefore'> {
  /** What is asked for, and which column of the file is taken for it; null: none. */
  readonly columns: readonly {
    readonly name: string
    readonly isKey: boolean
    readonly column: string | null
  }[]
  /** The columns that the file has. */
  readonly found: readonly string[]
  /** Rows that cannot be imported, by their lines where those are known. */
  readonly refused: readonly {
    readonly line: number | null
    readonly key: string
    readonly message: string
    readonly hint?: string
  }[]
  /** Rows below which another one has the same number; the last of them counts. */
  readonly doubled: readonly { readonly line: number; readonly key: string }[]
  /** The first checks as they would be, without what is personal. */
  readonly examples: readonly JsonObject[]
  /** Who imported the same file before. */
  readonly before?: { readonly at: number; readonly by: string }
}

const shownExamples = 5
/** Of a file of which every row is wrong the first ones tell enough. */
const mostListed = 1000

/** @throws the fault that reading the file would end with. */
export function lookAtUpload(
  { configuration, store }: { readonly configuration: Configuration; readonly store: Store },
  place: BonusPlace,
  given: {
    readonly file: UploadedFile
    readonly chosen: Readonly<Record<string, string>>
    readonly signal: AbortSignal
  },
): Promise<UploadLook> {
  return withUpload(configuration, place, given, async (opened) => {
    const { read, names, digest } = opened
    const before = await store.read((dialect, org) =>
      sameBonusImport(dialect, org, { ...place, digest }),
    )
    const common = {
      columns: place.columns.map((column) => ({
        ...column,
        column: names.get(column.name) ?? null,
      })),
      found: read.columns,
      ...(before !== undefined && { before: { at: before.askedAt, by: before.askedBy } }),
    }
    // Without its key no row of it is known; which column that is can be chosen then.
    if (place.columns.some(({ name, isKey }) => isKey && !names.has(name)))
      return { ...common, ...nothing }
    return bonusTrial(opened.configuration, place, given.signal, async (trial) => {
      const { faults, redeemedBefore, ...counts } = await comparedChecks(trial, store, place)
      const keyed = keyedLines(opened, place.stream)
      return {
        ...common,
        ...counts,
        known: counts.known + redeemedBefore,
        refused: refusedRows(faults, read, keyed).slice(0, mostListed),
        doubled: doubledRows(keyed).slice(0, mostListed),
        examples: await examplesIn(trial),
      }
    })
  })
}

const nothing = {
  rows: 0,
  new: 0,
  known: 0,
  changed: 0,
  over: 0,
  worth: {},
  refused: [],
  doubled: [],
  examples: [],
}

/** The lines of rows by their keys, as the key stands in dead letters. */
function keyedLines(
  { connection, read }: OpenUpload,
  stream: string,
): ReadonlyMap<string, readonly number[]> {
  const { key = [] } = sourcesOf(connection)[stream] ?? {}
  const lines = new Map<string, number[]>()
  for (const { line, row } of read.rows) {
    const text = key.map((column) => cellText(row[column])).join(', ')
    const own = lines.get(text)
    if (own === undefined) lines.set(text, [line])
    else own.push(line)
  }
  return lines
}

function cellText(cell: Json | undefined): string {
  if (typeof cell === 'string') return cell
  return cell === undefined || cell === null ? '' : JSON.stringify(cell)
}

function refusedRows(
  faults: BonusLook['faults'],
  { broken }: UploadedRows,
  keyed: ReadonlyMap<string, readonly number[]>,
): UploadLook['refused'] {
  return [
    ...faults.map(({ key, fault: { message, hint } }) => {
      const text = key === '' ? '' : keyOfText(key).join(', ')
      return {
        line: keyed.get(text)?.at(-1) ?? null,
        key: text,
        message,
        ...(hint !== undefined && { hint }),
      }
    }),
    ...(faults.some(({ key }) => key === '')
      ? []
      : broken.map(({ at, message }) => ({ line: null, key: '', message: `${at}: ${message}` }))),
  ].toSorted((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity))
}

function doubledRows(keyed: ReadonlyMap<string, readonly number[]>): UploadLook['doubled'] {
  return (
    [...keyed]
      // Rows without any number are refused, and not the same check.
      .filter(([key]) => key.replaceAll(/[, ]/gu, '') !== '')
      .flatMap(([key, lines]) => lines.slice(0, -1).map((line) => ({ line, key })))
      .toSorted((one, other) => one.line - other.line)
  )
}

async function examplesIn(trial: Store): Promise<readonly JsonObject[]> {
  const rows = await trial.read((dialect, org) =>
    rowsAfter(dialect, org, 'voucher', '', shownExamples),
  )
  const schema = inputSchema(entities.voucher.schema)
  return rows.map(({ data }) => {
    const value = JSON.parse(data) as JsonObject
    return maskFor([{ schema, value }])(value)
  })
}
