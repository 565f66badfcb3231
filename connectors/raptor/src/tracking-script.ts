import { positionsOf } from './positions.ts'
import { assumedBasketSeparator } from './assumptions.ts'
import type { Settings } from './settings.ts'

export type ScriptSettings = Pick<
  Settings,
  'customerId' | 'positions' | 'basketSeparator' | 'scriptTracks'
>

const library = 'https://deliver.raptorstatic.com/script/raptor-3.0.min.js'

/**
 * The script for the pages of a shop, as HTML: it loads Raptor’s own, and knows the positions of the account.
 *
 * Nothing is loaded or kept before the visitor has agreed: the shop’s consent dialogue calls `cartographRaptor.agreed()`. Pages
 * then tell what is on them: `cartographRaptor.visit({ productId: … })`, `.basket([…], id)`, `.purchase([…])`,
 * `.person('anna@shop.example')`. What is told before is kept in the page until the visitor agrees.
 *
 * @see https://github.com/RaptorServices/raptor-gtm-eventtracking (read 2026-11)
 */
export function trackingScript(given: ScriptSettings): string {
  const { customerId, positions, scriptTracks = ['visits', 'baskets'] } = given
  const values = {
    customerId,
    separator: given.basketSeparator ?? assumedBasketSeparator,
    positions: positionsOf(positions),
    tracks: scriptTracks,
    library,
  }
  return `<script>
(function (settings) {
  var waiting = [];
  var isAgreed = false;
  var positions = settings.positions;
  window.raptor = window.raptor || {
    customerId: settings.customerId,
    q: [],
    push: function (event, params, options) {
      this.q.push({ event: event, params: params, options: options });
    },
  };
  function send(event, params, options) {
    if (isAgreed) window.raptor.push(event, params, options);
    else waiting.push([event, params, options]);
  }
  function track(name, fields, options) {
    var params = {};
    params['p' + positions.eventType] = name;
    Object.keys(fields || {}).forEach(function (field) {
      var value = fields[field];
      if (!positions[field] || value === undefined || value === null) return;
      params['p' + positions[field]] = String(value);
    });
    send('trackEvent', params, options);
  }
  function tracks(what) {
    return settings.tracks.indexOf(what) !== -1;
  }
  window.cartographRaptor = {
    agreed: function () {
      if (isAgreed) return;
      isAgreed = true;
      waiting.splice(0).forEach(function (each) {
        window.raptor.push(each[0], each[1], each[2]);
      });
      var script = document.createElement('script');
      script.async = true;
      script.src = settings.library;
      document.head.appendChild(script);
    },
    person: function (id) {
      send('setRuid', id);
    },
    visit: function (product) {
      if (tracks('visits')) track('visit', product);
    },
    click: function (productId, moduleName) {
      track('itemclick', { productId: productId }, { moduleName: moduleName });
    },
    basket: function (productIds, basketId) {
      if (!tracks('baskets')) return;
      var ids = productIds.filter(function (id, at) {
        return productIds.indexOf(id) === at;
      });
      track('basket', { basketContent: ids.join(settings.separator), basketId: basketId });
    },
    purchase: function (lines) {
      if (!tracks('purchases')) return;
      lines.forEach(function (line) {
        track('buy', line);
      });
    },
  };
})(${JSON.stringify(values).replaceAll('<', String.raw`\u003c`)});
</script>
`
}
