import { compileMapping, makeRow, type Entry, type Find, type JsonObject } from '@cartograph/core'
import { contact } from '../mappings/customer.ts'
import { rowsIn, textIn } from '../till/json-fields.ts'
import type { ContactRow, RedemptionRow } from '../till/streams.ts'

/** Commerce rows of an organisation, as other connections and the tills left them. */
export interface TillStore {
  readonly find: Find
  readonly contacts: ReadonlyMap<string, ContactRow>
  /** By check and receipt. */
  readonly redemptions: ReadonlyMap<string, RedemptionRow>
  readonly entries: readonly Entry[]
  /** How often it was asked for what. */
  readonly lookUps: readonly { readonly entity: string; readonly field: string }[]
  write(entries: readonly Entry[]): Promise<void>
}

export interface TillRows {
  readonly customers?: readonly JsonObject[]
  readonly orders?: readonly JsonObject[]
  readonly vouchers?: readonly JsonObject[]
}

/** Keeps rows in memory, and takes customers who share an e-mail address or a phone number for one person, as the host does. */
export function tillStore({
  customers = [],
  orders = [],
  vouchers = [],
}: TillRows = {}): TillStore {
  const known = [...customers]
  const contacts = new Map<string, ContactRow>()
  const redemptions = new Map<string, RedemptionRow>()
  const entries: Entry[] = []
  const lookUps: { entity: string; field: string }[] = []
  const ofPerson = (rows: readonly JsonObject[], personId: unknown) => {
    const members = personsOf(known).find((person) => person['id'] === personId)
    const ids = (members?.['records'] as readonly string[] | undefined) ?? []
    return rows.filter(
      (row) =>
        ids.includes(`customer/${textOf(row, 'customerId')}`) ||
        (typeof row['email'] === 'string' && row['email'] === members?.['email']),
    )
  }
  return {
    contacts,
    redemptions,
    entries,
    lookUps,
    find: async (entity, where, { limit = 50 } = {}) => {
      const [[field, value] = ['', '']] = Object.entries(where)
      lookUps.push({ entity, field })
      const found = {
        person: () =>
          personsOf(known).filter(({ records, id }) =>
            field === 'id'
              ? id === value
              : known.some(
                  (row) =>
                    row[field] === value &&
                    (records as readonly string[]).includes(`customer/${textOf(row, 'id')}`),
                ),
          ),
        customer: () => known.filter((row) => row[field] === value),
        order: () => ofPerson(orders, value).toSorted(newestFirst),
        voucher: () => ofPerson(vouchers, value).map((row) => withoutSpent(row, redemptions)),
      }[entity]
      return (found?.() ?? []).slice(0, limit)
    },
    async write(put) {
      const compiled = await compileMapping(contact)
      for (const entry of put) {
        entries.push(entry)
        if (entry.stream === 'redemptions') {
          keepRedemption(redemptions, entry)
          continue
        }
        if (entry.op !== 'upsert' || entry.stream !== 'contacts') continue
        const row = entry.row as ContactRow
        contacts.set(row.contactId, row)
        const [item] = compiled.map([row]).items
        const made = makeRow('customer', 'till', item ?? {})
        if ('fault' in made) throw new Error(made.fault.message)
        const at = known.findIndex(({ id }) => id === made.id)
        known.splice(at === -1 ? known.length : at, at === -1 ? 0 : 1, made.row)
      }
    },
  }
}

function keepRedemption(redemptions: Map<string, RedemptionRow>, entry: Entry): void {
  if (entry.op === 'delete') redemptions.delete(entry.key.join('/'))
  if (entry.op !== 'upsert') return
  const row = entry.row as RedemptionRow
  redemptions.set(`${row.check}/${row.receipt}`, row)
}

/** What was spent is taken off, as the host does. */
function withoutSpent(
  row: JsonObject,
  redemptions: ReadonlyMap<string, RedemptionRow>,
): JsonObject {
  const uses = [...redemptions.values()].filter(({ check }) => check === row['id'])
  const whole = Number(row['remainingAmount'] ?? row['amount'])
  const left = uses.reduce((sum, { amount }) => sum - amount, whole)
  return { ...row, remainingAmount: left, ...(left === 0 && { status: 'redeemed' }) }
}

/** The oldest record gives its name, and the newest value counts. */
function personsOf(customers: readonly JsonObject[]): readonly JsonObject[] {
  const groups: JsonObject[][] = []
  for (const customer of customers) {
    const isSame = (one: JsonObject) =>
      ['email', 'phone'].some(
        (field) => typeof one[field] === 'string' && one[field] === customer[field],
      )
    const joined = groups.filter((group) => group.some(isSame))
    const rest = groups.filter((group) => !joined.includes(group))
    groups.splice(0, groups.length, ...rest, [...joined.flat(), customer])
  }
  return groups.map(personOf)
}

function personOf(group: readonly JsonObject[]): JsonObject {
  const [oldest = {}] = group
  return Object.assign({}, ...group.map(filledOf), {
    id: `p-${textOf(oldest, 'id')}`,
    createdAt: textOf(oldest, 'createdAt'),
    consents: group.flatMap((row) => rowsIn(row, 'consents')),
    records: group.map((row) => `customer/${textOf(row, 'id')}`),
  }) as JsonObject
}

function filledOf(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

function newestFirst(one: JsonObject, other: JsonObject): number {
  return textOf(one, 'placedAt') < textOf(other, 'placedAt') ? 1 : -1
}

function textOf(row: JsonObject, name: string): string {
  return textIn(row, name) ?? ''
}
