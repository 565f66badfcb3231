import type { Automation, ContactingSettings } from '../config/index.ts'
import type { LinkCampaign } from '../templates/index.ts'

/** Which links of our own messages carry parameters. */
export interface OwnLinks {
  /** Whether they do so by themselves. */
  readonly add: boolean
  /** Whose links do. */
  readonly domains: readonly string[]
  /** Where the host is reached: links below it hold tokens, and stay as they are. */
  readonly host: string | undefined
}

/** By these the campaign of a message is told where the configuration says nothing else. */
const usualParameters: ReadonlyMap<string, string> = new Map([
  ['utm_source', 'cartograph'],
  ['utm_medium', 'email'],
  ['utm_campaign', '{automation}'],
  ['utm_content', 'step-{step}'],
])

/** What is added to the links of a step of an automation. */
export function campaignOf(
  {
    contacting: { campaign },
    links: { add, domains, host },
  }: { readonly contacting: ContactingSettings; readonly links: OwnLinks },
  { id }: Pick<Automation, 'id'>,
  { step, isToCustomer }: { readonly step: number; readonly isToCustomer: boolean },
): LinkCampaign {
  const wanted = add ? (campaign ?? (isToCustomer ? usualParameters : [])) : []
  return {
    parameters: new Map(
      [...wanted].map(([name, value]) => [
        name,
        value.replaceAll('{automation}', id).replaceAll('{step}', String(step + 1)),
      ]),
    ),
    domains,
    ...(host !== undefined && { except: [host] }),
  }
}
