import {
  fault,
  faultOf,
  isFault,
  type Context,
  type Fault,
  type Outcome,
  type SinkItem,
} from '@cartograph/core'
import { firstLookMs } from './assumptions.ts'
import { askRule } from './client.ts'
import { ownerOf } from './owner.ts'
import { keyField, type RecordItem } from './record-item.ts'
import { recordTags, tagOwners } from './record-tags.ts'
import { readRecords, textOf, type RuleRecord } from './records.ts'
import { groupsOf, type Settings } from './settings.ts'
import { timeZoneOf, tooLarge } from './subscriber-entry.ts'
import { fitting, typedValues, type TypedValue } from './values.ts'

type Write = Extract<SinkItem<RecordItem>, { readonly op: 'write' }>
type Owned = ReadonlyMap<string, RuleRecord>

/**
 * Appends records to the historical group, each once, and changes those that are there.
 *
 * An append twice is two records, so a record is looked for first. Rule answers an append before it has written, so what was
 * appended is `pending` until it shows.
 */
export async function writeRecords(
  context: Context<Settings>,
  items: readonly SinkItem<RecordItem>[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  const records = new Map<string, Owned>()
  const tagged: { readonly owner: string; readonly tags: readonly string[] }[] = []
  for (const item of items) {
    // What was bought stays bought; Rule cannot take a single record away.
    if (item.op === 'delete') outcomes.push({ status: 'ok' })
    else
      try {
        const written = await writeRecord(context, item, records)
        outcomes.push(written.outcome)
        const tags = recordTags(context.config, item)
        if (written.owner !== undefined && tags.later.length > 0)
          tagged.push({ owner: written.owner, tags: tags.later })
      } catch (error) {
        const { kind } = faultOf(error)
        // Of the first request the host knows whether it went out; what was written before must not be forgotten for a later one.
        if (!isFault(error) || outcomes.length === 0) throw error
        outcomes.push(kind === 'rateLimit' ? { status: 'untouched' } : { status: 'unknown' })
      }
  }
  await tagOwners(context, tagged)
  return outcomes
}

interface Written {
  readonly outcome: Outcome
  readonly owner?: string
}

async function writeRecord(
  context: Context<Settings>,
  item: Write,
  known: Map<string, Owned>,
): Promise<Written> {
  const { order: group } = groupsOf(context.config)
  const values = fitting(
    typedValues({ ...item.item.values, [keyField]: item.item.key }, timeZoneOf(context.config)),
  )
  if (values === undefined) return { outcome: { status: 'failed', fault: fault(tooLarge(group)) } }
  const [owner, data] = item.remoteId?.split('/') ?? []
  if (owner !== undefined && data !== undefined && (await putRecord(context, owner, data, values)))
    return { outcome: { status: 'ok' }, owner }
  const { email, phone } = item.item
  const identity = { email: email ?? undefined, phone: phone ?? undefined }
  const handed = item.references['subscriber'] ?? undefined
  const who = handed ?? (await ownerOf(context, identity))
  if (typeof who !== 'string') return { outcome: who }
  const first = await appendOrChange(context, { owner: who, key: item.item.key, values, known })
  if (first !== undefined || handed === undefined) return { outcome: first ?? gone, owner: who }
  // The subscriber whose id was handed over is gone from Rule, and is made anew.
  const anew = await ownerOf(context, identity)
  if (typeof anew !== 'string') return { outcome: anew }
  const second = await appendOrChange(context, { owner: anew, key: item.item.key, values, known })
  return { outcome: second ?? gone, owner: anew }
}

const gone: Outcome = {
  status: 'failed',
  fault: fault({
    kind: 'transient',
    message: 'The subscriber went away while an order of theirs was written.',
    hint: 'It is tried again by itself.',
  }),
}

/** `undefined` where there is no such subscriber. */
async function appendOrChange(
  context: Context<Settings>,
  {
    owner,
    key,
    values,
    known,
  }: {
    readonly owner: string
    readonly key: string
    readonly values: ReadonlyMap<string, TypedValue>
    readonly known: Map<string, Owned>
  },
): Promise<Outcome | undefined> {
  const records = known.get(owner) ?? (await recordsOf(context, owner))
  known.set(owner, records)
  const found = records.get(key)
  const { order: group } = groupsOf(context.config)
  if (isOverwritten(records.values())) return { status: 'failed', fault: notHistorical(group) }
  if (found !== undefined) {
    const data = String(found.id)
    if (await putRecord(context, owner, data, values))
      return { status: 'ok', remoteId: `${owner}/${data}` }
  }
  const answer = await askRule(context, {
    method: 'POST',
    path: `/v3/custom-field-data/${encodeURIComponent(owner)}`,
    route: '/v3/custom-field-data/{id}',
    effect: 'once',
    expect: [404],
    body: {
      groups: [
        {
          group,
          create_if_not_exists: true,
          historical: true,
          values: [...values].map(([field, { value }]) => ({
            field,
            create_if_not_exists: true,
            value,
          })),
        },
      ],
    },
  })
  if (answer.status === 404) return undefined
  return { status: 'pending', ticket: `${owner}@${context.now()}`, afterMs: firstLookMs }
}

/** The records of a subscriber by their key, as they are now. */
export async function recordsOf(context: Context<Settings>, owner: string): Promise<Owned> {
  const { order: group } = groupsOf(context.config)
  const found = new Map<string, RuleRecord>()
  for await (const page of readRecords(context, owner, { group, field: keyField }))
    for (const record of page) found.set(textOf(record, keyField) ?? `record ${record.id}`, record)
  return found
}

async function putRecord(
  context: Context<Settings>,
  owner: string,
  data: string,
  values: ReadonlyMap<string, TypedValue>,
): Promise<boolean> {
  const { status } = await askRule(context, {
    method: 'PUT',
    path: `/v3/custom-field-data/${encodeURIComponent(owner)}`,
    route: '/v3/custom-field-data/{id}',
    expect: [404],
    body: {
      identifier: { data_id: Number.isNaN(Number(data)) ? data : Number(data) },
      values: [...values].map(([field, { value }]) => ({ field, value })),
    },
  })
  return status !== 404
}

export function isOverwritten(records: Iterable<RuleRecord>): boolean {
  for (const { historical } of records) if (historical === false) return true
  return false
}

/** Every further order would be written over the one before. */
export function notHistorical(group: string): Fault {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `The group ${group} in Rule is not historical, so that it keeps only the last order of each customer.`,
    hint: `In Rule: app.rule.io/#/subscriber/groups, choose ${group}, and make it historical. Then push again.`,
  })
}
