import * as z from 'zod'
import { text } from './fields.ts'

/** What led to a visit, as the shop noted it. */
export const attribution = z.strictObject({
  kind: text('How the visit began: `utm` with a link that says so, else in the vendor’s word.'),
  source: text('Where the visit came from (utm_source).'),
  medium: text('By what kind of link (utm_medium).'),
  campaign: text('Which campaign (utm_campaign).'),
  content: text('Which link of it (utm_content).'),
  term: text('Which search term (utm_term).'),
  referrer: text('Page that led to the shop.'),
  landingPage: text('First page of the visit.'),
  device: text('Kind of device.'),
})
