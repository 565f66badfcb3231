import type { Registration, Webhook } from '@cartograph/core'
import { noSimulator, type Check, type Suite, type Verdict } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import type { Scene } from '../scene.ts'
import { keyText, some } from '../stream-keys.ts'
import { openReceiver, requestOf, type Delivery } from '../webhook-receiver.ts'

const group = 'Webhooks'

export const webhookChecks: readonly Check[] = [
  {
    id: 'webhook.accepts',
    group,
    name: 'takes what the vendor has signed',
    run: async (suite) =>
      withDeliveries(suite, async (hook) => {
        const refused = await refusalOf(hook, hook.delivery)
        if (refused === undefined) return
        throw mismatch({
          expected: 'a webhook that the vendor signed to be taken',
          happened: `it was refused: ${refused}`,
          mend: 'Compute the signature over the raw bytes, with the secret of the registration.',
        })
      }),
  },
  {
    id: 'webhook.altered',
    group,
    name: 'refuses a body with one byte changed, wherever it is',
    run: async (suite) =>
      withDeliveries(suite, async (hook) => {
        const { body } = hook.delivery
        for (const at of [0, Math.floor(body.length / 2), body.length - 1]) {
          const altered = body.map((byte, index) => (index === at ? byte ^ 1 : byte))
          await mustRefuse(
            hook,
            { ...hook.delivery, body: altered },
            `byte ${at} of the body is changed`,
          )
        }
      }),
  },
  {
    id: 'webhook.unsigned',
    group,
    name: 'refuses a request without a signature',
    run: async (suite) =>
      withDeliveries(suite, async (hook) => {
        const type = hook.delivery.headers.get('content-type') ?? 'application/json'
        const headers = new Headers({ 'content-type': type })
        await mustRefuse(hook, { ...hook.delivery, headers }, 'all headers but the type are gone')
      }),
  },
  {
    id: 'webhook.otherSecret',
    group,
    name: 'refuses what was signed with another secret',
    run: async (suite) =>
      withDeliveries(suite, async (hook) => {
        if (hook.registered.every(({ secret }) => secret === undefined))
          return 'its registrations carry no secret'
        const registered = hook.registered.map((one) => ({ ...one, secret: 'another-secret-0000' }))
        await mustRefuse({ ...hook, registered }, hook.delivery, 'another secret is registered')
        return undefined
      }),
  },
  {
    id: 'webhook.rewritten',
    group,
    name: 'refuses the same JSON written in another way',
    run: async (suite) =>
      withDeliveries(suite, async (hook) => {
        const text = new TextDecoder().decode(hook.delivery.body)
        const rewritten = otherJson(text)
        if (rewritten === undefined) return 'its webhooks are no JSON'
        const body = new TextEncoder().encode(rewritten)
        await mustRefuse(hook, { ...hook.delivery, body }, 'the JSON has other spaces')
        return undefined
      }),
  },
  {
    id: 'webhook.entries',
    group,
    name: 'tells of streams that it has, with keys and rows that fit',
    run: async (suite) =>
      withDeliveries(suite, async ({ scene, webhook, all, url }) => {
        let told = 0
        for (const delivery of all) {
          const { entries } = await scene.call(() =>
            webhook.parse(scene.context({ url }), requestOf(delivery, url)),
          )
          told += entries.length
          for (const entry of entries) {
            const stream = scene.parts.streams?.[entry.stream]
            const wrong =
              stream === undefined
                ? `the stream ${entry.stream}, which there is not`
                : entry.op === 'upsert'
                  ? await rowProblem(stream, entry.row)
                  : undefined
            if (wrong === undefined) continue
            throw mismatch({
              expected: 'entries that the store can take',
              happened: `one has ${wrong}.`,
              mend: 'Where the payload is not the row that a listing gives, tell a hint: `{ op: "refresh", stream, key }`.',
            })
          }
        }
        if (told > 0) return undefined
        throw mismatch({
          expected: 'a webhook of a change to tell of it',
          happened: `${all.length} webhooks gave no entry.`,
          mend: 'Parse the body into entries, or at least into a hint of the stream.',
        })
      }),
  },
  {
    id: 'webhook.registration',
    group,
    name: 'registers once, however often it is asked to, and takes it back',
    run: async (suite) =>
      withDeliveries(suite, async ({ scene, webhook, registered, url }) => {
        if (webhook.register === undefined) return 'its webhooks are made by hand'
        const context = scene.context({ url, streams: streamNames(scene) })
        const again = await scene.call(
          async () => (await webhook.register?.(context, url, registered)) ?? [],
        )
        if (idsOf(again) !== idsOf(registered))
          throw mismatch({
            expected: `a second \`register\` to give the same registrations (${idsOf(registered)})`,
            happened: `it gave ${idsOf(again)}.`,
            mend: 'Look at `before` and at what the vendor has, and make only what is missing.',
          })
        await scene.call(async () => webhook.unregister?.(context, again))
        await scene.call(async () => webhook.unregister?.(context, again))
        return undefined
      }),
  },
]

