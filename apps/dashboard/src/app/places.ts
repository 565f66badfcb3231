import {
  Activity,
  ArrowRightLeft,
  Blocks,
  CalendarClock,
  ChartColumn,
  FileCog,
  Gauge,
  Inbox,
  KeyRound,
  ListFilter,
  Megaphone,
  Plug,
  Radio,
  Send,
  Share2,
  ShoppingCart,
  Store,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { PlainKey } from '../words/messages.ts'

/** A page of the navigation: everything below its address is its own. */
export interface Place {
  readonly path: string
  readonly title: PlainKey
  readonly icon: LucideIcon
  /** Without it there is nothing to see here. */
  readonly permission: string
  /** The area of the product that it is of, where it is of one: it is here only while that is allowed and shown. */
  readonly area?: string
  readonly content: LazyExoticComponent<ComponentType>
}

export interface PlaceGroup {
  readonly title: PlainKey
  readonly places: readonly Place[]
}

/** Every page, in the order of the navigation: a new one is a line here and a folder beside the others. */
export const placeGroups: readonly PlaceGroup[] = [
  {
    title: 'place.figures',
    places: [
      {
        path: '/',
        title: 'overview.title',
        icon: Activity,
        permission: 'status:read',
        content: lazy(async () => ({
          default: (await import('../pages/overview/overview-page.tsx')).OverviewPage,
        })),
      },
      {
        path: '/dashboards',
        title: 'dashboards.title',
        icon: ChartColumn,
        permission: 'figures:read',
        area: 'analytics',
        content: lazy(async () => ({
          default: (await import('../pages/dashboards/dashboard-pages.tsx')).DashboardPages,
        })),
      },
      {
        path: '/campaigns',
        title: 'campaigns.title',
        icon: Megaphone,
        permission: 'figures:read',
        area: 'campaigns',
        content: lazy(async () => ({
          default: (await import('../pages/campaigns/campaigns-page.tsx')).CampaignsPage,
        })),
      },
      {
        path: '/reports',
        title: 'reports.title',
        icon: CalendarClock,
        permission: 'figures:read',
        area: 'reports',
        content: lazy(async () => ({
          default: (await import('../pages/reports/reports-page.tsx')).ReportsPage,
        })),
      },
      {
        path: '/sharing',
        title: 'sharing.title',
        icon: Share2,
        permission: 'shares:write',
        area: 'sharing',
        content: lazy(async () => ({
          default: (await import('../pages/sharing/sharing-pages.tsx')).SharingPages,
        })),
      },
    ],
  },
  {
    title: 'place.people',
    places: [
      {
        path: '/customers',
        title: 'customers.title',
        icon: Users,
        permission: 'customers:read',
        area: 'customers',
        content: lazy(async () => ({
          default: (await import('../pages/customers/customer-pages.tsx')).CustomerPages,
        })),
      },
      {
        path: '/segments',
        title: 'segments.title',
        icon: ListFilter,
        permission: 'segments:read',
        area: 'customers',
        content: lazy(async () => ({
          default: (await import('../pages/segments/segment-pages.tsx')).SegmentPages,
        })),
      },
      {
        // `/carts/…` are the links in messages to customers.
        path: '/abandoned-carts',
        title: 'carts.title',
        icon: ShoppingCart,
        permission: 'customers:read',
        area: 'carts',
        content: lazy(async () => ({
          default: (await import('../pages/carts/cart-pages.tsx')).CartPages,
        })),
      },
      {
        path: '/automations',
        title: 'automations.title',
        icon: Workflow,
        permission: 'status:read',
        area: 'automations',
        content: lazy(async () => ({
          default: (await import('../pages/automations/automation-pages.tsx')).AutomationPages,
        })),
      },
    ],
  },
  {
    title: 'place.data',
    places: [
      {
        path: '/connections',
        title: 'connections.title',
        icon: Plug,
        permission: 'configuration:read',
        content: lazy(async () => ({
          default: (await import('../pages/connections/connection-pages.tsx')).ConnectionPages,
        })),
      },
      {
        path: '/till',
        title: 'till.title',
        icon: Store,
        permission: 'configuration:read',
        area: 'till',
        content: lazy(async () => ({
          default: (await import('../pages/till/till-pages.tsx')).TillPages,
        })),
      },
      {
        path: '/runs',
        title: 'runs.title',
        icon: Inbox,
        permission: 'runs:read',
        content: lazy(async () => ({
          default: (await import('../pages/runs/run-pages.tsx')).RunPages,
        })),
      },
      {
        path: '/deliveries',
        title: 'deliveries.title',
        icon: Send,
        permission: 'status:read',
        content: lazy(async () => ({
          default: (await import('../pages/deliveries/delivery-pages.tsx')).DeliveryPages,
        })),
      },
      {
        path: '/mappings',
        title: 'mappings.title',
        icon: ArrowRightLeft,
        permission: 'status:read',
        content: lazy(async () => ({
          default: (await import('../pages/mappings/mapping-pages.tsx')).MappingPages,
        })),
      },
      {
        path: '/feeds',
        title: 'feeds.title',
        icon: Radio,
        permission: 'served:read',
        area: 'feeds',
        content: lazy(async () => ({
          default: (await import('../pages/feeds/feeds-page.tsx')).FeedsPage,
        })),
      },
      {
        path: '/configuration',
        title: 'entries.title',
        icon: FileCog,
        permission: 'configuration:read',
        content: lazy(async () => ({
          default: (await import('../pages/entries/entry-pages.tsx')).EntryPages,
        })),
      },
    ],
  },
  {
    title: 'place.settings',
    places: [
      {
        path: '/access',
        title: 'access.title',
        icon: KeyRound,
        permission: 'admin',
        content: lazy(async () => ({
          default: (await import('../pages/access/access-page.tsx')).AccessPage,
        })),
      },
      {
        path: '/modules',
        title: 'modules.title',
        icon: Blocks,
        permission: 'status:read',
        content: lazy(async () => ({
          default: (await import('../pages/modules/modules-page.tsx')).ModulesPage,
        })),
      },
      {
        path: '/quota',
        title: 'quota.title',
        icon: Gauge,
        permission: 'status:read',
        content: lazy(async () => ({
          default: (await import('../pages/quota/quota-page.tsx')).QuotaPage,
        })),
      },
    ],
  },
]
