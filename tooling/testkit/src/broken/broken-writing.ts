import { createHmac } from 'node:crypto'
import { json, type Outcome } from '@cartograph/core'
import { withLetters, withSend, withWebhook, type BrokenConnector } from './broken-connector.ts'
import { failed, oneLetter, sendLetters, unsigned, webhook, type Letter } from './notebook.ts'
import { host } from './notebook-vendor.ts'

/** Connectors that write wrongly, and such that trust webhooks too much. */
export const brokenWriting: readonly BrokenConnector[] = [
  {
    name: 'gives outcomes in the order of the vendor’s answer',
    caughtBy: 'sink.order',
    connector: withLetters({
      write: async (context, items) => (await sendLetters(context, items)).toReversed(),
    }),
  },
  {
    name: 'gives one outcome too few',
    caughtBy: 'sink.outcomes',
    connector: withLetters({
      write: async (context, items) => (await sendLetters(context, items)).slice(1),
    }),
  },
  {
    name: 'reports as done what was never sent',
    caughtBy: 'sink.outcomes',
    connector: withLetters({
      write: async (context, items) => {
        const outcomes = await sendLetters(context, items.slice(1))
        return [{ status: 'ok' }, ...outcomes]
      },
    }),
  },
  {
    name: 'repeats after a time-out, under another key and another id',
    caughtBy: 'sink.unknown',
    connector: withLetters({
      write: async (context, items) => {
        try {
          return await sendLetters(context, items)
        } catch {
          const again = items.map((item) =>
            item.op === 'write'
              ? {
                  ...item,
                  item: { ...item.item, id: `${item.item.id}-2` },
                  idempotencyKey: 'again',
                }
              : item,
          )
          return sendLetters(context, again)
        }
      },
    }),
  },
  {
    name: 'reports as done what the vendor answered 500 to',
    caughtBy: 'sink.serverError',
    connector: withLetters({
      write: (context, items) =>
        sendLetters(context, items).catch(() => items.map((): Outcome => ({ status: 'ok' }))),
    }),
  },
  {
    name: 'reports as failed what a rate limit kept back',
    caughtBy: 'sink.rateLimited',
    connector: withLetters({
      write: (context, items) =>
        sendLetters(context, items).catch(() => items.map(() => failed('Too many requests.'))),
    }),
  },
  {
    name: 'fails to delete what is not there',
    caughtBy: 'sink.deleteMissing',
    connector: withLetters({
      write: async (context, items) => {
        const [first] = items
        if (first?.op !== 'delete') return sendLetters(context, items)
        const [id] = first.key
        const send = context.fetch.with({ effect: 'repeatable' })
        await json(await send(`https://${host}/letters/${id}`, { method: 'DELETE' }))
        return [{ status: 'ok' }]
      },
    }),
  },
  {
    name: 'adds an item that it should change',
    caughtBy: 'sink.again',
    connector: withLetters({
      write: (context, items) =>
        sendLetters(
          context,
          items.map((item) =>
            item.op === 'write' && item.remoteId !== undefined
              ? { ...item, item: { ...item.item, id: `${item.item.id}-changed` } }
              : item,
          ),
        ),
    }),
  },
  {
    name: 'declares that the vendor takes more items at once than it does',
    caughtBy: 'sink.fullBatch',
    connector: withLetters({ batch: { maxItems: 50, maxBytes: 100_000 } }),
  },
  {
    name: 'declares that the vendor takes no item at a time',
    caughtBy: 'contract.parts',
    connector: withLetters({ batch: { maxItems: 0, maxBytes: 100_000 } }),
  },
  {
    name: 'gives an item another key each time',
    caughtBy: 'sink.keys',
    connector: withLetters({ key: countingKey() }),
  },
  {
    name: 'reports as done an action that it never took',
    caughtBy: 'action.outcome',
    connector: withSend({ run: async () => ({ status: 'ok' }) }),
  },
  {
    name: 'reports as done an action that the vendor refused',
    caughtBy: 'action.refused',
    connector: withSend({
      run: async (...asked) => {
        const outcome = await oneLetter.run(...asked)
        return outcome.status === 'failed' ? { status: 'ok' } : outcome
      },
    }),
  },
  {
    name: 'reports as failed an action that a rate limit kept back',
    caughtBy: 'action.rateLimited',
    connector: withSend({
      run: (...asked) => oneLetter.run(...asked).catch(() => failed('Too many requests.')),
    }),
  },
  {
    name: 'repeats an action by itself, as another one',
    caughtBy: 'action.unknown',
    connector: withSend({
      run: (context, item, options) =>
        oneLetter
          .run(context, item, options)
          .catch(() =>
            oneLetter.run(context, { ...item, id: `${item.id}-2` }, { idempotencyKey: 'again' }),
          ),
    }),
  },
  {
    name: 'accepts a webhook with one byte changed: it only looks whether there is a signature',
    caughtBy: 'webhook.altered',
    connector: withWebhook({
      verify: async (_context, request) => {
        if (request.headers.get('x-signature') === null) throw unsigned()
      },
    }),
  },
  {
    name: 'verifies the parsed body in place of the bytes',
    caughtBy: 'webhook.rewritten',
    connector: withWebhook({
      verify: async (_context, request, registered) => {
        const text = await request.clone().text()
        const given = request.headers.get('x-signature')
        const isSigned = registered.some(
          ({ secret = '' }) =>
            createHmac('sha256', secret).update(normalised(text)).digest('hex') === given,
        )
        if (!isSigned) throw unsigned()
      },
    }),
  },
  {
    name: 'accepts a webhook without a signature',
    caughtBy: 'webhook.unsigned',
    connector: withWebhook({
      verify: async (context, request, registered) => {
        if (request.headers.get('x-signature') === null) return
        await webhook.verify(context, request, registered)
      },
    }),
  },
  {
    name: 'registers another webhook each time it is asked',
    caughtBy: 'webhook.registration',
    connector: withWebhook({ register: (context, url) => webhook.register(context, url, []) }),
  },
  {
    name: 'tells of a stream that it does not have',
    caughtBy: 'webhook.entries',
    connector: withWebhook({
      parse: async () => ({ entries: [{ op: 'refresh', stream: 'pages', key: [1] }] }),
    }),
  },
]

function normalised(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

function countingKey(): (letter: Letter) => string {
  let count = 0
  return ({ id }) => {
    count += 1
    return `${id}-${count}`
  }
}
