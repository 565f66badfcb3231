import type { Account, FieldValue, List, Member } from './account.ts'
import { instantText } from './instant-text.ts'

/** A member as an answer shows one: as today, or as in answers of 2014. */
export function shownMember(account: Account, list: List, member: Member): object {
  const head = {
    id: member.id,
    status: { status: member.status, email: member.emailStatus, mobile: 'active' },
    sent_mail: 0,
    sent_sms: 0,
    open_rate: 0,
    imported: member.imported ? 1 : 0,
    created_at: instantText(member.createdAt),
    updated_at: instantText(member.updatedAt),
    unsubscribed_at: member.unsubscribedAt === null ? null : instantText(member.unsubscribedAt),
  }
  const values = [...list.fields.values()]
    // A password is never given back.
    .filter(({ format }) => format !== 'password')
    .map((field) => [field, member.values.get(field.name) ?? emptyOf(field.format)] as const)
  if (account.unknowns.memberForm === 'fields')
    return {
      ...head,
      fields: Object.fromEntries(
        values.map(([{ name, options }, value]) => {
          const label = typeof value === 'string' ? options.get(value) : undefined
          return [
            name,
            {
              name,
              value,
              ...(label !== undefined && { options: { [String(value)]: label } }),
            },
          ]
        }),
      ),
    }
  return {
    ...head,
    ...Object.fromEntries(values.map(([{ name, format }, value]) => [name, flat(format, value)])),
  }
}

function emptyOf(format: string): FieldValue {
  if (format === 'multi') return []
  return format === 'date' ? '0000-00-00' : ''
}

function flat(format: string, value: FieldValue): unknown {
  if (format === 'multi' && typeof value !== 'string') return value.map((id) => ({ id }))
  return format === 'choice' && value !== '' ? { id: value } : value
}
