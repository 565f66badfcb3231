import { defaultMappings } from '@cartograph/testkit/reading'
import { contacthub } from '../connector.ts'
import { settings, type Settings } from '../settings.ts'

export const partsOf = (given: Partial<Settings> = {}) =>
  contacthub.parts({
    config: settings.parse({
      token: 'hub-0123456789',
      workspaceId: 'a0000000-0000-4000-8000-000000000001',
      nodeId: 'b0000000-0000-4000-8000-000000000001',
      currency: 'EUR',
      ...given,
    }),
    found: null,
  })

export const { mapped, problems: mappingProblems } = defaultMappings(partsOf)
