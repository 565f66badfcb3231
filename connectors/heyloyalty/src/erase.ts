import type { Context, Key, Outcome, Person } from '@cartograph/core'
import { byValue, readMember } from './known-members.ts'
import { readLists } from './lists.ts'
import { unsubscribeMember } from './member-calls.ts'
import { identityOfKey } from './member-item.ts'
import type { MemberRow } from './member-shape.ts'
import type { Settings } from './settings.ts'

/**
 * Anonymises and unsubscribes a person on all lists of the account. By a number only who has no address, for several may have one.
 *
 * @see https://github.com/Heyloyalty/HL-phpclient (read 2026-11)
 */
export async function erase(
  context: Context<Settings>,
  { email, phone }: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const sent = [...(keys['members'] ?? []), ...(keys['optOuts'] ?? [])].map(([key]) => String(key))
  const names = new Set([email ?? '', phone ?? '', ...sent.filter(isAddress)])
  const ids = new Set(sent.filter((key) => !isAddress(key)))
  for (const { id: listId } of await readLists(context)) {
    const found = new Map<string, Pick<MemberRow, 'id' | 'list_id'>>()
    for (const name of names)
      if (name !== '')
        for (const one of await byValue(context, listId, identityOfKey(name)))
          if (name.includes('@') || (one.fields.email ?? '') === '') found.set(one.id, one)
    for (const id of ids) {
      const one = await readMember(context, listId, id)
      if (one !== null) found.set(one.id, one)
    }
    for (const one of found.values()) await unsubscribeMember(context, one, 'anonymise')
  }
  return { status: 'ok' }
}

/** Of the sink an item is named by an address or a number, of the streams by an id. */
function isAddress(key: string): boolean {
  return key.includes('@') || key.startsWith('+')
}
