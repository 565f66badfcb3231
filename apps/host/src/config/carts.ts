import { checkMapping, nearest } from '@cartograph/core'
import { cartDocumentSchema, stepMapping } from './cart-document.ts'
import type { CartRule, CartStep } from './cart-settings.ts'
import { cartShape, type CartShape } from './cart-shape.ts'
import { entriesOf } from './environment.ts'
import { choice } from './naming.ts'
import { isOwnConnectionId } from './own-connection.ts'
import type { ReadConnection, Reading } from './reading.ts'

type StepShape = CartShape['steps'][number]

/** What the file says of carts that are left; what is wrong in its shape has been reported by then. */
export function readCarts(
  value: unknown,
  connections: ReadonlyMap<string, ReadConnection>,
  { url, addsCampaign }: { readonly url: string | undefined; readonly addsCampaign: boolean },
  reading: Reading,
): ReadonlyMap<string, CartRule> | undefined {
  const rules = new Map<string, CartRule>()
  const taken = new Map<string, string>()
  for (const [id, entry] of entriesOf(value)) {
    const shape = cartShape.safeParse(entry)
    if (!shape.success) continue
    checkConnections(id, shape.data, { connections, taken }, reading)
    checkOrder(id, shape.data, reading)
    for (const [index, step] of shape.data.steps.entries()) {
      checkStep([id, 'steps', index], step, connections, reading)
      checkInput(id, index, step, reading)
    }
    rules.set(id, ruleOf(id, shape.data, addsCampaign ? usualCampaign : {}))
  }
  if (rules.size > 0 && url === undefined)
    reading.problems.add(reading.document, ['carts'], {
      part: 'key',
      message: 'links are sent that fill carts again, and nothing says where they lead',
      hint: 'Set `host: { url: … }` to the address that this host is reached by.',
    })
  return rules.size === 0 ? undefined : rules
}

function checkConnections(
  id: string,
  { connections: named }: CartShape,
  {
    connections,
    taken,
  }: {
    readonly connections: ReadonlyMap<string, ReadConnection>
    readonly taken: Map<string, string>
  },
  { document, problems }: Reading,
): void {
  const ids = [...connections.keys()]
  for (const [index, connection] of named.entries()) {
    const at = ['carts', id, 'connections', index]
    const other = taken.get(connection)
    if (!connections.has(connection) && !isOwnConnectionId(connection))
      problems.add(document, at, {
        message: `there is no connection "${connection}"${choice(nearest(connection, ids), ids)}`,
      })
    else if (other !== undefined)
      problems.add(document, at, {
        message: `the carts of "${connection}" are in the rule "${other}" already`,
        hint: 'Let each connection be in one rule, so that nobody is written to twice.',
      })
    taken.set(connection, id)
  }
}

function checkOrder(id: string, { steps }: CartShape, { document, problems }: Reading): void {
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]
    if (before === undefined || spanMs(step.after, '0m') > spanMs(before.after, '0m')) continue
    problems.add(document, ['carts', id, 'steps', index], {
      message: 'a step comes after the one before it',
      hint: 'Give it an `after` that is longer, such as 24h; it counts from when the cart was left.',
    })
  }
}

function checkStep(
  path: readonly (string | number)[],
  { action: named, input }: StepShape,
  connections: ReadonlyMap<string, ReadConnection>,
  { document, problems }: Reading,
): void {
  const { connection, action } = placeOf(named)
  const read = connections.get(connection)
  const ids = [...connections.keys()]
  const actions = read?.parts === undefined ? undefined : Object.keys(read.parts.actions ?? {})
  const at = ['carts', ...path, 'action']
  if (read === undefined)
    problems.add(document, at, {
      message: `there is no connection "${connection}"${choice(nearest(connection, ids), ids)}`,
    })
  else if (actions !== undefined && !actions.includes(action))
    problems.add(document, at, {
      message: `${connection} has no action "${action}"${choice(nearest(action, actions), actions)}`,
    })
  else if (action !== 'mail' && input === undefined)
    problems.add(document, at, {
      message: `nothing says what "${named}" is given`,
      hint: 'Write an `input`; docs/carts/abandoned-carts.md shows some. Only mails have a ready one.',
    })
}

/** An expression that can never work is found before anybody waits for the message. */
function checkInput(
  id: string,
  index: number,
  { input }: StepShape,
  { document, problems }: Reading,
): void {
  if (input === undefined) return
  const mapping = stepMapping(id, index, input)
  for (const { path, message, severity } of checkMapping(mapping, { source: cartDocumentSchema }))
    problems.add(document, ['carts', id, 'steps', index, 'input', ...path.slice(1)], {
      message,
      severity,
    })
}

function placeOf(named: string): { readonly connection: string; readonly action: string } {
  const dot = named.indexOf('.')
  return { connection: named.slice(0, dot), action: named.slice(dot + 1) }
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function spanMs(given: string | undefined, usual: string): number {
  const text = given ?? usual
  return Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? 0)
}

const usualCampaign = {
  utm_source: 'cartograph',
  utm_medium: 'email',
  utm_campaign: 'abandoned-cart',
  utm_content: 'step-{step}',
}

/** A rule with everything that is left out. */
export function ruleOf(
  id: string,
  shape: CartShape,
  campaign: Readonly<Record<string, string>>,
): CartRule {
  const { link = {}, minimum = {} } = shape
  return {
    id,
    connections: shape.connections,
    events: shape.events ?? ['cart.abandoned'],
    cutOffMs: spanMs(shape.cutOff, '60m'),
    steps: shape.steps.map(stepOf),
    coolDownMs: spanMs(shape.coolDown, '7d'),
    windowMs: spanMs(shape.window, '7d'),
    minimum: new Map(Object.entries(minimum).map(([code, least]) => [code, String(least)])),
    consent: shape.consent ?? 'required',
    history: shape.history ?? false,
    link: {
      expiresMs: spanMs(link.expires, '30d'),
      ...(link.to !== undefined && { to: link.to }),
      campaign: new Map(Object.entries(link.campaign ?? campaign)),
    },
  }
}

function stepOf({ after, action, mail = {}, input }: StepShape): CartStep {
  const { language = 'en', subject, intro, button } = mail
  return {
    afterMs: spanMs(after, '0m'),
    ...placeOf(action),
    ...(input !== undefined && { input }),
    mail: {
      language,
      ...(subject !== undefined && { subject }),
      ...(intro !== undefined && { intro }),
      ...(button !== undefined && { button }),
    },
  }
}
