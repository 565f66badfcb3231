import { faultOf, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import { optInFields } from './consents.ts'
import type { ContactItem } from './contact-item.ts'
import { deleteContacts } from './delete-records.ts'
import { mergeRecords } from './merge-records.ts'
import type { MergeRecord, MergeTarget } from './merge-results.ts'
import type { Project } from './project.ts'
import { projectAsking } from './project-info.ts'
import { noContactKey } from './record-key.ts'
import type { Settings } from './settings.ts'
import { writtenValue, writtenValues, type WrittenValue } from './values.ts'

type Item = SinkItem<ContactItem>
type Write = Extract<Item, { readonly op: 'write' }>

export function contactTarget(config: Settings): MergeTarget {
  return {
    name: 'Contacts.Merge',
    of: 'the contacts',
    scope: { idProject: config.project },
    options: config.merge ?? {},
    read: projectAsking(config),
  }
}

/** Merges contacts by the project's key; those whose key changed by what they were known as. */
export function writeContacts({ contactKey }: Project) {
  return async (
    context: Context<Settings>,
    items: readonly Item[],
  ): Promise<readonly Outcome[]> => {
    if (contactKey.length === 0)
      return items.map(() => ({ status: 'failed', fault: faultOf(noContactKey()) }))
    const outcomes = new Map<Item, Outcome>()
    const keep = (own: readonly Item[], came: readonly Outcome[]) => {
      for (const [index, item] of own.entries())
        outcomes.set(item, came[index] ?? { status: 'unknown' })
    }
    const writes = items.filter((item): item is Write => item.op === 'write')
    const target = contactTarget(context.config)
    // Records by the internal id and records by key are not mixed in a call.
    const moved = writes.filter(
      ({ previousKey, remoteId }) => previousKey !== undefined && remoteId !== undefined,
    )
    const movedRecords = moved.map((item) => movedRecord(context, item))
    const came = await mergeRecords(context, target, movedRecords)
    // Who is gone there, or has become one with another, is found by the new key.
    const settled = moved.filter((_item, index) => !isRecordFault(came[index]))
    keep(
      settled,
      came.filter((outcome) => !isRecordFault(outcome)),
    )
    const plain = writes.filter((item) => !outcomes.has(item))
    keep(
      plain,
      await mergeRecords(
        context,
        target,
        plain.map((item) => recordOf(context, contactKey, item)),
      ),
    )
    const gone = items.filter((item) => item.op === 'delete')
    keep(gone, await deleteContacts(context, contactKey, gone))
    return items.map((item) => outcomes.get(item) ?? { status: 'unknown' })
  }
}

function isRecordFault(outcome: Outcome | undefined): boolean {
  return outcome?.status === 'failed' && outcome.fault.kind === 'record'
}

/** With the new key among its data, which changes it. */
function movedRecord(context: Context<Settings>, item: Write): MergeRecord {
  return { id: { idContact: Number(item.remoteId) }, data: dataOf(context, item) }
}

function recordOf(
  context: Context<Settings>,
  contactKey: readonly string[],
  item: Write,
): MergeRecord {
  return { id: contactId(contactKey, item.item.key), data: dataOf(context, item) }
}

export function contactId(
  contactKey: readonly string[],
  key: Readonly<Record<string, string | number>>,
): MergeRecord['id'] {
  return Object.fromEntries(contactKey.map((code) => [`key_f_${code}`, key[code] ?? '']))
}

function dataOf(context: Context<Settings>, { item }: Write): MergeRecord['data'] {
  const { config } = context
  const { key, fields = {}, tracking } = item
  const named = Object.entries(writtenValues({ ...key, ...fields }, config)).map(
    ([code, value]): [string, WrittenValue] => [`f_${code}`, value],
  )
  const at = tracking?.at === undefined || tracking.at === null ? undefined : tracking.at
  const day = at === undefined ? undefined : writtenValue({ date: at }, config)
  return {
    ...Object.fromEntries(named),
    ...optInFields(config, item, context.now()),
    ...(tracking !== undefined && { hasTrackingConsent: tracking.consents ? '1' : '0' }),
    ...(day !== undefined && { dtTrackingConsent: day }),
  }
}
