import {
  fault,
  faultOf,
  isFault,
  type CheckReport,
  type Context,
  type Fault,
} from '@cartograph/core'
import { askContacthub, nodeFault, parsedAs } from './client.ts'
import { readExtended } from './extended-schema.ts'
import { pageOf } from './find-customer.ts'
import { profiles } from './profiles.ts'
import { isTrusted, type Settings } from './settings.ts'
import { shownCustomer } from './shown-customer.ts'

const page = pageOf(shownCustomer)
type Problem = NonNullable<CheckReport['problems']>[number]

/** Reads one customer of the node, and sees whether what the settings name is there. It tells no name of the workspace. */
export async function checkContacthub(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const account = { name: `Contacthub, workspace ${config.workspaceId}`, currency: config.currency }
  if (!isTrusted(config)) return { account, problems: await blindProblems(context) }
  const answer = await askContacthub(context, {
    path: ['customers'],
    route: '/customers',
    query: { nodeId: config.nodeId, size: '1' },
    expect: [404],
  })
  if (answer.status === 404) throw nodeFault(answer.request)
  parsedAs(page, answer)
  const problems = [
    ...(await updateProblems(context)),
    ...(await extendedProblems(context)),
    ...profileProblems(config),
  ]
  return { account, ...(problems.length > 0 && { problems }) }
}

/** A source that only writes is refused whatever it reads: a refusal for lack of rights shows that the token is known. */
async function blindProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  try {
    await askContacthub(context, {
      path: ['customers'],
      route: '/customers',
      query: { nodeId: context.config.nodeId, size: '1' },
    })
  } catch (error) {
    if (!isFault(error) || error.kind !== 'permission') throw error
    return [
      warning({
        kind: 'permission',
        message:
          'The source only writes, so whether the node and the properties are there cannot be seen.',
        hint: 'The first write shows it. A trusted source can be checked, and sees what nobody saw the end of.',
      }),
    ]
  }
  return [
    warning({
      kind: 'config',
      message: 'The settings call the source untrusted, and it may read.',
      hint: 'Write `source: trusted`: then customers who are there are changed, and lost answers are looked into.',
      path: ['source'],
    }),
  ]
}

async function updateProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  if (context.config.readsUpdates !== true) return []
  try {
    await askContacthub(context, {
      path: ['updates', 'last-offset'],
      route: '/updates/last-offset',
      query: { nodeId: context.config.nodeId, entity: 'CUSTOMER' },
    })
    return []
  } catch (error) {
    if (!isFault(error) || error.kind !== 'permission') throw error
    const { request } = faultOf(error)
    const refusal = fault({
      kind: 'permission',
      message: 'The role of this source does not let it read the stream of updates (403).',
      hint: 'Have the vendor give it the role PLATFORM_UPDATES, or leave out `readsUpdates`: then customers are listed by their last change.',
      path: ['readsUpdates'],
      ...(request !== undefined && { request }),
    })
    return [{ severity: 'error', part: 'feed.updates', fault: refusal }]
  }
}

async function extendedProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  const names = Object.keys(context.config.extended ?? {})
  if (names.length === 0) return []
  const known = await readExtended(context)
  if (known === undefined) return []
  return names.flatMap((name) => {
    const found = known.find((one) => one.name === name)
    if (found?.isEnabled === true) return []
    const state = found === undefined ? 'is not there' : 'is switched off'
    return [
      {
        ...warning({
          kind: 'config',
          message: `The property ${name} of the workspace ${state}, and customers with it would be refused.`,
          hint: 'In Contacthub: Settings, Properties, Extended. Add it or switch it on, or take it out of `extended`.',
          path: ['extended', name],
        }),
        part: 'sinks.customers' as const,
      },
    ]
  })
}

function profileProblems({ profiles: named = [], newsletter }: Settings): readonly Problem[] {
  if (!named.includes('contactsend') || newsletter !== undefined) return []
  return [
    warning({
      kind: 'config',
      message: `${profiles.contactsend.name} reads subscriptions, and none is written.`,
      hint: 'Give the subscription to mails in `newsletter`, such as `{ id: newsletter }`.',
      path: ['newsletter'],
    }),
  ]
}

function warning(given: Omit<Fault, '$fault'>): Problem {
  return { severity: 'warning', fault: fault(given) }
}
