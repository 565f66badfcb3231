import { createHash, randomUUID } from 'node:crypto'
import { faultOf } from '@cartograph/core'
import { actorText, audit, type Actor } from '../access/index.ts'
import { openLines } from '../connections/index.ts'
import { sync, type SyncReport } from '../engine/index.ts'
import { addBonusImport, moveBonusImport } from '../store/index.ts'
import { detached } from '../telemetry/index.ts'
import { aloneOnDemand, type Host } from '../work/index.ts'
import type { ImportOutcome } from './bonus-imports.ts'
import type { BonusPlace } from './bonus-places.ts'
import { uploadForm, type UploadedFile } from './upload-form.ts'
import { withUpload, type OpenUpload } from './with-upload.ts'

interface Importing {
  readonly file: UploadedFile
  /** What the file calls some columns. */
  readonly chosen: Readonly<Record<string, string>>
  readonly by: Actor
}

/** So often it is said how far an import is. */
const toldEveryMs = 1000

/**
 * Imports a file in the background, and gives back the name of the import.
 *
 * The same file once more changes nothing: a check of a known number is the same check.
 *
 * @throws a `record` fault for a file that is no table.
 */
export async function importUpload(
  host: Host,
  place: BonusPlace,
  importing: Importing,
): Promise<string> {
  const { store, now } = host
  const { file, by } = importing
  uploadForm(file)
  const id = randomUUID()
  const at = now()
  await store.write(function* (dialect, org) {
    yield* addBonusImport(dialect, org, {
      id,
      connection: place.connection,
      stream: place.stream,
      file: file.name,
      bytes: file.bytes.length,
      digest: createHash('sha256').update(file.bytes).digest('hex'),
      askedAt: at,
      askedBy: actorText(by),
    })
    yield* audit(dialect, org, { at, actor: by, action: 'bonus.import', target: place.connection })
  })
  void detached(() => carryOut(host, place, importing, id))
  return id
}

async function carryOut(
  host: Host,
  place: BonusPlace,
  { file, chosen }: Importing,
  id: string,
): Promise<void> {
  const { store, now, signal, log } = host
  let read = 0
  const tell = (state: 'running' | 'done' | 'failed', outcome?: ImportOutcome) =>
    store.write((dialect, org) =>
      moveBonusImport(dialect, org, id, {
        state,
        seenAt: now(),
        read,
        outcome: outcome && JSON.stringify(outcome),
      }),
    )
  let told = Promise.resolve()
  const telling = setInterval(() => {
    told = tell('running').catch(() => {})
  }, toldEveryMs)
  /** What came of it is told after everything else. */
  const ended = () => {
    clearInterval(telling)
    return told
  }
  try {
    const report = await withUpload(host.configuration, place, { file, chosen, signal }, (opened) =>
      readInto(host, place, opened, (count) => {
        read = count
      }),
    )
    await ended()
    const outcome = outcomeOf(report)
    read = outcome.read
    // A row that cannot be used is told by itself, and keeps no other back.
    const isWhole = outcome.fault === undefined && !signal.aborted
    await tell(isWhole ? 'done' : 'failed', outcome)
  } catch (error) {
    await ended()
    const { message, hint } = faultOf(error, place.connection)
    const counts = { read, written: 0, unchanged: 0, rejected: 0 }
    const failed = tell('failed', {
      ...counts,
      fault: { message, ...(hint !== undefined && { hint }) },
    })
    await failed.catch((unsaid: unknown) =>
      log({ level: 'error', connection: place.connection, message: faultOf(unsaid).message }),
    )
  }
}

async function readInto(
  host: Host,
  { connection, stream }: BonusPlace,
  { configuration }: OpenUpload,
  onRead: (count: number) => void,
): Promise<SyncReport> {
  const lines = openLines()
  try {
    return await sync(
      { configuration, store: host.store, lines },
      {
        connections: [connection],
        streams: [stream],
        // The same file once more is read once more: something may be gone since.
        full: true,
        signal: host.signal,
        alone: aloneOnDemand(host),
        engine: { ...host.engine, clock: host.clock },
        onProgress: (progress) => onRead(progress.read),
      },
    )
  } finally {
    await lines.close()
  }
}

function outcomeOf({ runs }: SyncReport): ImportOutcome {
  const sum = (name: 'read' | 'written' | 'unchanged' | 'rejected') =>
    runs.reduce((total, run) => total + run[name], 0)
  const found = runs.find((run) => run.fault !== undefined)?.fault
  return {
    read: sum('read'),
    written: sum('written'),
    unchanged: sum('unchanged'),
    rejected: sum('rejected'),
    ...(found !== undefined && {
      fault: { message: found.message, ...(found.hint !== undefined && { hint: found.hint }) },
    }),
  }
}
