import { fault, fitsSurely, type Stream } from '@cartograph/core'

/** A schema is read once, and almost all rows are as it says. */
const quick = new WeakMap<object, (row: unknown) => boolean>()

/** @throws a `record` fault for a row that is not as its stream's schema says. */
export function checkRow(stream: Stream<unknown>, row: object): void {
  const { schema } = stream
  let fits = quick.get(schema)
  if (fits === undefined) {
    fits = fitsSurely(schema)
    quick.set(schema, fits)
  }
  if (fits(row)) return
  const result = schema['~standard'].validate(row)
  if (result instanceof Promise)
    throw fault({ kind: 'contract', message: 'The schema of a stream must check at once.' })
  const issue = result.issues?.[0]
  if (issue === undefined) return
  const path = (issue.path ?? []).map((part) =>
    typeof part === 'object' ? plainKey(part.key) : plainKey(part),
  )
  throw fault({
    kind: 'record',
    message: `The record is not as its schema says${path.length === 0 ? '' : `, at ${path.join('.')}`}: ${issue.message}.`,
    hint: 'Mend it at its source; if the source changed for good, the connector needs an update.',
    path,
  })
}

function plainKey(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part
}
