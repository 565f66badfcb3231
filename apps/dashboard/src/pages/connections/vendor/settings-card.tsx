import { useAnswer } from '../../../api/use-answer.ts'
import { fieldsOf } from '../../../schema-form/field-shape.ts'
import { groupIn } from '../../../schema-form/form-value.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useWords } from '../../../words/words-context.tsx'
import type { Entry } from '../../entries/entry.ts'
import { connectorNamed } from '../catalogue.ts'
import { shownSettings, type ShownSetting } from './shown-settings.ts'

/** How a connection is set, what its defaults are, and which of them the vendor's public pages leave open. */
export function SettingsCard({ entry }: { readonly entry: Entry }) {
  const { say } = useWords()
  const catalogue = useAnswer('GET /api/connectors', {})
  const value = groupIn(entry.value)
  const connector = connectorNamed(catalogue.data?.connectors ?? [], value['connector'])
  if (catalogue.isLoading) return <Skeleton className="h-56 w-full rounded-xl" />
  if (connector === undefined) return null
  const all = shownSettings(fieldsOf(connector.settings), groupIn(value['config']))
  const set = all.filter((setting) => setting.value !== undefined)
  const assumed = all.filter(
    (setting) => setting.value === undefined && setting.assumed !== undefined,
  )
  const usual = all.filter(
    (setting) => setting.value === undefined && setting.assumed === undefined,
  )
  if (all.length === 0) return null
  return (
    <Card title={say('vendor.settings')} note={say('vendor.settingsNote')}>
      <div className="grid gap-5">
        {set.length > 0 && <SettingList settings={set} />}
        {assumed.length > 0 && (
          <details>
            <summary className="min-h-6 cursor-pointer text-sm font-medium">
              {say('vendor.assumptions', { count: assumed.length })}
            </summary>
            <p className="max-w-[72ch] py-2 text-sm text-faint">{say('vendor.assumedNote')}</p>
            <SettingList settings={assumed} />
          </details>
        )}
        {usual.length > 0 && (
          <details>
            <summary className="min-h-6 cursor-pointer text-sm font-medium">
              {say('vendor.usual', { count: usual.length })}
            </summary>
            <div className="pt-2">
              <SettingList settings={usual} />
            </div>
          </details>
        )}
      </div>
    </Card>
  )
}

function SettingList({ settings }: { readonly settings: readonly ShownSetting[] }) {
  const { say } = useWords()
  return (
    <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[16rem_minmax(0,1fr)]">
      {settings.map(({ label, help, assumed, value }) => (
        <div key={label} className="contents">
          <dt className="flex flex-wrap content-start items-center gap-2 text-faint">
            {label}
            {assumed !== undefined && <Badge tone="caution">{say('vendor.assumed')}</Badge>}
          </dt>
          <dd className="min-w-0 [overflow-wrap:anywhere] max-sm:-mt-2">
            {value !== undefined && (
              <span className="font-medium">
                {typeof value === 'string' ? value : say('vendor.secretSet')}
              </span>
            )}
            {help !== undefined && <p className="max-w-[72ch] text-soft">{help}</p>}
            {assumed !== undefined && (
              <p className="max-w-[72ch] text-soft">{say('vendor.lookedUp', { where: assumed })}</p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
