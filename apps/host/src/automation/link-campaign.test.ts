import { expect, test } from 'vitest'
import { campaignOf, type OwnLinks } from './link-campaign.ts'

const links: OwnLinks = {
  add: true,
  domains: ['shop.example'],
  host: 'https://data.shop.example',
}

function parametersOf(
  scene: Partial<Parameters<typeof campaignOf>[0]>,
  isToCustomer = true,
): Readonly<Record<string, string>> {
  const { parameters } = campaignOf(
    { contacting: {}, links, ...scene },
    { id: 'thanks' },
    { step: 1, isToCustomer },
  )
  return Object.fromEntries(parameters)
}

test('what is sent to people says of which automation and which message it is', () => {
  expect(parametersOf({})).toStrictEqual({
    utm_source: 'cartograph',
    utm_medium: 'email',
    utm_campaign: 'thanks',
    utm_content: 'step-2',
  })
})

test('what is sent to others says it only where the configuration does', () => {
  const contacting = { campaign: new Map([['from', '{automation}/{step}']]) }
  expect([parametersOf({}, false), parametersOf({ contacting }, false)]).toStrictEqual([
    {},
    { from: 'thanks/2' },
  ])
})

test('links have no parameters where they are switched off', () => {
  const contacting = { campaign: new Map([['from', 'mail']]) }
  expect(parametersOf({ contacting, links: { ...links, add: false } })).toStrictEqual({})
})

test('links to other domains, and those of the host that hold tokens, stay as they are', () => {
  const { domains, except } = campaignOf(
    { contacting: {}, links },
    { id: 'thanks' },
    { step: 0, isToCustomer: true },
  )
  expect({ domains, except }).toStrictEqual({
    domains: ['shop.example'],
    except: ['https://data.shop.example'],
  })
})
