/** What a link says of the campaign that it belongs to; empty where it says nothing. */
export interface Campaign {
  /** Who sent it, such as a mail tool. */
  readonly source: string
  /** By what way, such as e-mail. */
  readonly medium: string
  readonly campaign: string
  /** Which message of the campaign. */
  readonly message: string
}

export const campaignFields = ['source', 'medium', 'campaign', 'message'] as const
export type CampaignField = (typeof campaignFields)[number]

/** Longer values are cut: they are part of keys. */
const longest = 100

/** A campaign of some values: what is in brackets, such as `(none)`, is how tools write that nothing is known. */
export function campaignOf(said: (field: CampaignField) => unknown): Campaign {
  return {
    source: plain(said('source')),
    medium: plain(said('medium')),
    campaign: plain(said('campaign')),
    message: plain(said('message')),
  }
}

/** The first that each field is said by. */
export function firstSaid(campaigns: readonly Campaign[]): Campaign {
  return campaignOf((field) => campaigns.find((each) => each[field] !== '')?.[field])
}

export function saysNothing(campaign: Campaign): boolean {
  return campaignFields.every((field) => campaign[field] === '')
}

function plain(value: unknown): string {
  if (typeof value !== 'string') return ''
  const text = value.replaceAll(/\p{Cc}+/gu, ' ').trim()
  return /^\(.*\)$/u.test(text) ? '' : Array.from(text).slice(0, longest).join('')
}