interface Hook {
  readonly scene: Scene
  readonly webhook: Webhook<unknown>
  readonly registered: readonly Registration[]
  readonly url: string
  /** The first that came. */
  readonly delivery: Delivery
  readonly all: readonly Delivery[]
}

/** Registers, lets something happen at the vendor, and looks at what it sends. */
async function withDeliveries(
  suite: Suite,
  look: (hook: Hook) => Promise<string | undefined | void>,
): Promise<Verdict> {
  if (suite.options.simulator === undefined) return noSimulator
  return suite.inScene(async (scene): Promise<Verdict> => {
    const { webhook } = scene.parts
    if (webhook === undefined) return { notApplicable: 'it takes no webhooks' }
    const vendor = scene.simulated.webhook
    if (vendor === undefined) return { notApplicable: 'the simulator sends no webhooks' }
    const receiver = await openReceiver()
    const { url } = receiver
    try {
      const registered =
        (await scene.call(() =>
          webhook.register?.(scene.context({ url, streams: streamNames(scene) }), url, []),
        )) ??
        vendor.registered ??
        []
      for (const { secret } of registered)
        if (secret !== undefined) scene.evidence.secrets.add(secret)
      const handed: Promise<void>[] = []
      await vendor.deliver({ url, receive: (request) => handed.push(receiver.receive(request)) })
      await Promise.all(handed)
      const all = receiver.received().filter(({ headers }) => vendor.isTrial?.(headers) !== true)
      const [delivery] = all
      if (delivery === undefined) return { notApplicable: 'the simulator sent no webhook' }
      const reason = await look({ scene, webhook, registered, url, delivery, all })
      return typeof reason === 'string' ? { notApplicable: reason } : undefined
    } finally {
      await receiver.close()
    }
  })
}

function idsOf(registrations: readonly Registration[]): string {
  return registrations
    .map(({ id }) => id)
    .toSorted()
    .join()
}

function streamNames({ parts }: Scene): readonly string[] {
  return Object.keys(parts.streams ?? {})
}

/** Why a delivery was refused; undefined where it was taken. */
async function refusalOf(hook: Hook, delivery: Delivery): Promise<string | undefined> {
  const { scene, webhook, registered, url } = hook
  try {
    await scene.call(() =>
      webhook.verify(scene.context({ url }), requestOf(delivery, url), registered),
    )
    return undefined
  } catch (error) {
    const { kind, message } = scene.caught('verifying a webhook', error)
    return `${kind}: ${message}`
  }
}

async function mustRefuse(hook: Hook, delivery: Delivery, what: string): Promise<void> {
  const refused = await refusalOf(hook, delivery)
  if (refused?.startsWith('auth:') === true) return
  throw mismatch({
    expected: `an \`auth\` fault where ${what}`,
    happened: refused === undefined ? 'the webhook was taken.' : refused,
    mend: 'Sign the raw bytes as they came, compare with `timingSafeEqual` of the core, and throw an `auth` fault in every other case.',
  })
}

function otherJson(text: string): string | undefined {
  try {
    const value = JSON.parse(text) as unknown
    const spaced = JSON.stringify(value, null, 2)
    return spaced === text ? JSON.stringify(value) : spaced
  } catch {
    return undefined
  }
}

async function rowProblem(
  stream: NonNullable<Scene['parts']['streams']>[string],
  row: object,
): Promise<string | undefined> {
  const result = await stream.schema['~standard'].validate(row)
  const [issue] = result.issues ?? []
  if (issue === undefined) return undefined
  return `the row ${keyText(stream.key(row))}: ${some([issue.message])}`
}
