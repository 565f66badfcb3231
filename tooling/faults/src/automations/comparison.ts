import type { News } from './process.ts'
import { expected } from './happenings.ts'

export interface ArrivedRequest {
  /** The key under which the receiver takes it once. */
  readonly id: string
  readonly body: string
}

export interface ArrivedMail {
  readonly to: readonly string[]
  readonly subject: string
}

export interface Arrived {
  readonly requests: readonly ArrivedRequest[]
  readonly mails: readonly ArrivedMail[]
  readonly told: Extract<News, { readonly kind: 'told' }>
}

/** Whatever is not as it must be, in plain words. */
export function automationDifferences({ requests, mails, told }: Arrived): readonly string[] {
  const steps = told.runs.flatMap((run) => run.steps.map((step) => ({ run, step })))
  const of = (action: string) => steps.filter(({ step }) => step.action === action)
  const open = steps.filter(({ step }) => step.state !== 'acked' && step.state !== 'unknown')
  return [
    ...count('runs', told.runs.length, expected.orders + expected.visits),
    ...open.map(
      ({ run, step }) =>
        `${run.automation} of ${run.of}, step ${step.step}: ${step.state} ${step.reason ?? ''}`,
    ),
    ...steps
      .filter(({ step }) => step.state === 'unknown' && step.action !== 'mail')
      .map(({ run, step }) => `lost: step ${step.step} of ${run.of} is ${step.state}`),
    ...requestDifferences(requests, of('webhook').length),
    ...mailDifferences(mails, of('mail')),
    ...expected.people.flatMap((email) => {
      const tags = told.tags[email] ?? []
      return tags.join() === 'buyer' ? [] : [`${email} has the tags ${tags.join()}, and not buyer`]
    }),
  ]
}

/** The receiver takes each key once: every key has one body, and there are as many as steps. */
function requestDifferences(requests: readonly ArrivedRequest[], steps: number): readonly string[] {
  const byId = Map.groupBy(requests, ({ id }) => id)
  const bodies = new Set(requests.map(({ body }) => body))
  return [
    ...count('webhooks', byId.size, steps),
    ...count('webhooks', steps, expected.orders + expected.visits),
    ...count('different webhooks', bodies.size, byId.size),
    ...[...byId]
      .filter(([, same]) => new Set(same.map(({ body }) => body)).size > 1)
      .map(([id]) => `the webhook ${id} came with two bodies`),
  ]
}

/** No mail comes twice; one that did not come is shown as unknown, and as nothing else. */
function mailDifferences(
  mails: readonly ArrivedMail[],
  steps: readonly { readonly step: { readonly state: string } }[],
): readonly string[] {
  const byName = Map.groupBy(mails, ({ to, subject }) => `${to.join()} ${subject}`)
  const unknown = steps.filter(({ step }) => step.state === 'unknown').length
  const sent = steps.length - unknown
  return [
    ...count('mail steps', steps.length, expected.orders + expected.visits),
    ...[...byName]
      .filter(([, same]) => same.length > 1)
      .map(([name, same]) => `doubled: the mail to ${name} came ${same.length} times`),
    ...(byName.size < sent
      ? [`lost: ${sent - byName.size} mails are said to be sent, and never came`]
      : []),
    ...(byName.size > steps.length ? ['mails came of which the host knows nothing'] : []),
  ]
}

function count(what: string, found: number, wanted: number): readonly string[] {
  return found === wanted ? [] : [`there are ${found} ${what}, and not ${wanted}`]
}
