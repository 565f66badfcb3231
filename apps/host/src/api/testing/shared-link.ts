import type { Portal } from '../../config/index.ts'
import type { Dashboard } from '../../dashboards/index.ts'
import {
  scriptedHost,
  type ScriptedHost,
  type ScriptedHostOptions,
} from '../../testing/scripted-host.ts'

export const sales: Dashboard = {
  id: 'sales',
  title: 'How <b>we</b> sell',
  settings: { range: 'last30', compare: 'previous' },
  widgets: [
    {
      id: 'sold',
      title: 'Net sales',
      show: 'number',
      metrics: ['net_sales'],
      by: [],
      settings: { segments: ['one_time_buyers'] },
    },
  ],
}

export const clients: Portal = {
  id: 'clients',
  title: 'Butik A/S',
  accent: '#1f4fa3',
  downloads: ['csv'],
  choices: ['range'],
  dashboards: [{ id: 'north', dashboard: 'sales', title: 'North', settings: { range: 'last7' } }],
}

/** A host on which links are made. */
export interface SharingHost extends ScriptedHost {
  readonly call: ScriptedHost['call']
  /** Makes a link, and gives back what stands in it. */
  readonly share: (wanted?: object) => Promise<{ readonly id: string; readonly token: string }>
  /** Asks as whoever knows nothing but a link. */
  readonly look: (path: string, init?: RequestInit) => Promise<Response>
  /** Says a password. */
  readonly say: (token: string, password: string) => Promise<Response>
}

export async function sharingHost(
  options: Partial<ScriptedHostOptions> = {},
): Promise<SharingHost> {
  const host = await scriptedHost({
    connections: [],
    configuration: {
      currency: 'EUR',
      dashboards: new Map([['sales', sales]]),
      portals: new Map([['clients', clients]]),
    },
    ...options,
  })
  const look: SharingHost['look'] = async (path, init) =>
    host.app.request(`http://localhost${path}`, init)
  return {
    ...host,
    look,
    share: async (wanted = {}) => {
      const body = JSON.stringify({ target: 'sales', ...wanted })
      const answer = await host.call('/api/shares', { method: 'POST', body })
      if (!answer.ok) throw new Error(await answer.text())
      const made = (await answer.json()) as { readonly share: { id: string }; readonly url: string }
      return { id: made.share.id, token: new URL(made.url).pathname.split('/').at(-1) ?? '' }
    },
    say: (token, password) =>
      look(`/api/shared/${token}/unlock`, { method: 'POST', body: JSON.stringify({ password }) }),
  }
}
