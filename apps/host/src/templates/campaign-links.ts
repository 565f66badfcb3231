/** Parameters that are added to links, by name. */
export type CampaignParameters = ReadonlyMap<string, string>

const hrefForm = /(<a\b[^>]*?\bhref\s*=\s*)(["'])(https?:\/\/[^"']*)\2/giu
const textForm = /https?:\/\/[^\s<>"')\]]+/giu

/** Adds parameters to the links of a page. What a link has already stays; links that are excepted stay as they are. */
export function withCampaignInHtml(
  html: string,
  parameters: CampaignParameters,
  except: readonly string[] = [],
): string {
  return html.replaceAll(hrefForm, (_whole, start: string, quote: string, address: string) => {
    const plain = address.replaceAll('&amp;', '&')
    const made = withCampaign(plain, parameters, except).replaceAll('&', '&amp;')
    return `${start}${quote}${made}${quote}`
  })
}

/** The same for plain text, in which a full stop at the end belongs to the sentence. */
export function withCampaignInText(
  text: string,
  parameters: CampaignParameters,
  except: readonly string[] = [],
): string {
  return text.replaceAll(textForm, (found) => {
    const address = found.replace(/[.,;:!?]+$/u, '')
    return withCampaign(address, parameters, except) + found.slice(address.length)
  })
}

/** One link with the parameters; one that cannot be read stays as it is. */
export function withCampaign(
  address: string,
  parameters: CampaignParameters,
  except: readonly string[] = [],
): string {
  if (parameters.size === 0 || except.includes(address) || !URL.canParse(address)) return address
  const url = new URL(address)
  for (const [name, value] of parameters)
    if (!url.searchParams.has(name)) url.searchParams.set(name, value)
  return url.href
}
