import type { Expression, Mapping } from '@cartograph/core'
import { contactFieldsOf } from '../contact-fields.ts'
import type { Project } from '../project.ts'
import { isFilled, keyOfCustomer } from './contact-key.ts'

/** Properties that are days, and are written as such. */
const days = new Set(['birthDate'])

function valueOf(property: string): Expression {
  if (property === 'email') return { $email: '$.email' }
  if (property === 'phone') return { $phone: '$.phone' }
  return days.has(property) ? { date: `$.${property}` } : `$.${property}`
}

/** A customer with what they agreed to, for everybody who has the project's key. */
export function customerMapping({ config, contactKey }: Project, sink: string): Mapping {
  const key = keyOfCustomer(contactKey)
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'customer' },
    to: { connector: 'dialog-insight', sink },
    with: {
      said: { entity: 'consent', where: { customerId: '$.id' }, take: 'all', follow: true },
    },
    when: isFilled(key),
    fields: {
      key,
      fields: Object.fromEntries(
        Object.entries(contactFieldsOf(config)).map(([property, code]) => [
          code,
          valueOf(property),
        ]),
      ),
      consents: {
        $flatten: [
          '$.consents',
          {
            $each: '$said',
            as: {
              channel: '$.channel',
              state: '$.state',
              purpose: '$.purpose',
              at: '$.at',
              expiresAt: '$.expiresAt',
            },
          },
        ],
      },
    },
  }
}
