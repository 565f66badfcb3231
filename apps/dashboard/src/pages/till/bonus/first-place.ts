import type { AskedOf } from '../../../api/routes.ts'

type Entries = NonNullable<AskedOf<'POST /api/configuration'>['body']>['entries']

export const firstPlace = { connection: 'bonus-checks', stream: 'checks' } as const

/** A connection that files of bonus checks go to, and what their columns mean; it reads a folder too, should there be one. */
export function placeEntries({
  country,
  zone,
}: {
  readonly country: string
  readonly zone: string
}): Entries {
  const { connection, stream } = firstPlace
  return [
    {
      section: 'connections',
      id: connection,
      value: {
        connector: 'file',
        config: {
          sources: {
            [stream]: {
              path: './bonus-checks',
              pattern: '*.csv',
              key: ['CheckNo'],
              deletes: 'never',
            },
          },
        },
      },
    },
    {
      section: 'mappings',
      id: 'bonus-check',
      value: { connection, mapping: checkMapping(country, zone) },
    },
  ]
}

function checkMapping(country: string, zone: string) {
  return {
    id: 'bonus-check',
    from: { connector: 'file', stream: firstPlace.stream },
    to: { entity: 'voucher' },
    fields: {
      id: '$.CheckNo',
      code: { $firstFilled: ['$.Code', '$.CheckNo'] },
      kind: 'bonus',
      status: { $firstFilled: ['$.Status', 'active'] },
      amount: { $money: '$.Value', currency: '$.Currency' },
      currency: '$.Currency',
      email: { $email: '$.Email' },
      phone: { $phone: '$.Phone', country },
      issuedAt: { $instant: '$.IssuedOn', zone },
      // It can be used until the end of that day.
      expiresAt: {
        $if: { $isBlank: '$.ValidUntil' },
        then: null,
        else: { $instant: { $join: ['$.ValidUntil', '23:59:59'], with: 'T' }, zone },
      },
      extra: {
        name: '$.Name',
        description: '$.Description',
        remindDaysBefore: { $firstFilled: ['$.RemindDaysBefore'] },
      },
    },
    onMissing: 'omit',
  }
}
