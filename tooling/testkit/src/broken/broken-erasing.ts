import { fault, type Connector, type Context, type Outcome } from '@cartograph/core'
import type { BrokenConnector } from './broken-connector.ts'
import { notebook } from './notebook.ts'
import { eraseReader } from './notebook-erasing.ts'
import type { Settings } from './notebook-settings.ts'
import { host } from './notebook-vendor.ts'

type Erase = NonNullable<Connector<Settings>['erase']>

/** Connectors that do not erase as they should. */
export const brokenErasing: readonly BrokenConnector[] = [
  {
    name: 'calls an erasure done that the vendor has only begun',
    caughtBy: 'erase.person',
    connector: withErase(async (context, person) => {
      await eraseReader(context, person)
      return { status: 'ok' }
    }),
  },
  {
    name: 'erases everybody',
    caughtBy: 'erase.person',
    connector: withErase((context) => eraseReader(context, { customerId: '' })),
  },
  {
    name: 'waits for an erasure for ever',
    caughtBy: 'erase.pending',
    connector: withErase(async (context, person) => {
      await eraseReader(context, person)
      return { status: 'pending', ticket: 'x', afterMs: 60_000 }
    }),
  },
  {
    name: 'fails for a person who is gone',
    caughtBy: 'erase.again',
    connector: withErase(async (context, person) => {
      const outcome = await eraseReader(context, person)
      return outcome.status === 'ok' && person.customerId !== undefined ? unknownReader() : outcome
    }),
  },
  {
    name: 'fails for a person of whom the vendor has no id',
    caughtBy: 'erase.unknown',
    connector: withErase((context, person) =>
      person.customerId === undefined
        ? Promise.resolve(unknownReader())
        : eraseReader(context, person),
    ),
  },
  {
    name: 'calls it done where it may not erase',
    caughtBy: 'erase.refused',
    connector: withErase(async (context, person) => {
      const response = await remove(context, person.customerId)
      return response.ok ? eraseReader(context, person) : { status: 'ok' }
    }),
  },
  {
    name: 'does not say what to do where it may not erase',
    caughtBy: 'erase.refused',
    connector: withErase(async (context, person) => {
      const { status } = await remove(context, person.customerId)
      if (status === 403) throw fault({ kind: 'permission', message: 'It is forbidden.' })
      return eraseReader(context, person)
    }),
  },
  {
    name: 'calls it done where the vendor is down',
    caughtBy: 'erase.outage',
    connector: withErase((context, person) =>
      eraseReader(context, person).catch((): Outcome => ({ status: 'ok' })),
    ),
  },
  {
    name: 'tells its log whom it erases',
    caughtBy: 'erase.silent',
    connector: withErase((context, person) => {
      context.log.info('A reader is erased.', { email: person.email ?? '' })
      return eraseReader(context, person)
    }),
  },
]

function withErase(erase: Erase): Connector<Settings> {
  return { ...notebook, erase }
}

function remove({ fetch }: Context<Settings>, id: string | undefined): Promise<Response> {
  return fetch.with({ effect: 'repeatable', expect: [403, 404] })(`https://${host}/readers/${id}`, {
    method: 'DELETE',
  })
}

function unknownReader(): Outcome {
  return {
    status: 'failed',
    fault: { $fault: 'v1', kind: 'record', message: 'There is no such reader.' },
  }
}
