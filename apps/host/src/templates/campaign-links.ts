/** Parameters that are added to links, by name. */
export type CampaignParameters = ReadonlyMap<string, string>

/** What is added to links, and to which. */
export interface LinkCampaign {
  readonly parameters: CampaignParameters
  /** Whose links have them, with what is below: of `shop.example` those of `www.shop.example` too. Undefined: all. */
  readonly domains?: readonly string[]
  /** Beginnings of addresses that stay as they are, because what stands in them must not change. */
  readonly except?: readonly string[]
}

const hrefForm = /(<a\b[^>]*?\bhref\s*=\s*)(["'])(https?:\/\/[^"']*)\2/giu
const textForm = /https?:\/\/[^\s<>"')\]]+/giu

/** Adds parameters to the links of a page. What a link has already stays. */
export function withCampaignInHtml(html: string, campaign: LinkCampaign): string {
  return html.replaceAll(hrefForm, (_whole, start: string, quote: string, address: string) => {
    const plain = address.replaceAll('&amp;', '&')
    const made = withCampaign(plain, campaign).replaceAll('&', '&amp;')
    return `${start}${quote}${made}${quote}`
  })
}

/** The same for plain text, in which a full stop at the end belongs to the sentence. */
export function withCampaignInText(text: string, campaign: LinkCampaign): string {
  return text.replaceAll(textForm, (found) => {
    const address = found.replace(/[.,;:!?]+$/u, '')
    return withCampaign(address, campaign) + found.slice(address.length)
  })
}

/** One link with the parameters; one that cannot be read stays as it is. */
function withCampaign(address: string, { parameters, domains, except = [] }: LinkCampaign): string {
  const isKept = except.some((beginning) => address.startsWith(beginning))
  if (parameters.size === 0 || isKept || !URL.canParse(address)) return address
  const url = new URL(address)
  if (domains !== undefined && !domains.some((domain) => isBelow(url.hostname, domain)))
    return address
  for (const [name, value] of parameters)
    if (!url.searchParams.has(name)) url.searchParams.set(name, value)
  return url.href
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}
