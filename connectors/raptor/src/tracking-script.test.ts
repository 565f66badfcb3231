import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { trackingScript, type ScriptSettings } from './tracking-script.ts'

/** A page of a shop, with the script in it. */
function page(given: Partial<ScriptSettings> = {}) {
  const loaded: string[] = []
  const window: Record<string, unknown> = {}
  const document = {
    createElement: () => ({}),
    head: { appendChild: (script: { readonly src: string }) => loaded.push(script.src) },
  }
  const html = trackingScript({ customerId: '12345', ...given })
  const code = html.replace(/^<script>\n/, '').replace(/<\/script>\n$/, '')
  const context = createContext({ window, document })
  runInContext(code, context)
  const run = (call: string) => runInContext(`window.cartographRaptor.${call}`, context)
  const queue = () => {
    const raptor = window['raptor'] as { readonly q: readonly object[] }
    return JSON.parse(JSON.stringify(raptor.q)) as readonly object[]
  }
  return { loaded, run, queue, html }
}

test('nothing is loaded or told before the visitor has agreed, and then everything once', () => {
  const { loaded, run, queue } = page()
  run("visit({ productId: 'k100', itemPrice: '49.00', inStock: true, brandId: null })")
  run("person('anna@example.dk')")
  expect([loaded, queue()]).toStrictEqual([[], []])
  run('agreed()')
  run('agreed()')
  expect(loaded).toStrictEqual(['https://deliver.raptorstatic.com/script/raptor-3.0.min.js'])
  expect(queue()).toStrictEqual([
    { event: 'trackEvent', params: { p1: 'visit', p2: 'k100', p12: '49.00', p15: 'true' } },
    { event: 'setRuid', params: 'anna@example.dk' },
  ])
})

test('the positions and the separator of the account are used', () => {
  const { run, queue } = page({
    positions: { basketContent: 40, basketId: 41 },
    basketSeparator: '|',
  })
  run('agreed()')
  run("basket(['k100', 'k200', 'k100'], 'bk-778')")
  expect(queue()).toStrictEqual([
    { event: 'trackEvent', params: { p1: 'basket', p40: 'k100|k200', p41: 'bk-778' } },
  ])
})

test('purchases are left to the deliveries, unless the settings say otherwise', () => {
  const line = "purchase([{ productId: 'k100', orderId: '1' }])"
  const silent = page()
  silent.run('agreed()')
  silent.run(line)
  expect(silent.queue()).toStrictEqual([])
  const telling = page({ scriptTracks: ['purchases'] })
  telling.run('agreed()')
  telling.run(line)
  telling.run("visit({ productId: 'k100' })")
  expect(telling.queue()).toStrictEqual([
    { event: 'trackEvent', params: { p1: 'buy', p2: 'k100', p21: '1' } },
  ])
})

test('a click on what was recommended names the module', () => {
  const { run, queue } = page()
  run('agreed()')
  run("click('k100', 'GetSimilarItems')")
  expect(queue()).toStrictEqual([
    {
      event: 'trackEvent',
      params: { p1: 'itemclick', p2: 'k100' },
      options: { moduleName: 'GetSimilarItems' },
    },
  ])
})

test('no setting ends the script', () => {
  const { html } = page({ basketSeparator: '<' })
  expect(html.match(/<\/?script/g)).toStrictEqual(['<script', '</script'])
})
