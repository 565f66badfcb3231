import type { Mapping } from '@cartograph/core'

/** Somebody who entered or left an audience, as an event of the person. */
export const audienceMapping: Mapping = {
  id: 'raptor-audience',
  from: { connector: 'raptor', stream: 'audienceChanges' },
  to: { entity: 'event' },
  fields: {
    id: '$.id',
    type: { $concat: ['audience.', '$.action'] },
    at: '$.at',
    email: { $email: '$.person' },
    properties: { audience: '$.audience' },
  },
}
